// The fields of places: what is suggested, swapped, or one's own position, asked on a press only.

import { combobox, type Suggesting } from './combobox.ts'
import { icon, icons } from './icon.ts'

export type LonLat = readonly [longitude: number, latitude: number]
export type End = 'from' | 'to'

export type PlaceWords = Readonly<
  Record<
    'suggestions' | 'found' | 'noneFound' | 'here' | 'placing' | 'positionRefused' | 'positionOutside' | 'swap',
    string
  >
>

interface Settings extends Suggesting {
  readonly extent: readonly [number, number, number, number]
  readonly words: PlaceWords
}

export interface PlaceFields {
  /** Puts a place in a field, and asks. */
  set(which: End, text: string, at: LonLat): void
}

/** A position is good enough if it was found in the last minute; after a quarter of one, it is given up (ms). */
const [OLDEST_MS, LONGEST_MS] = [60_000, 15_000]

/** Makes the fields of a form live. `changed`: a place was chosen. */
export function placeFields(
  form: HTMLFormElement,
  settings: Settings,
  status: HTMLElement,
  changed: () => void,
): PlaceFields {
  const { words } = settings
  const inputs = (which: End) =>
    [which, `${which}_at`].map((name) => form.querySelector<HTMLInputElement>(`[name=${name}]`)!) as [
      HTMLInputElement,
      HTMLInputElement,
    ]
  const set: PlaceFields['set'] = (which, text, at) => {
    const [field, place] = inputs(which)
    field.value = text
    place.value = `${at.map((degrees) => degrees.toFixed(6)).join()},${text}`
    changed()
  }
  for (const which of ['from', 'to'] as const)
    combobox(inputs(which)[0], settings, status, (place) => set(which, place.name, place.at))
  const start = form.querySelector('.routes-from')!
  start.append(hereButton(settings, status, (at) => set('from', words.here, at)))
  form.querySelector('.routes-to')!.append(
    button('routes-swap', icons.swap, words.swap, () => {
      const [a, b] = [inputs('from'), inputs('to')]
      for (const i of [0, 1] as const) [a[i].value, b[i].value] = [b[i].value, a[i].value]
      changed()
    }),
  )
  return { set }
}

function button(kind: string, sign: string, label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  Object.assign(made, { type: 'button', className: `second ${kind}`, title: label })
  made.append(icon(sign))
  made.setAttribute('aria-label', label)
  made.addEventListener('click', act)
  return made
}

/** A press asks the browser for one's position; nothing asks before. */
function hereButton({ words, extent }: Settings, status: HTMLElement, found: (at: LonLat) => void): HTMLElement {
  const say = (text: string) => {
    status.classList.remove('hidden')
    status.textContent = text
  }
  return button('routes-here', icons.here, words.here, () => {
    say(words.placing)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) => {
        const [west, south, east, north] = extent
        const isInside = west <= longitude && longitude <= east && south <= latitude && latitude <= north
        if (!isInside) return say(words.positionOutside)
        say('')
        found([longitude, latitude])
      },
      () => say(words.positionRefused),
      { enableHighAccuracy: true, maximumAge: OLDEST_MS, timeout: LONGEST_MS },
    )
  })
}
