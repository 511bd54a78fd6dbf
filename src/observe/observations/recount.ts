import { type Sql, sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import { coldMonths, erasedOf, filesOf, inRange } from './cold.ts'
import { compare } from './order.ts'
import { holdStill } from './reading.ts'
import { columns, type Kept, keptOf, placeOf } from './rows.ts'
import { type Counted, replaceState, type Summary } from './state.ts'

/** Count and bounds of a datastream over a part of its observations. */
interface Part {
  readonly datastream: number
  readonly count: number
  readonly first: Date
  readonly ended: Date
  readonly result_first: Date | null
  readonly result_last: Date | null
}

const sums = `datastream, count(*) as count, min(phenomenon_start) as first,
  max(coalesce(phenomenon_end, phenomenon_start)) as ended, min(result_time) as result_first, max(result_time) as result_last`
const latestFirst = 'phenomenon_start desc, source desc nulls first, id desc'

/** Works out the state of datastreams again from their observations, recent and old: after some were deleted or changed. */
export async function recount(tx: Sender, lake: Lake, datastreams: readonly number[]): Promise<void> {
  // Whoever adds to these states waits for us, and what was added before is in what we read.
  await tx.query('select from datastream_state where datastream = any ($1::bigint[]) order by datastream for update', [
    datastreams,
  ])
  await holdStill(tx)
  const parts = await tx.query<Part>(
    `select ${sums} from observation where datastream = any ($1::bigint[]) group by datastream`,
    [datastreams],
  )
  const latest = await tx.query<Kept>(
    `select o.* from unnest($1::bigint[]) as d (id) cross join lateral
       (select ${columns.join(', ')} from observation where datastream = d.id order by ${latestFirst} limit 1) o`,
    [datastreams],
  )
  const months = await coldMonths(tx)
  if (months.length > 0) {
    const relations = new Map([['old', filesOf(months)]])
    const from = sql`from ${{ relation: 'old' }} where ${inRange({ datastreams }, erasedOf(months))}`
    const old = await lake.query(sql`select ${raw(sums)} ${from} group by datastream`, relations)
    parts.push(...(old as unknown as Part[]))
    const rows = await lake.query(
      sql`select ${raw(columns.join(', '))} ${from}
        qualify row_number() over (partition by datastream order by ${raw(latestFirst)}) = 1`,
      relations,
    )
    latest.push(...rows.map(keptOf))
  }
  await replaceState(tx, datastreams, together(parts, latest))
}

/** Takes a deleted row out of the state of its datastream: a subtraction, unless it was at a bound. */
export async function forget(tx: Sender, lake: Lake, row: Kept): Promise<void> {
  const subtracted = await tx.query(
    `update datastream_state set count = count - 1
     where datastream = $1 and first < $2 and last_id <> $3 and ended > $4
       and ($5::timestamptz is null or (result_first < $5 and result_last > $5))
     returning datastream`,
    [row.datastream, row.phenomenon_start, row.id, row.phenomenon_end ?? row.phenomenon_start, row.result_time],
  )
  if (subtracted.length === 0) await recount(tx, lake, [row.datastream])
}

const raw = (text: string): Sql => ({ sql: [text], values: [] })

function together(parts: readonly Part[], latest: readonly Kept[]): Summary[] {
  const last = new Map<number, Kept>()
  for (const row of latest) {
    const known = last.get(row.datastream)
    if (!known || compare(placeOf(row), placeOf(known)) > 0) last.set(row.datastream, row)
  }
  const summaries = new Map<number, Summary>()
  for (const part of parts) {
    const known = summaries.get(part.datastream)
    const bounds = [part.result_first, part.result_last].map((at) => at?.getTime() ?? null)
    summaries.set(part.datastream, {
      datastream: part.datastream,
      count: (known?.count ?? 0) + Number(part.count),
      first: Math.min(known?.first ?? Infinity, part.first.getTime()),
      ended: Math.max(known?.ended ?? -Infinity, part.ended.getTime()),
      resultFirst: extreme(Math.min, known?.resultFirst ?? null, bounds[0]!),
      resultLast: extreme(Math.max, known?.resultLast ?? null, bounds[1]!),
      last: countedOf(last.get(part.datastream)!),
    })
  }
  return [...summaries.values()].sort((a, b) => a.datastream - b.datastream)
}

const extreme = (pick: (a: number, b: number) => number, a: number | null, b: number | null) =>
  a === null ? b : b === null ? a : pick(a, b)

/** What the state takes from a row that is kept. */
const countedOf = (row: Kept): Counted => ({
  ...placeOf(row),
  datastream: row.datastream,
  end: row.phenomenon_end?.getTime() ?? null,
  resultTime: row.result_time?.getTime() ?? null,
  number: row.number,
  result: row.result === null || row.result === undefined ? null : JSON.stringify(row.result),
})
