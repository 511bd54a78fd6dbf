import { badBody, fault } from '../faults.ts'
import { type EntityType, typeNamed } from '../model.ts'
import type { Row } from '../read/context.ts'
import type { Body } from './body.ts'
import { linksIn, noTarget } from './links.ts'
import { fieldsOf, type Mode, observationFields } from './values.ts'
import { mayChange, mayLink, refused, type Writing } from './writer.ts'

/**
 * Changes an entity: the properties given, or all of them when replacing. Relations given are changed too; others stay. Throws
 * `sensorthings.bad-body`, `sensorthings.refused`, `sensorthings.not-found`.
 */
export async function change(
  writing: Writing,
  type: EntityType,
  row: Row,
  body: Body,
  mode: Exclude<Mode, 'create'>,
): Promise<void> {
  const { tx, observe, changes } = writing
  if (type.name === 'Observation') return changeObservation(writing, type, row, body, mode)
  const { id } = row
  if (!(await mayChange(writing, type, id))) throw refused(type, id)
  const fields = fieldsOf(type, body, '', mode)
  const links = await linksTo(writing, type, body)
  const keys: Record<string, string> = { Thing: 'thing', Sensor: 'sensor', ObservedProperty: 'observedProperty' }
  for (const [name, ids] of links) if (keys[name]) fields[keys[name]] = ids[0]
  if (type.name === 'Datastream' && links.has('Thing')) {
    const [row] = await tx.query<{ dataset: string }>('select dataset from thing where id = $1', [
      links.get('Thing')![0],
    ])
    fields.dataset = row!.dataset
  }
  if (!(await observe.registry.update(tx, type.table as 'thing', id, fields as never))) throw gone(type, id)
  const locations = links.get('Locations')
  if (locations && type.name === 'Thing') {
    const made = await observe.registry.moveThing(tx, id, locations, writing.now)
    changes.push({ type: typeNamed('HistoricalLocation'), id: made })
  }
  if (locations && type.name === 'HistoricalLocation') await replaceLocations(writing, id, locations)
  if (links.has('Things') && type.name === 'Location')
    for (const thing of links.get('Things')!) {
      const made = await observe.registry.moveThing(tx, thing, [id], writing.now)
      changes.push({ type: typeNamed('HistoricalLocation'), id: made })
    }
  changes.push({ type, id, properties: changedNames(type, body, mode) })
}

async function replaceLocations({ tx }: Writing, id: number, locations: readonly number[]): Promise<void> {
  await tx.query('delete from historical_location_location where historical_location = $1', [id])
  await tx.query(
    `insert into historical_location_location (historical_location, location) select $1, unnest($2::bigint[])
     on conflict do nothing`,
    [id, locations],
  )
}

async function changeObservation(
  writing: Writing,
  type: EntityType,
  { id, datastream: from }: Row,
  body: Body,
  mode: Exclude<Mode, 'create'>,
) {
  const { tx, observe, changes } = writing
  if (!(await mayChange(writing, type, from as number))) throw refused(type, id)
  const fields = observationFields(type, body, '', mode)
  const links = await linksTo(writing, type, body)
  const datastream = links.get('Datastream')?.[0]
  const foi = links.get('FeatureOfInterest')?.[0]
  const all = { ...fields, ...(datastream !== undefined && { datastream }), ...(foi !== undefined && { foi }) }
  if (!(await observe.observations.update(tx, id, all))) throw gone(type, id)
  changes.push({ type, id, properties: changedNames(type, body, mode) })
}

/** The entities a body links to: a change links to those that are there (OGC 18-088, 10.3). */
async function linksTo(writing: Writing, type: EntityType, body: Body): Promise<Map<string, number[]>> {
  const links = new Map<string, number[]>()
  for (const navigation of type.navigations) {
    const given = linksIn(body, navigation, '')
    if (!given) continue
    const { name } = navigation
    const isChangeable = !navigation.many || name === 'Locations' || (type.name === 'Location' && name === 'Things')
    if (!isChangeable)
      throw badBody(name, 'Cette relation se change de l’autre côté', 'This relation is changed from its other side')
    const target = typeNamed(navigation.to)
    const ids: number[] = []
    for (const link of given) {
      if ('make' in link) throw onlyLinks(link.place)
      if (!(await mayLink(writing, target, link.id))) throw noTarget(target, link.id, name)
      ids.push(link.id)
    }
    links.set(name, ids)
  }
  return links
}

const changedNames = (type: EntityType, body: Body, mode: Mode): string[] =>
  type.properties
    .filter(({ name, rule }) => (mode === 'replace' ? rule !== 'kept' : body[name] !== undefined))
    .map(({ name }) => name)

/** Deletes an entity and what cannot be without it. */
export async function remove(writing: Writing, type: EntityType, { id, datastream }: Row): Promise<void> {
  const { tx, observe } = writing
  if (type.name === 'Observation') {
    if (!(await mayChange(writing, type, datastream as number))) throw refused(type, id)
    if (!(await observe.observations.remove(tx, id))) throw gone(type, id)
    return
  }
  if (!(await mayChange(writing, type, id))) throw refused(type, id)
  if (!(await observe.registry.remove(tx, type.table as 'thing', id))) throw gone(type, id)
}

const gone = (type: EntityType, id: number) =>
  fault(
    'sensorthings.not-found',
    { fr: `Il n’y a pas de ${type.set}(${id}).`, en: `There is no ${type.set}(${id}).` },
    { place: `${type.set}(${id})` },
  )

const onlyLinks = (place: string) =>
  badBody(
    place,
    'Un changement ne crée pas d’entité dans une autre',
    'A change does not make an entity inside another',
    { fr: 'Créez-la d’abord, puis nommez-la : {"@iot.id": 5}.', en: 'Make it first, then name it: {"@iot.id": 5}.' },
  )
