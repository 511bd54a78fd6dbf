import { OrchestraError } from '../../../kernel/index.ts'
import type { Cursor, Observation, Observe, Range } from '../../../observe/index.ts'
import type { Sender } from '../../../store/index.ts'
import type { Expression } from '../parse/ast.ts'
import type { Sight } from '../sql/scope.ts'
import { boundsOf } from './bounds.ts'
import type { Context, Row } from './context.ts'
import { countLevel, type Level, type LevelPage, readLevel } from './level.ts'
import { readCursor, writeCursor } from './token.ts'

// Observations are recent, in the table, or old, in files. What only asks for a stretch of some datastreams in order of time is
// read where it lies; the rest as SQL over both, old rows being brought beside the recent ones.

/** Reads a page of observations, by parent (0 when there is none). */
export async function readObservations(context: Context, level: Level): Promise<Map<number, LevelPage>> {
  const { of, options, top } = level
  const order = timeOrder(level)
  const { range, whole } = boundsOf(options.filter)
  const datastreams = await datastreamsOf(context, level, range)
  const isPlain = order !== undefined && whole && of?.type.name !== 'FeatureOfInterest'
  if (isPlain && of && of.ids.length > 1) {
    if (order === 'desc' && !options.filter && top === 1 && options.skip === 0) return latest(context, of.ids)
    return asOne(context, level, { ...range, datastreams: of.ids }).catch((error) => {
      if (!(error instanceof OrchestraError) || error.code !== 'observe.too-much-history') throw error
      return pageEach(context.observe, of.ids, range, order, level)
    })
  }
  if (isPlain && datastreams) {
    const page = await pageOf(context.observe, { ...range, datastreams }, order, level)
    return new Map([[of ? of.ids[0]! : 0, page]])
  }
  return asOne(context, level, { ...range, ...(datastreams && { datastreams }) })
}

/** Counts observations, by parent: from the state of the datastreams when they are all asked. */
export async function countObservations(context: Context, level: Level): Promise<Map<number, number>> {
  const { of, options } = level
  const { range } = boundsOf(options.filter)
  if (!options.filter && of?.type.name !== 'FeatureOfInterest') {
    if (of) {
      const states = await context.observe.observations.latest(of.ids)
      const counts = new Map(states.map(({ datastream, count }) => [datastream, count]))
      return new Map(of.ids.map((id) => [id, counts.get(id) ?? 0]))
    }
    const [sum] = await context.sender.query<{ n: number }>(
      `select coalesce(sum(s.count), 0)::bigint as n from datastream_state s join datastream d on d.id = s.datastream
       where d.dataset = any ($1::text[])`,
      [context.visible],
    )
    return new Map([[0, sum!.n]])
  }
  const datastreams = await datastreamsOf(context, level, range)
  return context.observe.observations.asOne({ ...range, ...(datastreams && { datastreams }) }, (tx, from) =>
    countLevel(tx, level, sightOf(context, from)),
  )
}

/** One observation that the viewer may see, recent or old. */
export async function readObservation(context: Context, id: number): Promise<Row | undefined> {
  const found = id > 0 ? await context.observe.observations.get(id) : undefined
  if (!found) return undefined
  const seen = await context.sender.query('select from datastream where id = $1 and dataset = any ($2::text[])', [
    found.datastream,
    context.visible,
  ])
  return seen.length > 0 ? rowOf(found) : undefined
}

/** Whether a level is in order of time; observations of a datastream are when nothing is asked, latest first at the root. */
function timeOrder({ options: { orderby }, of }: Level): 'asc' | 'desc' | undefined {
  const [first, second] = orderby
  if (!first) return of ? 'asc' : 'desc'
  const isTime = ({ kind, ...path }: Expression) =>
    kind === 'path' && 'segments' in path && path.segments.length === 1 && path.segments[0] === 'phenomenonTime'
  return isTime(first.expression) && !second ? (first.descending ? 'desc' : 'asc') : undefined
}

/** The datastreams a level is about, when they are known without reading observations. */
async function datastreamsOf(
  { sender, visible }: Context,
  { of }: Level,
  { datastreams }: Partial<Range>,
): Promise<number[] | undefined> {
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)
  if (of?.type.name === 'Datastream') {
    const own = [...of.ids]
    return datastreams ? own.filter((id) => datastreams.includes(id)) : own
  }
  if (of)
    return ids(
      await sender.query(
        `select f.datastream as id from datastream_foi f join datastream d on d.id = f.datastream
         where f.foi = any ($1::bigint[]) and d.dataset = any ($2::text[])`,
        [of.ids, visible],
      ),
    )
  return ids(
    await sender.query(
      `select id from datastream where dataset = any ($1::text[]) and ($2::bigint[] is null or id = any ($2::bigint[]))`,
      [visible, datastreams ?? null],
    ),
  )
}

