import type { Lake } from '../../lake/index.ts'
import type { Sender, Store } from '../../store/index.ts'
import type { Observation, ObservationInput, Refused, Written } from '../types.ts'
import { checkInputs, noDatastream, noFeature, type Ready } from './check.ts'
import { coldIdentities, coldMonths } from './cold.ts'
import { identityOf, idsByIdentity, insertRows } from './insert.ts'
import { ensureMonths } from './months.ts'
import { compare } from './order.ts'
import { holdPeriods, monthsOf, noteLate, type Periods } from './periods.ts'
import { addToState, summarise } from './state.ts'

interface Parts {
  readonly store: Store
  readonly lake: Lake
}

/** What became of a batch, and the observations that are new, by their place in it. */
export interface BatchWritten extends Written {
  readonly added: readonly { readonly index: number; readonly observation: Observation }[]
}

/** Writes a batch within a transaction: rows, state of their datastreams, features observed. */
export async function writeBatch(parts: Parts, tx: Sender, batch: readonly ObservationInput[]): Promise<BatchWritten> {
  const { ready, refused } = checkInputs(batch)
  // In the order of the index: two transactions that write the same identities wait for each other in one direction only.
  const rows = [...(await withKnownNames(tx, ready, refused))].sort(byIdentity)
  const { fresh, known, periods } = await settle(parts, tx, rows)
  const drawn = await insertRows(tx, fresh)

  const ids: (number | null)[] = new Array(batch.length).fill(null)
  const added: { row: Ready; id: number }[] = []
  const repeated: Ready[] = []
  fresh.forEach((row, i) => {
    const id = drawn[i]!
    if (id === null) repeated.push(row)
    else {
      added.push({ row, id })
      ids[row.index] = id
    }
  })
  if (repeated.length > 0) for (const [identity, id] of await idsByIdentity(tx, repeated)) known.set(identity, id)
  if (known.size > 0) for (const row of rows) ids[row.index] ??= known.get(identityOf(row)) ?? null

  if (added.length > 0) {
    await noteLate(
      tx,
      added.map(({ row, id }) => ({ id, start: row.start })),
      periods,
    )
    await addToState(tx, summarise(added.map(({ row, id }) => ({ ...row, id }))))
    await linkFeatures(
      tx,
      added.map(({ row }) => row),
    )
  }
  return {
    ...{ ids, refused, written: added.length, duplicates: rows.length - added.length },
    added: added.map(({ row, id }) => ({ index: row.index, observation: observationOf(batch[row.index]!, row, id) })),
  }
}

const byIdentity = (a: Ready, b: Ready) => a.datastream - b.datastream || compare(a, b)

/** Leaves out, with the reason, rows whose datastream or feature of interest is not there. */
async function withKnownNames(tx: Sender, rows: readonly Ready[], refused: Refused[]): Promise<readonly Ready[]> {
  const datastreams = new Set(rows.map((row) => row.datastream))
  const features = new Set(rows.flatMap((row) => row.foi ?? []))
  const found = await tx.query<{ kind: string; ids: number[] }>(
    `select 'datastream' as kind, array_agg(id::float8) as ids from datastream where id = any ($1::bigint[])
     union all select 'feature', array_agg(id::float8) from feature_of_interest where id = any ($2::bigint[])`,
    [[...datastreams], [...features]],
  )
  const knownOf = (kind: string) => new Set(found.find((row) => row.kind === kind)?.ids ?? [])
  const [known, knownFeatures] = [knownOf('datastream'), knownOf('feature')]
  if (known.size === datastreams.size && knownFeatures.size === features.size) return rows
  return rows.filter((row) => {
    const refusal = !known.has(row.datastream)
      ? noDatastream(row.datastream)
      : row.foi !== null && !knownFeatures.has(row.foi)
        ? noFeature(row.foi)
        : undefined
    if (refusal) refused.push({ index: row.index, ...refusal })
    return !refusal
  })
}

/**
 * Holds the months of the rows and tells which rows are in their files already. Months get a partition only for what is new: a
 * month in files does not open again for what it knows.
 */
async function settle(
  { store, lake }: Parts,
  tx: Sender,
  rows: readonly Ready[],
): Promise<{ fresh: readonly Ready[]; known: Map<string, number>; periods: Periods }> {
  const months = monthsOf(rows.map((row) => row.start))
  for (;;) {
    const periods = await holdPeriods(tx, months)
    const cold = periods.size === 0 ? [] : await coldMonths(tx, months[0], months.at(-1))
    const known = await coldIdentities(
      lake,
      cold.filter(({ month }) => periods.has(month)),
      rows,
    )
    const fresh = known.size === 0 ? rows : rows.filter((row) => !known.has(identityOf(row)))
    const closed = monthsOf(fresh.map((row) => row.start)).filter((month) => !periods.get(month)?.open)
    if (closed.length === 0) return { fresh, known, periods }
    await ensureMonths(store, closed)
  }
}

async function linkFeatures(tx: Sender, rows: readonly Ready[]): Promise<void> {
  const pairs = new Map<string, Ready>()
  for (const row of rows) if (row.foi !== null) pairs.set(`${row.datastream} ${row.foi}`, row)
  if (pairs.size === 0) return
  const links = [...pairs.values()]
  await tx.query(
    `insert into datastream_foi (datastream, foi) select * from unnest($1::bigint[], $2::bigint[]) order by 1, 2
     on conflict do nothing`,
    [links.map((row) => row.datastream), links.map((row) => row.foi)],
  )
}

const observationOf = (input: ObservationInput, row: Ready, id: number): Observation => ({
  id,
  datastream: row.datastream,
  phenomenonStart: input.phenomenonStart,
  phenomenonEnd: input.phenomenonEnd ?? null,
  resultTime: input.resultTime ?? null,
  validStart: input.validStart ?? null,
  validEnd: input.validEnd ?? null,
  result: input.result,
  quality: input.quality ?? null,
  parameters: input.parameters ?? null,
  foi: row.foi,
  source: row.source,
  frame: row.frame,
})
