// The page of cool ways, live: places are suggested, touched or found, the answer follows each change, the address with it. The server
// draws everything: this asks it again and puts its answer in place.

import { openRoutesMap, type RoutesMap } from './routes-map.ts'
import { type PlaceWords, placeFields } from './routes-places.ts'
import { sliderOver } from './slider.ts'

export interface RoutesSettings {
  /** Where one can walk: west, south, east, north. */
  readonly extent: readonly [number, number, number, number]
  /** The time on the clock of the territory, `15:30`. */
  readonly clock: string
  /** Address of a tile of the ground, with `{z}`, `{x}`, `{y}`. */
  readonly tile: string
  /** Addresses that answer a part of the page, and places by name. */
  readonly answer: string
  readonly find: string
  readonly kinds: Readonly<Record<string, string>>
  readonly words: PlaceWords &
    Readonly<
      Record<
        | ('now' | 'hour' | 'touched' | 'looking' | 'offline' | 'failed' | 'explore')
        | ('zoomIn' | 'zoomOut' | 'whole' | 'startHere' | 'goHere' | 'close' | 'share' | 'shared'),
        string
      >
    >
}

/** A slider that moves asks when it rests. */
const SETTLED_MS = 200

function start(root: HTMLElement): void {
  const settings = JSON.parse(root.dataset.routes!) as RoutesSettings
  const { words } = settings
  const form = root.querySelector<HTMLFormElement>('.routes-form')!
  const status = root.querySelector<HTMLElement>('.routes-status')!
  const map = openRoutesMap(root, settings)
  const ask = asker(root, form, status, map, settings)

  const places = placeFields(form, settings, status, () => void ask({ isNewPlace: true }))
  map.onPick((position, which) => {
    const said = position.map((degrees) => degrees.toFixed(5))
    places.set(which, words.touched.replace('{place}', `${said[1]}, ${said[0]}`), position)
  })
  hourSlider(root, settings)
  let settling: ReturnType<typeof setTimeout> | undefined
  root.addEventListener('change', ({ target }) => {
    const { name } = target as HTMLInputElement
    if (name === 'way') history.replaceState(null, '', addressOf(form))
    if (['mode', 'minutes', 'hour', 'day', 'profile', 'sensitivity'].includes(name)) {
      clearTimeout(settling)
      settling = setTimeout(() => void ask({ isNewPlace: name === 'mode' || name === 'minutes' }), SETTLED_MS)
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask({ isNewPlace: true })
  })
  addEventListener('popstate', () => location.reload())
  shareButton(root, words, status)
}

/** What an address need not say. */
const usual: Readonly<Record<string, string>> = { mode: 'go', profile: 'foot', sensitivity: 'medium', way: 'coolest' }

/** What the form asks, as the address of the page: short enough to be shared. */
function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '' && value !== usual[name]) query.set(name, value)
  if (!query.has('mode')) query.delete('minutes')
  return `${location.pathname}?${query}`
}

interface Asking {
  /** Whether the map should move to what is answered. */
  readonly isNewPlace: boolean
}

/** Asks the server what the form says and shows what it answers. The newest question counts. */
function asker(
  root: HTMLElement,
  form: HTMLFormElement,
  status: HTMLElement,
  map: RoutesMap,
  settings: RoutesSettings,
) {
  const { words, answer } = settings
  let running: AbortController | undefined
  let isLost = false
  const ask = async ({ isNewPlace }: Asking): Promise<void> => {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    status.classList.remove('hidden')
    status.textContent = words.looking
    root.setAttribute('aria-busy', 'true')
    const address = addressOf(form)
    try {
      const response = await fetch(`${answer}${new URL(address, location.href).search}`, { signal })
      if (!response.ok) throw new Error(`${response.status}`)
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
      if (signal.aborted) return
      isLost = false
      history[isNewPlace ? 'pushState' : 'replaceState'](null, '', address)
      put(root, form, fresh)
      map.show(fresh.querySelector('.routes-svg')!, isNewPlace)
      shareButton(root, words, status)
      // Who sees has the cards.
      status.textContent = saidOf(root)
      status.classList.add('hidden')
      const isAnswered = root.querySelector('.routes-ways, .routes-answer table') !== null
      if (isNewPlace && isAnswered) root.querySelector('.routes-when')!.scrollIntoView({ block: 'start' })
    } catch (error) {
      if (signal.aborted) return
      isLost = error instanceof TypeError
      status.textContent = isLost ? words.offline : words.failed
    } finally {
      if (!signal.aborted) root.removeAttribute('aria-busy')
    }
  }
  addEventListener('online', () => isLost && void ask({ isNewPlace: true }))
  return ask
}

