// Places suggested as one types, by the combobox pattern of the ARIA practices.

interface Place {
  readonly name: string
  readonly kind: string
  readonly at: readonly [longitude: number, latitude: number]
}

export interface Suggesting {
  /** Address that finds places. */
  readonly find: string
  readonly words: Readonly<Record<'suggestions' | 'found' | 'noneFound', string>>
  /** What a place is, in the language of the page. */
  readonly kinds: Readonly<Record<string, string>>
}

/** Asked when typing rests (ms), from two letters on; as many as fit over a keyboard. */
const [SETTLED_MS, FEWEST_LETTERS, MOST_SHOWN] = [150, 2, 8]

/** Suggests places under a field: arrows move, Enter chooses, Escape closes, then empties. */
export function combobox(
  field: HTMLInputElement,
  { find, words, kinds }: Suggesting,
  status: HTMLElement,
  choose: (p: Place) => void,
) {
  const list = document.createElement('ul')
  Object.assign(list, { id: `${field.id}-list`, className: 'routes-suggestions', hidden: true })
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value)
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', words.suggestions)
  field.parentElement!.append(list)
  let places: readonly Place[] = []
  let active = -1
  let settling: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  const activate = (index: number) => {
    active = index
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === index))
    if (index < 0) field.removeAttribute('aria-activedescendant')
    else field.setAttribute('aria-activedescendant', `${list.id}-${index}`)
    list.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  const close = () => {
    clearTimeout(settling)
    running?.abort()
    list.hidden = true
    field.setAttribute('aria-expanded', 'false')
    activate(-1)
  }
  const pick = (index: number) => {
    const place = places[index]!
    close()
    choose(place)
  }
  const show = () => {
    list.replaceChildren(
      ...places.map(({ name, kind }, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.setAttribute('role', 'option')
        const what = document.createElement('span')
        Object.assign(what, { className: 'quiet', textContent: kinds[kind] ?? '' })
        option.append(name, ' ', what)
        // Before the field loses the focus, which closes the list.
        option.addEventListener('pointerdown', (event) => event.preventDefault())
        option.addEventListener('click', () => pick(i))
        return option
      }),
    )
    list.hidden = places.length === 0
    field.setAttribute('aria-expanded', String(places.length > 0))
    activate(-1)
    status.textContent = places.length > 0 ? words.found.replace('{n}', String(places.length)) : words.noneFound
  }
  const suggest = async () => {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    const text = field.value.trim()
    if (text.length < FEWEST_LETTERS) return close()
    try {
      const response = await fetch(`${find}?${new URLSearchParams({ q: text })}`, { signal })
      if (!response.ok) return close()
      const answer = (await response.json()) as { readonly places: readonly Place[] }
      if (signal.aborted || document.activeElement !== field) return
      places = answer.places.slice(0, MOST_SHOWN)
      show()
    } catch {
      // Without a network there are no suggestions: the field is a field.
      if (!signal.aborted) close()
    }
  }
  field.addEventListener('input', () => {
    clearTimeout(settling)
    settling = setTimeout(() => void suggest(), SETTLED_MS)
  })
  field.addEventListener('keydown', (event) => {
    const isOpen = !list.hidden
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (!isOpen) return void suggest()
      const count = places.length
      // Past either end is the field itself.
      activate(((active + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      event.preventDefault()
      pick(active)
    } else if (event.key === 'Escape') {
      if (isOpen) close()
      else field.value = ''
    }
  })
  field.addEventListener('blur', close)
}
