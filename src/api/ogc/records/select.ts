import type { Bbox } from '../../../kernel/index.ts'
import type { Period } from '../features/datetime.ts'
import type { CatalogueRecord } from './record.ts'

/** What a search of the catalogue asks: all of it must hold. */
export interface Search {
  /** Words, all of which stand in the title, description or keywords. */
  readonly q: readonly string[]
  /** Ids wanted; none for any. */
  readonly ids: readonly string[]
  readonly type: readonly string[]
  readonly bbox: Bbox | undefined
  readonly datetime: Period | undefined
}

/** Whether a record answers a search. One without place or time is of any. */
export function answers(record: CatalogueRecord, { q, ids, type, bbox, datetime }: Search): boolean {
  const { title, description, keywords } = record.properties
  const text = plain([title, description, ...keywords, record.id].join(' '))
  return (
    q.every((word) => text.includes(plain(word))) &&
    (ids.length === 0 || ids.includes(record.id)) &&
    (type.length === 0 || type.includes(record.properties.type)) &&
    (!bbox || !record.geometry || meets(record.geometry.coordinates[0]!, bbox)) &&
    (!datetime || !record.time || overlaps(record.time.interval, endsOf(datetime)))
  )
}

/** Without case nor accents. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

function meets(ring: readonly number[][], [west, south, east, north]: Bbox): boolean {
  const [low, high] = [ring[0]!, ring[2]!]
  const isAcross = low[1]! <= north && high[1]! >= south
  // A box whose west lies beyond its east crosses the antimeridian.
  const isAlong = west <= east ? low[0]! <= east && high[0]! >= west : low[0]! <= east || high[0]! >= west
  return isAcross && isAlong
}

function endsOf(period: Period): readonly [string, string] {
  if ('interval' in period) return period.interval
  const at = 'date' in period ? period.date : period.timestamp
  return [at, at]
}

const DAY = 10
/** The first and last millisecond of an end, which may be a whole day. */
const first = (end: string) => (end === '..' ? -Infinity : Date.parse(end))
const last = (end: string) => (end === '..' ? Infinity : Date.parse(end.length === DAY ? `${end}T23:59:59.999Z` : end))

const overlaps = (a: readonly [string, string], b: readonly [string, string]) =>
  first(a[0]) <= last(b[1]) && last(a[1]) >= first(b[0])