/** Puts what the server answered in its place, and what it understood in the fields that nobody is typing in. */
function put(root: HTMLElement, form: HTMLFormElement, fresh: Document): void {
  for (const part of ['.routes-legend', '.routes-guesses', '.routes-answer', '.routes-settings summary']) {
    const [old, now] = [root.querySelector(part), fresh.querySelector(part)]
    if (old && now) old.replaceWith(now)
  }
  for (const name of ['from', 'to']) {
    const field = form.querySelector<HTMLInputElement>(`[name=${name}]`)!
    if (field === document.activeElement) continue
    for (const one of [name, `${name}_at`])
      form.querySelector<HTMLInputElement>(`[name=${one}]`)!.value =
        fresh.querySelector<HTMLInputElement>(`[name=${one}]`)?.value ?? ''
  }
}

/** The answer in a sentence, for who hears the page. */
function saidOf(root: HTMLElement): string {
  const refused = root.querySelector('.routes-answer .refusal p')
  if (refused) return ''
  const chosen = root.querySelector('.routes-ways input:checked + .routes-card')
  return [...(chosen?.children ?? [])].map((part) => part.textContent).join(', ')
}

/** The list of hours becomes a slider with a button for now. */
function hourSlider(root: HTMLElement, { words, clock }: RoutesSettings): void {
  const list = root.querySelector<HTMLSelectElement>('select[name=hour]')!
  const isNow = list.selectedIndex === 0
  const { slider, moveTo } = sliderOver(list, words.hour, 1)
  const now = document.createElement('button')
  Object.assign(now, { type: 'button', className: 'second routes-now', textContent: words.now })
  const show = () => now.setAttribute('aria-pressed', String(list.selectedIndex === 0))
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  if (isNow) slider.value = String(1 + hours * 2 + (minutes >= 30 ? 1 : 0))
  slider.addEventListener('input', () => {
    show()
    list.dispatchEvent(new Event('change', { bubbles: true }))
  })
  // The slider itself is no part of the form.
  slider.addEventListener('change', (event) => event.stopPropagation())
  now.addEventListener('click', () => {
    moveTo(0)
    show()
    list.dispatchEvent(new Event('change', { bubbles: true }))
  })
  root.querySelector('.routes-show')!.replaceWith(now)
  show()
}

/** Sharing by the phone, or by copying the link. */
function shareButton(root: HTMLElement, words: RoutesSettings['words'], status: HTMLElement): void {
  const place = root.querySelector('.routes-share')
  const link = place?.querySelector('a')
  if (!place || !link) return
  const button = document.createElement('button')
  Object.assign(button, { type: 'button', className: 'second', textContent: words.share })
  button.addEventListener('click', async () => {
    try {
      if (navigator.share) return await navigator.share({ url: link.href, title: document.title })
      await navigator.clipboard.writeText(link.href)
      status.classList.remove('hidden')
      status.textContent = words.shared
    } catch {
      // Whoever closed the sheet of the phone, or has no clipboard, has the link.
    }
  })
  place.prepend(button, ' ')
}

for (const root of document.querySelectorAll<HTMLElement>('[data-routes]')) start(root)
