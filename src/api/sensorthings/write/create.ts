import { badBody, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { type EntityName, type EntityType, navigationOf, typeNamed } from '../model.ts'
import { type Body, inside } from './body.ts'
import { type Linked, linksIn, resolveLink } from './links.ts'
import { fieldsOf, missing, observationFields } from './values.ts'
import type { Writing } from './writer.ts'

/** Relations that are settled already: by the address written to, or by the entity around. */
export type Known = Readonly<Partial<Record<string, readonly number[]>>>

/**
 * Makes an entity and those given inside it (deep insert), in one transaction. Gives its id. Throws `sensorthings.bad-body`,
 * `sensorthings.too-costly`.
 */
export async function create(
  writing: Writing,
  type: EntityType,
  body: Body,
  place: string,
  known: Known = {},
): Promise<number> {
  writing.made += 1
  if (writing.made > limits.entities)
    throw tooMuch('body', 'Entités d’une demande', 'Entities of a request', limits.entities)
  const links = await linksOf(writing, type, body, place, known)
  const id = await makers[type.name](writing, body, place, links)
  if (type.name === 'Location' && known.HistoricalLocations)
    await writing.tx.query(
      `insert into historical_location_location (historical_location, location) values ($1, $2) on conflict do nothing`,
      [known.HistoricalLocations[0], id],
    )
  writing.changes.push({ type, id })
  await createChildren(writing, type, id, body, place)
  return id
}

/** The relations that must be there before the entity: to one, and the places of things and of their history. */
async function linksOf(writing: Writing, type: EntityType, body: Body, place: string, known: Known) {
  const links = new Map<string, readonly number[]>()
  for (const navigation of type.navigations) {
    const isBefore =
      !navigation.many || navigation.name === 'Locations' || (type.name === 'Location' && navigation.name === 'Things')
    if (!isBefore) continue
    const given = linksIn(body, navigation, place)
    const preset = known[navigation.name]
    if (preset) links.set(navigation.name, preset)
    else if (given)
      links.set(
        navigation.name,
        await resolveAll(writing, typeNamed(navigation.to), given, inside(place, navigation.name), type, links),
      )
  }
  return links
}

async function resolveAll(
  writing: Writing,
  type: EntityType,
  given: readonly Linked[],
  place: string,
  from: EntityType,
  links: ReadonlyMap<string, readonly number[]>,
): Promise<number[]> {
  const ids: number[] = []
  // A feature made for an observation goes to the dataset of its datastream.
  const within = from.name === 'Observation' ? await withDatasetOf(writing, links.get('Datastream')?.[0]) : writing
  for (const link of given)
    ids.push(await resolveLink(writing, type, link, place, (body, where) => create(within, type, body, where)))
  writing.made = Math.max(writing.made, within.made)
  return ids
}

async function withDatasetOf(writing: Writing, datastream: number | undefined): Promise<Writing> {
  if (datastream === undefined) return writing
  const [row] = await writing.tx.query<{ dataset: string }>('select dataset from datastream where id = $1', [
    datastream,
  ])
  return row ? { ...writing, writer: { ...writing.writer, dataset: row.dataset } } : writing
}

type Links = ReadonlyMap<string, readonly number[]>
type Maker = (writing: Writing, body: Body, place: string, links: Links) => Promise<number>

const one = (type: EntityType, links: Links, name: string, place: string): number => {
  const id = links.get(name)?.[0]
  if (id === undefined) throw missing(type, name, place)
  return id
}

/** Makes the row of an entity whose fields are those of its properties. */
const plain =
  (name: EntityName): Maker =>
  (writing, body, place) => {
    const type = typeNamed(name)
    const fields = fieldsOf(type, body, place, 'create')
    const owned = type.owned ? { dataset: writing.writer.dataset } : {}
    return writing.observe.registry.insert(writing.tx, type.table as 'sensor', { ...owned, ...fields } as never)
  }

const makers: Readonly<Record<EntityName, Maker>> = {
  async Thing(writing, body, place, links) {
    const id = await plain('Thing')(writing, body, place, links)
    const locations = links.get('Locations')
    if (locations?.length) await moveThing(writing, id, locations)
    return id
  },
  async Location(writing, body, place, links) {
    const things = links.get('Things') ?? []
    // A place made for a thing goes where the thing is.
    const [thing] = things
    const [row] =
      thing === undefined
        ? []
        : await writing.tx.query<{ dataset: string }>('select dataset from thing where id = $1', [thing])
    const writer = row ? { ...writing.writer, dataset: row.dataset } : writing.writer
    const id = await plain('Location')({ ...writing, writer }, body, place, links)
    for (const one of things) await moveThing(writing, one, [id])
    return id
  },
  async HistoricalLocation({ tx, observe }, body, place, links) {
    const type = typeNamed('HistoricalLocation')
    const { time } = fieldsOf(type, body, place, 'create')
    const thing = one(type, links, 'Thing', place)
    const locations = links.get('Locations') ?? []
    if (locations.length === 0) throw missing(type, 'Locations', place)
    return observe.registry.recordLocation(tx, thing, time as Date, locations)
  },
  async Datastream({ tx, observe }, body, place, links) {
    const type = typeNamed('Datastream')
    const fields = fieldsOf(type, body, place, 'create')
    const thing = one(type, links, 'Thing', place)
    const sensor = one(type, links, 'Sensor', place)
    const observedProperty = one(type, links, 'ObservedProperty', place)
    const [row] = await tx.query<{ dataset: string }>('select dataset from thing where id = $1', [thing])
    return observe.registry.insert(tx, 'datastream', {
      ...fields,
      dataset: row!.dataset,
      thing,
      sensor,
      observedProperty,
    } as never)
  },
  Sensor: plain('Sensor'),
  ObservedProperty: plain('ObservedProperty'),
  FeatureOfInterest: plain('FeatureOfInterest'),
  async Observation(writing, body, place, links) {
    const type = typeNamed('Observation')
    const fields = observationFields(type, body, place, 'create')
    const datastream = one(type, links, 'Datastream', place)
    const foi = links.get('FeatureOfInterest')?.[0] ?? (await featureOf(writing, datastream, place))
    const { result = null, phenomenonStart = writing.now } = fields
    const written = await writing.observe.observations.writeWithin(writing.tx, [
      { ...fields, result, phenomenonStart, datastream, foi },
    ])
    const [refusal] = written.refused
    if (refusal)
      throw badBody(place || 'body', refusal.reason.fr.replace(/\.$/, ''), refusal.reason.en.replace(/\.$/, ''))
    writing.after.push(written.announce)
    return written.ids[0]!
  },
}

async function moveThing(
  { tx, observe, now, changes }: Writing,
  thing: number,
  locations: readonly number[],
): Promise<void> {
  const id = await observe.registry.moveThing(tx, thing, locations, now)
  changes.push({ type: typeNamed('HistoricalLocation'), id })
}

/** The feature of interest of an observation that names none: made from the place of the thing. */
export async function featureOf({ tx, observe }: Writing, datastream: number, place: string): Promise<number> {
  const [row] = await tx.query<{ thing: number }>('select thing from datastream where id = $1', [datastream])
  const foi = row && (await observe.registry.featureOfThing(tx, row.thing))
  if (foi === undefined) throw noFeature(place)
  return foi
}

export const noFeature = (place: string) =>
  badBody(
    inside(place, 'FeatureOfInterest'),
    'Cette observation ne nomme pas de FeatureOfInterest, et son Thing n’a pas de Location dont en faire un',
    'This observation names no FeatureOfInterest, and its Thing has no Location to make one from',
    {
      fr: 'Nommez-en un, ou donnez d’abord une Location au Thing.',
      en: 'Name one, or give the Thing a Location first.',
    },
  )

/** The entities given inside, that need the one around to be there. */
async function createChildren(
  writing: Writing,
  type: EntityType,
  id: number,
  body: Body,
  place: string,
): Promise<void> {
  for (const navigation of type.navigations) {
    const isAfter =
      navigation.many && navigation.name !== 'Locations' && !(type.name === 'Location' && navigation.name === 'Things')
    if (!isAfter) continue
    const back = backOf(type, navigation.name)
    for (const link of linksIn(body, navigation, place) ?? []) {
      if (!('make' in link))
        throw badBody(
          inside(place, navigation.name),
          'On ne rattache ici que des entités nouvelles : changez plutôt l’autre côté de la relation',
          'Only new entities are linked here: change the other side of the relation instead',
        )
      await create(writing, typeNamed(navigation.to), link.make, link.place, { [back]: [id] })
    }
  }
}

/** The relation by which the other side of a relation comes back. */
export function backOf(type: EntityType, navigation: string): string {
  const to = typeNamed(navigationOf(type, navigation)!.to)
  const back = to.navigations.find((one) => one.to === type.name)
  if (!back) throw new RangeError(`no way back from ${navigation}`)
  return back.name
}
