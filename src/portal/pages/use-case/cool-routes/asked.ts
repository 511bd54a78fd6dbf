import type { Page } from '../../../page.ts'

export type LonLat = readonly [longitude: number, latitude: number]
export const modes = ['go', 'round', 'reach'] as const
export const profiles = ['foot', 'wheelchair', 'pram'] as const
export const sensitivities = ['low', 'medium', 'high'] as const
export const wayKinds = ['coolest', 'balanced', 'shortest'] as const

/** An end as the address of the page says it: what was typed, and where it is when that is known. */
export interface End {
  readonly text: string
  readonly at: LonLat | undefined
}

/** What the address of the page asks for. */
export interface Asked {
  readonly mode: (typeof modes)[number]
  readonly from: End
  readonly to: End
  /** `15:30` on the clock of the territory; empty for now. */
  readonly hour: string
  /** `2026-07-18`; empty for today. */
  readonly day: string
  readonly profile: (typeof profiles)[number]
  readonly sensitivity: (typeof sensitivities)[number]
  /** Of a round walk, or of what is within reach. */
  readonly minutes: number
  /** The way shown: a kind, or the rank of a round walk. */
  readonly way: string
}

/** Letters of a place at most: the longest street name of France has 71. */
export const MOST_LETTERS = 120
export const durations = [5, 10, 15, 20, 30, 45, 60, 90]
/** What is within reach is computed up to an hour. */
const LONGEST_REACH = 60
const usualDuration = { go: 15, round: 30, reach: 15 } as const

/** Reads the query of the page. What it does not understand is left as by default. */
export function readAsked(query: URLSearchParams): Asked {
  const one = <T extends string>(name: string, known: readonly T[], usual: T): T =>
    known.find((value) => value === query.get(name)) ?? usual
  const shaped = (name: string, form: RegExp) => {
    const text = query.get(name) ?? ''
    return form.test(text) ? text : ''
  }
  const mode = one('mode', modes, 'go')
  const minutes = Number(query.get('minutes'))
  return {
    mode,
    from: endOf(query, 'from'),
    to: endOf(query, 'to'),
    hour: shaped('hour', /^([01]\d|2[0-3]):[0-5]\d$/),
    day: shaped('day', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
    profile: one('profile', profiles, 'foot'),
    sensitivity: one('sensitivity', sensitivities, 'medium'),
    minutes: durations.includes(minutes)
      ? Math.min(minutes, mode === 'reach' ? LONGEST_REACH : minutes)
      : usualDuration[mode],
    way: shaped('way', /^[a-z0-9]{1,10}$/),
  }
}

/**
 * `from` is what is shown in the field, `from_at` the place it stands for: `longitude,latitude,` and that same text. Where somebody
 * changes the field without JavaScript, the two differ, and the text counts.
 */
function endOf(query: URLSearchParams, name: 'from' | 'to'): End {
  const text = (query.get(name) ?? '').trim().slice(0, MOST_LETTERS)
  const [longitude, latitude, ...rest] = (query.get(`${name}_at`) ?? '').split(',')
  const at = positionOf(longitude, latitude)
  if (at && (text === '' || rest.join(',').trim() === text)) return { text, at }
  // A pair of numbers is a place of its own: latitude first, as people write it.
  const typed = /^(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)$/.exec(text)
  return { text, at: typed ? positionOf(typed[2], typed[1]) : undefined }
}

function positionOf(longitude: string | undefined, latitude: string | undefined): LonLat | undefined {
  if (!longitude?.trim() || !latitude?.trim()) return undefined
  const [x, y] = [Number(longitude), Number(latitude)]
  return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : undefined
}

/** The value of `from_at` for a place: see `endOf`. */
export const writeAt = ({ text, at }: End): string | undefined =>
  at && `${at[0].toFixed(6)},${at[1].toFixed(6)},${text}`

/** The departure as the API takes it: `now`, or a time on the clock of the territory. */
export function momentOf({ hour, day }: Asked, { format, now }: Pick<Page, 'format' | 'now'>): string {
  if (hour === '' && day === '') return 'now'
  const clock = format.clock(now)
  return `${day || clock.slice(0, 10)}T${hour || clock.slice(11, 16)}`
}
