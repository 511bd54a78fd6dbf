import { OrchestraError, sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import type { Sender, Store } from '../../store/index.ts'
import type { ObservationInput } from '../types.ts'
import { checkInputs } from './check.ts'
import { coldMonths, inRange, readCold } from './cold.ts'
import { find } from './get.ts'
import { type Month, monthOf } from './months.ts'
import { holdPeriods, monthsOf, noteErased, noteLate, openPeriods } from './periods.ts'
import { holdStill } from './reading.ts'
import { forget, recount } from './recount.ts'
import { type Kept, toObservation } from './rows.ts'
import { addToState, summarise } from './state.ts'

interface Parts {
  readonly store: Store
  readonly lake: Lake
}

/** Deletes an observation wherever it is. False when there was none. */
export async function removeOne({ lake }: Pick<Parts, 'lake'>, tx: Sender, id: number): Promise<boolean> {
  await holdStill(tx)
  const row = await find(tx, lake, id)
  if (!row) return false
  const month = monthOf(row.phenomenon_start.getTime())
  await holdPeriods(tx, [month])
  await takeOut(tx, row, month)
  await forget(tx, lake, row)
  return true
}

/** Changes an observation wherever it is: its row is taken out and put back changed. False when there is none. */
export async function updateOne(
  { store, lake }: Parts,
  tx: Sender,
  id: number,
  fields: Partial<Omit<ObservationInput, 'source' | 'frame'>>,
): Promise<boolean> {
  await holdStill(tx)
  const row = await find(tx, lake, id)
  if (!row) return false
  const { ready, refused } = checkInputs([{ ...toObservation(row), ...fields }])
  const [changed] = ready
  if (!changed) throw new OrchestraError({ code: refused[0]!.code, say: refused[0]!.reason })
  const month = monthOf(row.phenomenon_start.getTime())
  const periods = await openPeriods(store, tx, monthsOf([row.phenomenon_start.getTime(), changed.start]))
  await takeOut(tx, row, month)
  await forget(tx, lake, row)
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms))
  await tx.query(
    `insert into observation (id, datastream, phenomenon_start, phenomenon_end, result_time, valid_start, valid_end, number,
       result, quality, parameters, foi, source, frame) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      changed.datastream,
      instant(changed.start),
      instant(changed.end),
      instant(changed.resultTime),
      instant(changed.validStart),
      instant(changed.validEnd),
      changed.number,
      changed.result,
      changed.quality,
      changed.parameters,
      changed.foi,
      changed.source,
      changed.frame,
    ],
  )
  await noteLate(tx, [{ id, start: changed.start }], periods)
  if (changed.foi !== null)
    await tx.query('insert into datastream_foi (datastream, foi) values ($1, $2) on conflict do nothing', [
      changed.datastream,
      changed.foi,
    ])
  await addToState(tx, summarise([{ ...changed, id }]))
  return true
}

async function takeOut(tx: Sender, row: Kept, month: Month): Promise<void> {
  await tx.query('delete from observation where id = $1', [row.id])
  await noteErased(tx, [{ id: row.id, month }])
}

/**
 * Deletes the observations of datastreams about to be deleted. Rows of theirs in files are out of sight with them, and dropped
 * by the next compaction.
 */
export async function eraseDatastreams(tx: Sender, datastreams: readonly number[]): Promise<void> {
  await tx.query('delete from observation where datastream = any ($1::bigint[])', [datastreams])
}

/** Deletes the observations of a feature of interest. */
export async function eraseFeature({ lake }: Pick<Parts, 'lake'>, tx: Sender, foi: number): Promise<void> {
  const links = await tx.query<{ datastream: number }>(
    'select datastream from datastream_foi where foi = $1 order by datastream',
    [foi],
  )
  const datastreams = links.map(({ datastream }) => datastream)
  if (datastreams.length === 0) return
  await holdStill(tx)
  await tx.query('select from observation_period order by month for share')
  const erased: { id: number; month: Month }[] = []
  for (const month of await coldMonths(tx))
    for await (const batch of readCold(lake, [month], sql`${inRange({ datastreams }, month.erased)} and foi = ${foi}`, [
      'id',
    ]))
      erased.push(...batch.map((row) => ({ id: row.id as number, month: month.month })))
  const hot = await tx.query<{ id: number; month: Month }>(
    `delete from observation where datastream = any ($1::bigint[]) and foi = $2
     returning id, date_trunc('month', phenomenon_start)::date::text as month`,
    [datastreams, foi],
  )
  await noteErased(tx, [...erased, ...hot])
  await recount(tx, lake, datastreams)
}
