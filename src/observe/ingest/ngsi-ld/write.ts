import { OrchestraError } from '../../../kernel/index.ts'
import type { Sender } from '../../../store/index.ts'
import { uuidOf } from '../../frames/identity.ts'
import type { ObservationInput, Observe } from '../../types.ts'
import type { ContextEntity, Reading } from './read.ts'
import { unitOf } from './units.ts'

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/'
/** Where terms that no context defines live (ETSI GS CIM 009, 4.4). */
const TERMS = 'https://uri.etsi.org/ngsi-ld/default-context/'

/** Writes what context entities say as things, datastreams and observations. */
export interface ContextWriter {
  /** Resolves once durable; gives how many observations were new. */
  write(entities: readonly ContextEntity[]): Promise<number>
}

/** Datastreams remembered: some hundred bytes each. */
const MOST = 100_000

/** A writer for one connection, whose things belong to `dataset`. */
export function openContextWriter({ store, registry, observations }: Observe, dataset: string): ContextWriter {
  const known = new Map<string, { readonly datastream: number; readonly place: string | undefined }>()
  const keyOf = (entity: ContextEntity, { attribute }: Reading) => `${entity.id}/${attribute}`

  /** Makes what an entity is about, or brings it up to date. */
  async function describe(tx: Sender, entity: ContextEntity): Promise<void> {
    const { id, type, name = id, place } = entity
    const key = `ngsi-ld/${id}`
    const description = type
    const thing = await registry.upsert(tx, 'thing', { dataset, key, name, description, properties: { id, type } })
    if (place) {
      const [at] = await tx.query<{ same: boolean }>(
        'select location = $2::jsonb as same from location where key = $1',
        [key, JSON.stringify(place)],
      )
      if (!at?.same) {
        // The place where it was keeps its history: the new one takes the key.
        await tx.query('update location set key = null where key = $1', [key])
        const location = await registry.insert(tx, 'location', {
          ...{ dataset, key, name, description, encodingType: 'application/geo+json', location: place },
        })
        await registry.moveThing(tx, thing, [location], entity.readings[0]?.time ?? new Date(0))
      }
    }
    const sensor = await registry.upsert(tx, 'sensor', {
      ...{
        key: `ngsi-ld/${type}`,
        name: type,
        description: 'NGSI-LD',
        encodingType: 'application/json',
        metadata: { type },
      },
    })
    for (const reading of entity.readings) {
      const { attribute, result, unitCode } = reading
      const term = attribute.split('/')[0]!
      const observedProperty = await registry.upsert(tx, 'observed_property', {
        ...{ key: `${TERMS}${term}`, name: term, definition: `${TERMS}${term}`, description: term },
      })
      const { ucum, ...unit } = unitOf(typeof result === 'number' ? unitCode : undefined)
      const datastream = await registry.upsert(tx, 'datastream', {
        ...{ dataset, thing, sensor, observedProperty, key: keyOf(entity, reading) },
        ...{ name: `${name} · ${attribute}`, description: `${type} ${attribute}`, unit },
        observationType: `${OM}${typeof result === 'number' ? 'OM_Measurement' : typeof result === 'boolean' ? 'OM_TruthObservation' : 'OM_CategoryObservation'}`,
        measure: { key: attribute, kind: 'gauge', ...(ucum && { ucum }) },
      })
      if (known.size >= MOST) known.clear()
      known.set(keyOf(entity, reading), { datastream, place: place && JSON.stringify(place) })
    }
  }

  const isKnown = (entity: ContextEntity) =>
    entity.readings.every((reading) => {
      const one = known.get(keyOf(entity, reading))
      return one && (!entity.place || one.place === JSON.stringify(entity.place))
    })

  const inputOf = (entity: ContextEntity, reading: Reading): ObservationInput => ({
    datastream: known.get(keyOf(entity, reading))!.datastream,
    phenomenonStart: reading.time,
    resultTime: reading.time,
    result: reading.result,
    source: uuidOf('ngsi-ld', entity.id, reading.attribute, reading.time.getTime()),
  })

  async function attempt(entities: readonly ContextEntity[]): Promise<number | undefined> {
    const fresh = entities.filter((entity) => !isKnown(entity))
    try {
      if (fresh.length > 0)
        await store.transaction(async (tx) => {
          for (const entity of fresh) await describe(tx, entity)
        })
    } catch (error) {
      known.clear()
      throw error
    }
    const inputs = entities.flatMap((entity) => entity.readings.map((reading) => inputOf(entity, reading)))
    const { written, refused } = await observations.write(inputs)
    if (!refused.some(({ code }) => code === 'observe.no-datastream')) return written
    // Somebody deleted a datastream that we remembered: it is made again.
    known.clear()
    return undefined
  }

  return {
    async write(entities) {
      for (let n = 0; n < 3; n++) {
        const written = await attempt(entities)
        if (written !== undefined) return written
      }
      throw new OrchestraError({
        code: 'ingest.datastreams-vanish',
        say: {
          fr: 'Les flux de ces entités sont supprimés à mesure qu’ils sont créés.',
          en: 'The datastreams of these entities are deleted as soon as they are made.',
        },
        retry: 'transient',
      })
    },
  }
}
