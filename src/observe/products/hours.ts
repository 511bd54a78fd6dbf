import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Bucket, Observe } from '../types.ts'

/** Which hours: of a dataset, all of them or those of a local day `YYYY-MM-DD`. */
export interface HoursOf {
  readonly dataset: string
  readonly day?: string
}

interface Stream {
  readonly id: number
  readonly thing: string
  readonly property: string
  readonly definition: string
  readonly unit: string
  readonly lon: number | null
  readonly lat: number | null
  readonly first: Date
  readonly last: Date
}

export const HOURS_HEADER = 'datastream,thing,property,definition,unit,at,count,mean,min,max,lon,lat'

/** Datastreams aggregated at once: bounds the memory, whatever the fleet. */
const STREAMS_AT_ONCE = 100
const DAY_MS = 86_400_000
/** Days aggregated at once. */
const DAYS_AT_ONCE = 31

/**
 * Says, without reading them all, which observations of a dataset (and local day of `zone`) there are: the same text as long
 * as none was added, changed or removed.
 */
export async function fingerprintOf(
  { store }: Pick<Observe, 'store'>,
  { dataset, day }: HoursOf,
  zone: string,
): Promise<string> {
  const [from, to] = day === undefined ? [null, null] : [startOfDay(day, zone), startOfDay(nextDay(day), zone)]
  const [found] = await store.query<{ text: string }>(
    day === undefined
      ? `select md5(concat_ws(' ', (
           select string_agg(concat_ws(',', s.datastream, s.count, s.last_id, s.last, d.name, d.unit), ';' order by s.datastream)
           from datastream_state s join datastream d on d.id = s.datastream where d.dataset = $1),
         (select count(*) from observation_erased))) as text`
      : `select md5(concat_ws(' ', (
           select concat_ws(',', count(*), max(id)) from observation
           where datastream in (select id from datastream where dataset = $1) and phenomenon_start >= $2 and phenomenon_start < $3),
         (select string_agg(concat_ws(',', month, generation, rows, (
             select count(*) from observation_erased e where e.month = p.month)), ';' order by month)
           from observation_period p where p.state <> 'hot' and month <= $3::timestamptz and month > $2::timestamptz - interval '33 days'))) as text`,
    day === undefined ? [dataset] : [dataset, from, to],
  )
  return found!.text
}

/**
 * Writes the hours of the datastreams of a dataset as CSV (`HOURS_HEADER`): for each hour with observations that are numbers,
 * their count, mean and extremes. Instants are in UTC; hours and days are those of the clock of `zone`, an IANA name.
 * Gives the bytes written and their SHA-256.
 */
export async function writeHours(
  observe: Pick<Observe, 'store' | 'observations'>,
  { dataset, day }: HoursOf,
  zone: string,
  path: string,
): Promise<{ bytes: number; sha256: string }> {
  const streams = await streamsOf(observe, dataset)
  const file = await open(path, 'w')
  const hash = createHash('sha256')
  let bytes = 0
  const write = async (text: string) => {
    hash.update(text)
    bytes += Buffer.byteLength(text)
    await file.write(text)
  }
  try {
    await write(`${HOURS_HEADER}\n`)
    for (let i = 0; i < streams.length; i += STREAMS_AT_ONCE) {
      const some = new Map(streams.slice(i, i + STREAMS_AT_ONCE).map((stream) => [stream.id, stream]))
      for (const [from, to] of spansOf([...some.values()], day, zone)) {
        const { buckets } = await observe.observations.aggregate({
          datastreams: [...some.keys()],
          ...{ from, to },
          step: { every: 'hour', zone },
        })
        await write(
          buckets
            .filter(({ numbers }) => numbers > 0)
            .map((bucket) => lineOf(some.get(bucket.datastream)!, bucket))
            .join(''),
        )
      }
    }
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** The datastreams of a dataset that have observations, with the place of their thing. */
async function streamsOf({ store }: Pick<Observe, 'store'>, dataset: string): Promise<Stream[]> {
  return store.query<Stream>(
    `select d.id, t.name as thing, p.name as property, p.definition, coalesce(d.unit->>'symbol', '') as unit, l.lon, l.lat,
       s.first, s.last
     from datastream d join datastream_state s on s.datastream = d.id join thing t on t.id = d.thing
       join observed_property p on p.id = d.observed_property
       left join lateral (
         select lon, lat from thing_location tl join location on location.id = tl.location
         where tl.thing = d.thing order by location.id limit 1) l on true
     where d.dataset = $1 and s.last_number is not null order by d.id`,
    [dataset],
  )
}

/** The stretches of time to aggregate, each of at most a month. */
function* spansOf(
  streams: readonly Stream[],
  day: string | undefined,
  zone: string,
): Generator<[from: Date, to: Date]> {
  if (day !== undefined) {
    yield [startOfDay(day, zone), startOfDay(nextDay(day), zone)]
    return
  }
  const first = Math.min(...streams.map((stream) => stream.first.getTime()))
  const end = Math.max(...streams.map((stream) => stream.last.getTime())) + 1
  // Whole days of UTC, so that no hour of the clock is cut in two, whatever the zone's whole or half hours.
  let from = Math.floor(first / DAY_MS) * DAY_MS - DAY_MS
  for (; from < end; from += DAYS_AT_ONCE * DAY_MS) yield [new Date(from), new Date(from + DAYS_AT_ONCE * DAY_MS)]
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10)

/** The instant at which a local day starts. */
function startOfDay(day: string, zone: string): Date {
  const wall = Date.parse(`${day}T00:00Z`)
  const offset = (at: number) => {
    const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
      at,
    )
    return Date.parse(`${text.replace(' ', 'T')}Z`) - at
  }
  // The offset at the guess may be that of the other side of a clock change: the second look settles it.
  const guess = wall - offset(wall)
  return new Date(wall - offset(guess))
}

function lineOf(stream: Stream, { from, numbers, mean, min, max }: Bucket): string {
  const { id, thing, property, definition, unit, lon, lat } = stream
  const cells = [
    id,
    thing,
    property,
    definition,
    unit,
    from.toISOString(),
    numbers,
    mean,
    min,
    max,
    lon ?? '',
    lat ?? '',
  ]
  return `${cells.map((cell) => quoted(String(cell))).join(',')}\n`
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
