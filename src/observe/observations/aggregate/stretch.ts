import type { Lake } from '../../../lake/index.ts'
import type { Sender } from '../../../store/index.ts'
import type { AggregateQuery } from '../../types.ts'
import { type ColdMonth, erasedOf, inRange, readCold } from '../cold.ts'
import { readCursor } from '../cursor.ts'
import { merged } from '../merge.ts'
import { boundsOfMonth } from '../months.ts'
import { type Kept, keptOf } from '../rows.ts'

/** What an aggregate takes from an observation. */
interface Valued {
  readonly datastream: number
  /** Milliseconds since 1970. */
  readonly start: number
  readonly number: number | null
}

/** One that may stand beside late ones. */
type Placeable = Valued & Pick<Kept, 'source' | 'id'>

/** A part of the period: months that are in files, or what lies between. */
export interface Stretch {
  readonly from: Date
  readonly to: Date
  readonly months: readonly ColdMonth[]
  /** Whether it may have rows in the table. */
  readonly hot: boolean
}

/**
 * Cuts a period so that, part after part, the rows of each datastream come in order of time: a month in files that has late rows
 * is one part, those that have none go together.
 */
export function stretchesOf({ from, to }: AggregateQuery, months: readonly ColdMonth[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = from.getTime()
  const until = (end: number, own: readonly ColdMonth[]) => {
    const stop = Math.min(end, to.getTime())
    if (stop <= at) return
    const hot = own.length === 0 || own.some(({ open }) => open)
    const last = stretches.at(-1)
    if (!hot && last && !last.hot)
      stretches[stretches.length - 1] = { ...last, to: new Date(stop), months: [...last.months, ...own] }
    else stretches.push({ from: new Date(at), to: new Date(stop), months: own, hot })
    at = stop
  }
  for (const month of months) {
    const [start, end] = boundsOfMonth(month.month)
    until(start, [])
    until(end, [month])
  }
  until(to.getTime(), [])
  return stretches
}

/** Reads a part of the period, each datastream in its order. */
export function readStretch(
  tx: Sender,
  lake: Lake,
  datastreams: readonly number[],
  stretch: Stretch,
): AsyncIterable<readonly Valued[]> {
  const { months, hot } = stretch
  if (months.length === 0) return readHot<Valued>(tx, datastreams, stretch, '')
  const old = readOld(lake, datastreams, stretch)
  return hot ? merged(readHot<Placeable>(tx, datastreams, stretch, ', source, id'), old, (row) => row) : old
}

/** Instants come as milliseconds: read by the hundred thousand, their text would take longer than all the rest. */
function readHot<R>(
  tx: Sender,
  datastreams: readonly number[],
  { from, to }: Stretch,
  more: string,
): AsyncGenerator<R[]> {
  return readCursor<R>(
    tx,
    `select datastream, (extract(epoch from phenomenon_start) * 1000)::float8 as start, number${more} from observation
     where datastream = any ($1::bigint[]) and phenomenon_start >= $2 and phenomenon_start < $3
     order by datastream, phenomenon_start, source, id`,
    [datastreams, from, to],
  )
}

async function* readOld(
  lake: Lake,
  datastreams: readonly number[],
  { from, to, months }: Stretch,
): AsyncGenerator<Placeable[]> {
  const where = inRange({ datastreams, from, to }, erasedOf(months))
  const columns = ['id', 'datastream', 'phenomenon_start', 'source', 'number']
  for await (const batch of readCold(lake, months, where, columns))
    yield batch.map(keptOf).map(({ id, datastream, source, number, phenomenon_start: at }) => ({
      ...{ id, datastream, source, number },
      start: at.getTime(),
    }))
}
