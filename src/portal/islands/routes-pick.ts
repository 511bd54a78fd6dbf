import { icon, icons } from './icon.ts'
import type { End } from './routes-places.ts'

export type Point = readonly [number, number]

/** Asks what a touched place is for, under the thumb. */
export function pickBar(
  frame: HTMLElement,
  words: Readonly<Record<'startHere' | 'goHere' | 'close', string>>,
  chosen: (which: End, point: Point) => void,
): { ask(point: Point, isGoing: boolean, closed: () => void): void; close(): void } {
  let close = () => {}
  const ask = (point: Point, isGoing: boolean, closed: () => void) => {
    close()
    const bar = document.createElement('div')
    bar.className = 'routes-pick'
    close = () => {
      bar.remove()
      closed()
    }
    const add = (said: string | SVGElement, act: () => void) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(said)
      button.addEventListener('click', () => {
        close()
        act()
      })
      bar.append(button)
      return button
    }
    const first = add(words.startHere, () => chosen('from', point))
    if (isGoing) add(words.goHere, () => chosen('to', point))
    add(icon(icons.close), () => frame.focus()).setAttribute('aria-label', words.close)
    bar.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') close()
    })
    frame.append(bar)
    if (document.activeElement === frame) first.focus()
  }
  return { ask, close: () => close() }
}
