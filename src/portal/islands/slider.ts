/** A slider that moves a list, from one of its options on; what it stands on is said beside it. The list is hidden. */
export function sliderOver(list: HTMLSelectElement, label: string, first = 0): SliderOver {
  const [slider, said] = [document.createElement('input'), document.createElement('output')]
  Object.assign(slider, { type: 'range', min: String(first), max: String(list.options.length - 1), step: '1' })
  slider.setAttribute('aria-label', label)
  list.hidden = true
  list.after(slider, said)
  const say = () => {
    said.textContent = list.options[list.selectedIndex]?.text ?? ''
    slider.setAttribute('aria-valuetext', said.textContent)
  }
  const moveTo = (index: number) => {
    list.selectedIndex = index
    if (index >= first) slider.value = String(index)
    say()
  }
  slider.addEventListener('input', () => moveTo(Number(slider.value)))
  slider.value = String(Math.max(first, list.selectedIndex))
  say()
  return { slider, moveTo }
}

interface SliderOver {
  readonly slider: HTMLInputElement
  /** Chooses an option by its rank. */
  moveTo(index: number): void
}
