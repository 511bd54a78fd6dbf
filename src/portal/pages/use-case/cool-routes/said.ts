import type { Page } from '../../../page.ts'
import { placeKinds } from '../../../text/cool-routes.ts'
import type { NearPlace, Way } from './answers.ts'

/** Minutes as who walks counts them: whole, and never none. */
export const minutesOf = ({ minutes }: Pick<Way, 'minutes'>): string => `${Math.max(1, Math.round(minutes))}`

/** Metres as who walks counts them: by tens, then by hundreds. */
export function lengthSaid({ format }: Pick<Page, 'format'>, metres: number): string {
  if (metres >= 995) return `${format.number(metres / 1000, metres < 5000 ? 2 : 1)} km`
  return `${metres < 20 ? Math.max(1, Math.round(metres)) : Math.round(metres / 10) * 10} m`
}

/** The name of a place, or what it is. */
export function placeName(
  { language }: Pick<Page, 'language'>,
  { name, kind }: Pick<NearPlace, 'name' | 'kind'>,
): string {
  return name ?? placeKinds[kind]?.[language] ?? kind.replaceAll('_', ' ')
}
