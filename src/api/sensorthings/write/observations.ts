import { createHash } from 'node:crypto'
import { OrchestraError } from '../../../kernel/index.ts'
import type { ObservationInput, Observe } from '../../../observe/index.ts'
import { badBody, fault, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { typeNamed } from '../model.ts'
import { type Body, inside, isObject } from './body.ts'
import { noFeature } from './create.ts'
import { linksIn } from './links.ts'
import { missing, observationFields } from './values.ts'
import type { Writer } from './writer.ts'

// Observations that only name what is there go straight to the store, where those that come together share one transaction.

const type = typeNamed('Observation')
const datastreamLink = type.navigations.find(({ name }) => name === 'Datastream')!
const featureLink = type.navigations.find(({ name }) => name === 'FeatureOfInterest')!

/** What settles an observation besides its body. */
export interface Given {
  readonly datastream?: number
  readonly foi?: number
  /** A text of the client's that makes the same observation sent twice one. */
  readonly idempotencyKey?: string
}

type Draft = ObservationInput & { readonly place: string }
/** What became of one. */
export type Outcome = { readonly id: number } | { readonly error: OrchestraError }

/** Whether an observation needs nothing to be made with it. */
export const isPlainObservation = (body: Body): boolean =>
  [datastreamLink, featureLink].every((link) => {
    const linked = linksIn(body, link, '')?.[0]
    return linked === undefined || 'id' in linked
  })

/** Writes observations, each by itself: one that cannot be kept leaves the others be. Durable when it answers. */
export async function writeObservations(
  observe: Observe,
  writer: Writer,
  bodies: readonly { readonly body: unknown; readonly place: string; readonly given: Given }[],
  now: Date,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array(bodies.length)
  const drafts: { readonly index: number; readonly draft: Draft; readonly needsFeature: boolean }[] = []
  bodies.forEach(({ body, place, given }, index) => {
    try {
      const draft = draftOf(body, place, given, now)
      drafts.push({ index, draft, needsFeature: draft.foi === undefined })
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      outcomes[index] = { error }
    }
  })
  const known = await targetsOf(
    observe,
    writer,
    drafts.map(({ draft }) => draft.datastream),
  )
  const features = await featuresOf(
    observe,
    drafts.filter(({ needsFeature }) => needsFeature).flatMap(({ draft }) => known.get(draft.datastream)?.thing ?? []),
  )
  const allowedFeatures = await featuresAllowed(
    observe,
    writer,
    drafts.flatMap(({ draft }) => draft.foi ?? []),
  )
  const inputs: ObservationInput[] = []
  const indexes: number[] = []
  for (const { index, draft, needsFeature } of drafts) {
    const { place, ...input } = draft
    const target = known.get(input.datastream)
    const foi = needsFeature ? target && features.get(target.thing) : input.foi!
    if (!target || target.isClosed)
      outcomes[index] = { error: noDatastream(input.datastream, place, target !== undefined) }
    else if (foi === undefined) outcomes[index] = { error: noFeature(place) }
    else if (!needsFeature && !allowedFeatures.has(foi)) outcomes[index] = { error: noFeatureHere(foi, place) }
    else {
      inputs.push({ ...input, foi })
      indexes.push(index)
    }
  }
  const written = inputs.length > 0 ? await observe.observations.write(inputs) : undefined
  written?.ids.forEach((id, i) => {
    if (id !== null) outcomes[indexes[i]!] = { id }
  })
  for (const { index, reason } of written?.refused ?? [])
    outcomes[indexes[index]!] = {
      error: badBody(
        bodies[indexes[index]!]!.place || 'body',
        reason.fr.replace(/\.$/, ''),
        reason.en.replace(/\.$/, ''),
      ),
    }
  return outcomes
}

function draftOf(value: unknown, place: string, given: Given, now: Date): Draft {
  if (!isObject(value)) throw badBody(place || 'body', 'Un objet JSON est attendu', 'A JSON object is expected')
  const fields = observationFields(type, value, place, 'create')
  const idOf = (link: typeof datastreamLink): number | undefined => {
    const linked = linksIn(value, link, place)?.[0]
    return linked && 'id' in linked ? linked.id : undefined
  }
  const datastream = given.datastream ?? idOf(datastreamLink)
  if (datastream === undefined) throw missing(type, 'Datastream', place)
  const foi = given.foi ?? idOf(featureLink)
  const { result = null, phenomenonStart = now } = fields
  return {
    ...fields,
    ...{ result, phenomenonStart, datastream, place },
    ...(foi !== undefined && { foi }),
    ...(given.idempotencyKey !== undefined && { source: sourceOf(`${datastream} ${given.idempotencyKey}`) }),
  }
}

/** A UUID from a text, always the same (of version 8: its bits are a hash of ours). */
function sourceOf(text: string): string {
  const hex = createHash('sha256').update(`sensorthings ${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface Target {
  readonly thing: number
  readonly isClosed: boolean
}

async function targetsOf(
  { store }: Observe,
  { datasets }: Writer,
  ids: readonly number[],
): Promise<Map<number, Target>> {
  if (ids.length === 0) return new Map()
  const rows = await store.query<{ id: number; thing: number; dataset: string }>(
    'select id, thing, dataset from datastream where id = any ($1::bigint[])',
    [[...new Set(ids)]],
  )
  return new Map(
    rows.map(({ id, thing, dataset }) => [
      id,
      { thing, isClosed: datasets !== undefined && !datasets.includes(dataset) },
    ]),
  )
}

/** Look-ups at once: of the ten connections, some are for others. */
const AT_ONCE = 4

/** The features of the places of things. */
async function featuresOf({ store, registry }: Observe, things: readonly number[]): Promise<Map<number, number>> {
  const features = new Map<number, number>()
  const all = [...new Set(things)]
  for (let i = 0; i < all.length; i += AT_ONCE)
    await Promise.all(
      all.slice(i, i + AT_ONCE).map(async (thing) => {
        const foi = await registry.featureOfThing(store, thing)
        if (foi !== undefined) features.set(thing, foi)
      }),
    )
  return features
}

async function featuresAllowed({ store }: Observe, { datasets }: Writer, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await store.query<{ id: number }>(
    'select id from feature_of_interest where id = any ($1::bigint[]) and ($2::text[] is null or dataset = any ($2::text[]))',
    [[...new Set(ids)], datasets ?? null],
  )
  return new Set(rows.map(({ id }) => id))
}

const noDatastream = (id: number, place: string, isThere: boolean) =>
  isThere
    ? fault(
        'sensorthings.refused',
        { fr: `Vous n’écrivez pas dans Datastreams(${id}).`, en: `You do not write to Datastreams(${id}).` },
        { place: inside(place, 'Datastream') },
      )
    : badBody(inside(place, 'Datastream'), `Il n’y a pas de Datastreams(${id})`, `There is no Datastreams(${id})`)

const noFeatureHere = (id: number, place: string) =>
  badBody(
    inside(place, 'FeatureOfInterest'),
    `Il n’y a pas de FeaturesOfInterest(${id})`,
    `There is no FeaturesOfInterest(${id})`,
  )

/** The observations of data arrays (OGC 18-088, 12.2), in the order they come, each with its place in the body. */
export function readDataArrays(body: unknown, idempotencyKey: string | undefined) {
  const groups = Array.isArray(body) ? body : isObject(body) && Array.isArray(body.value) ? body.value : undefined
  if (!groups)
    throw badBody(
      'body',
      'Une liste de groupes d’observations est attendue',
      'A list of groups of observations is expected',
    )
  const drafts: { body: unknown; place: string; given: Given }[] = []
  groups.forEach((group: unknown, g) => {
    const place = String(g)
    if (!isObject(group)) throw badBody(place, 'Un objet JSON est attendu', 'A JSON object is expected')
    const { components, dataArray } = group
    const names = Array.isArray(components) ? components : []
    if (names.length === 0 || !names.every((name) => typeof name === 'string'))
      throw badBody(inside(place, 'components'), 'Une liste de noms est attendue', 'A list of names is expected')
    if (!Array.isArray(dataArray))
      throw badBody(inside(place, 'dataArray'), 'Une liste de lignes est attendue', 'A list of rows is expected')
    if (drafts.length + dataArray.length > limits.entities)
      throw tooMuch('body', 'Observations d’une demande', 'Observations of a request', limits.entities)
    dataArray.forEach((row: unknown, i) => {
      const where = inside(inside(place, 'dataArray'), i)
      drafts.push({
        body: rowBody(names as string[], row, group.Datastream),
        place: where,
        given: idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey} ${where}` },
      })
    })
  })
  return drafts
}

/** A row as the body of an observation; what is no row is refused where bodies are read. */
function rowBody(names: readonly string[], row: unknown, datastream: unknown): unknown {
  if (!Array.isArray(row) || row.length !== names.length) return `[${shown(row)}]`
  const body: Record<string, unknown> = { Datastream: datastream }
  names.forEach((name, i) => {
    const link = /^(FeatureOfInterest|Datastream)\/(@iot\.)?id$/.exec(name)
    if (link) body[link[1]!] = { '@iot.id': row[i] }
    else if (name !== 'id' && name !== '@iot.id') body[name] = row[i]
  })
  return body
}
