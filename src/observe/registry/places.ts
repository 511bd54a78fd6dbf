import type { Sender } from '../../store/index.ts'
import { featureKeyPrefix, get, insert, upsert } from './entities.ts'

/** Writes in the history of a thing where it was at a time. */
export async function recordLocation(
  tx: Sender,
  thing: number,
  time: Date,
  locations: readonly number[],
): Promise<number> {
  const id = await insert(tx, 'historical_location', { thing, time })
  await tx.query(
    `insert into historical_location_location (historical_location, location) select $1, unnest($2::bigint[])
     on conflict do nothing`,
    [id, locations],
  )
  return id
}

/** Places a thing: these become its locations, and a historical location remembers it. */
export async function moveThing(tx: Sender, thing: number, locations: readonly number[], time: Date): Promise<number> {
  await tx.query('delete from thing_location where thing = $1 and location <> all ($2::bigint[])', [thing, locations])
  await tx.query(
    `insert into thing_location (thing, location) select $1, unnest($2::bigint[]) on conflict do nothing`,
    [thing, locations],
  )
  return recordLocation(tx, thing, time, locations)
}

/**
 * The feature of interest of observations that name none: made once from the place of the thing (the standard's rule).
 * Undefined when the thing has no place.
 */
export async function featureOfThing(tx: Sender, thing: number): Promise<number | undefined> {
  const [at] = await tx.query<{ location: number; feature: number | null }>(
    `select l.location, f.id as feature from thing_location l
     left join feature_of_interest f on f.key = '${featureKeyPrefix}' || l.location
     where l.thing = $1 order by l.location limit 1`,
    [thing],
  )
  if (!at) return undefined
  if (at.feature !== null) return at.feature
  const place = (await get(tx, 'location', at.location))!
  const { dataset, name, description, encodingType, location: feature } = place
  return upsert(tx, 'feature_of_interest', {
    ...{ dataset, name, description, encodingType, feature },
    key: `${featureKeyPrefix}${at.location}`,
  })
}