async function pageOf(observe: Observe, range: Range, order: 'asc' | 'desc', level: Level): Promise<LevelPage> {
  const { options, top } = level
  const after = options.after ? readCursor(options.after) : undefined
  const found = await observe.observations.page({
    ...range,
    order,
    top: top + 1,
    skip: options.skip,
    ...(after && { after }),
  })
  const rows = found.slice(0, top).map(rowOf)
  const last = found[top - 1]
  return found.length > top
    ? { rows, more: true, ...(last && { after: writeCursor(cursorOf(last)) }) }
    : { rows, more: false }
}

async function pageEach(
  observe: Observe,
  datastreams: readonly number[],
  range: Partial<Range>,
  order: 'asc' | 'desc',
  level: Level,
): Promise<Map<number, LevelPage>> {
  const pages = new Map<number, LevelPage>()
  for (const id of datastreams) pages.set(id, await pageOf(observe, { ...range, datastreams: [id] }, order, level))
  return pages
}

/** What the state of a datastream remembers of its latest observation. */
interface Latest {
  readonly datastream: number
  readonly count: number
  readonly last: Date
  readonly last_id: number
}

/** The latest observation of each datastream, found by what its state remembers. */
async function latest(context: Context, datastreams: readonly number[]): Promise<Map<number, LevelPage>> {
  const { sender, observe } = context
  const states = await sender.query<Latest>(
    'select datastream, count, last, last_id from datastream_state where datastream = any ($1::bigint[])',
    [datastreams],
  )
  const found = new Map((await latestRows(sender, 'observation', states)).map((row) => [row.datastream as number, row]))
  const old = states.filter(({ datastream }) => !found.has(datastream))
  for (const row of await oldLatest(observe, old)) found.set(row.datastream as number, row)
  const pages = states.map(({ datastream, count }): [number, LevelPage] => {
    const row = found.get(datastream)
    return [datastream, { rows: row ? [row] : [], more: count > 1 }]
  })
  return new Map(pages)
}

const latestRows = (sender: Sender, from: string, states: readonly Latest[]): Promise<Row[]> =>
  sender.query<Row>(
    `select o.* from unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) s (datastream, last, last_id)
     join ${from} o on o.datastream = s.datastream and o.phenomenon_start = s.last and o.id = s.last_id`,
    [states.map((one) => one.datastream), states.map((one) => one.last), states.map((one) => one.last_id)],
  )

/** Those that are in files: at once when they are of about the same time, else one by one. */
async function oldLatest(observe: Observe, states: readonly Latest[]): Promise<Row[]> {
  if (states.length === 0) return []
  const times = states.map(({ last }) => last.getTime())
  const range = {
    datastreams: states.map(({ datastream }) => datastream),
    from: new Date(Math.min(...times)),
    to: new Date(Math.max(...times) + 1),
  }
  try {
    return await observe.observations.asOne(range, (tx, from) => latestRows(tx, from, states))
  } catch (error) {
    if (!(error instanceof OrchestraError) || error.code !== 'observe.too-much-history') throw error
    const rows: Row[] = []
    for (const { datastream } of states) {
      const [one] = await observe.observations.page({ datastreams: [datastream], order: 'desc', top: 1 })
      if (one) rows.push(rowOf(one))
    }
    return rows
  }
}

/** Orders the rest as the pages in order of time are, so that next links follow on. */
function asOne(context: Context, level: Level, range: Partial<Range>): Promise<Map<number, LevelPage>> {
  const { options } = level
  const byTime: Level =
    options.orderby.length > 0
      ? level
      : { ...level, options: { ...options, orderby: [{ expression: phenomenonTime, descending: !level.of }] } }
  return context.observe.observations.asOne(range, (tx: Sender, from) => readLevel(tx, byTime, sightOf(context, from)))
}

const phenomenonTime: Expression = { kind: 'path', segments: ['phenomenonTime'], place: 0 }

const sightOf = ({ visible, now }: Context, observations: string): Sight => ({ visible, now, observations })

const cursorOf = (o: Observation): Cursor => ({ time: o.phenomenonStart, source: o.source, id: o.id })

export const rowOf = (o: Observation): Row => ({
  id: o.id,
  datastream: o.datastream,
  phenomenon_start: o.phenomenonStart,
  phenomenon_end: o.phenomenonEnd,
  result_time: o.resultTime,
  valid_start: o.validStart,
  valid_end: o.validEnd,
  number: typeof o.result === 'number' ? o.result : null,
  result: typeof o.result === 'number' ? null : o.result,
  quality: o.quality,
  parameters: o.parameters,
  foi: o.foi,
  source: o.source,
})
