import type { Sender } from '../../store/index.ts'
import type { EntityKind } from '../types.ts'

/** What deleting an entity asks of the observations. */
export interface Eraser {
  /** Deletes the observations of datastreams about to be deleted. */
  ofDatastreams(tx: Sender, datastreams: readonly number[]): Promise<void>
  /** Deletes the observations of a feature of interest. */
  ofFeature(tx: Sender, feature: number): Promise<void>
}

/** Which datastreams an entity takes along when it is deleted. */
const datastreamsBy: Partial<Record<EntityKind, string>> = {
  thing: 'thing',
  sensor: 'sensor',
  observed_property: 'observed_property',
  datastream: 'id',
}

/** Deletes an entity and what the standard says cannot be without it. False when there was none. */
export async function remove(tx: Sender, kind: EntityKind, id: number, erase: Eraser): Promise<boolean> {
  const by = datastreamsBy[kind]
  if (by) {
    const rows = await tx.query<{ id: number }>(`select id from datastream where ${by} = $1`, [id])
    await erase.ofDatastreams(
      tx,
      rows.map((row) => row.id),
    )
  }
  if (kind === 'feature_of_interest') await erase.ofFeature(tx, id)
  if (kind === 'location')
    await tx.query(
      `delete from historical_location where id in
         (select historical_location from historical_location_location where location = $1)`,
      [id],
    )
  return (await tx.query(`delete from ${kind} where id = $1 returning id`, [id])).length > 0
}
