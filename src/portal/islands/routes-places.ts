// The fields of places: suggestions as one types, by the combobox pattern of the ARIA practices, and one's own position, on a press only.

import { icon, icons } from './icon.ts'

export type LonLat = readonly [longitude: number, latitude: number]
export type End = 'from' | 'to'

export type PlaceWords = Readonly<
  Record<
    'suggestions' | 'found' | 'noneFound' | 'here' | 'placing' | 'positionRefused' | 'positionOutside' | 'swap',
    string
  >
>

interface Settings {
  readonly find: string
  readonly extent: readonly [number, number, number, number]
  readonly words: PlaceWords
  /** What a place is, in the language of the page. */
  readonly kinds: Readonly<Record<string, string>>
}

interface Place {
  readonly name: string
  readonly kind: string
  readonly at: LonLat
}

export interface PlaceFields {
  /** Puts a place in a field, and asks. */
  set(which: End, text: string, at: LonLat): void
}

const SETTLED_MS = 150
const FEWEST_LETTERS = 2
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

/** Suggests places under a field: arrows move, Enter chooses, Escape closes, then empties. */
function combobox(
  field: HTMLInputElement,
  { find, words, kinds }: Settings,
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
      const language = document.documentElement.lang
      const response = await fetch(`${find}?${new URLSearchParams({ q: text, language })}`, { signal })
      if (!response.ok) return close()
      const answer = (await response.json()) as { readonly places: readonly Place[] }
      if (signal.aborted || document.activeElement !== field) return
      places = answer.places.slice(0, 8)
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
