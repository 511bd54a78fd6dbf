import type { MeasureSpec } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Registry } from '../types.ts'
import type { KnownDevice } from './devices.ts'
import type { Value } from './measures.ts'

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/'

/** The observation type (OGC 10-004r3) that a result is of. */
function observationType(result: Value['result']): string {
  if (typeof result === 'boolean') return `${OM}OM_TruthObservation`
  return `${OM}${typeof result === 'number' ? 'OM_Measurement' : 'OM_CategoryObservation'}`
}

/** The key of a datastream: the same device and measure always lead to the same one. */
export const datastreamKey = (device: string, measure: string) => `${device}/${measure}`

/** The thing of a device, made with its place on first need. */
export async function thingOf(tx: Sender, registry: Registry, device: KnownDevice, since: Date): Promise<number> {
  if (device.thing !== null) return device.thing
  const { eui, name, dataset, lon, lat, family, profile } = device
  const key = `device/${eui}`
  const known = await registry.byKey(tx, 'thing', key)
  const description = profile ? `${profile.title.fr} / ${profile.title.en}` : name
  const properties = { device: eui, ...(family && { family }), ...(profile && { profile: profile.id }) }
  const thing = known?.id ?? (await registry.insert(tx, 'thing', { dataset, key, name, description, properties }))
  if (!known && lon !== null && lat !== null) {
    const location = await registry.upsert(tx, 'location', {
      ...{ dataset, key, name, description: name, encodingType: 'application/geo+json' },
      location: { type: 'Point', coordinates: [lon, lat] },
    })
    await registry.moveThing(tx, thing, [location], since)
  }
  await tx.query('update device set thing = $2 where eui = $1 and thing is null', [eui, thing])
  return thing
}

/** Makes the datastreams of some values of a device, with what they name, and gives their ids by measure. */
export async function datastreamsOf(
  tx: Sender,
  registry: Registry,
  device: KnownDevice,
  values: readonly Value[],
  since: Date,
): Promise<Map<string, number>> {
  const { eui, dataset, name, profile } = device
  const thing = await thingOf(tx, registry, device, since)
  const title = profile?.title ?? { fr: name, en: name }
  const sensor = await registry.upsert(tx, 'sensor', {
    ...{ key: `profile/${profile?.id}`, name: `${title.fr} / ${title.en}`, description: profile?.vendor ?? '' },
    ...{ encodingType: 'application/json', metadata: { profile: profile?.id, vendor: profile?.vendor ?? null } },
  })
  const ids = new Map<string, number>()
  for (const { measure, result } of values) {
    const { observedProperty, unit } = measure
    const property = await propertyOf(tx, registry, observedProperty)
    const add = async (key: string, suffix: string, type: string, kept: MeasureSpec | { of: string; kind: string }) => {
      const id = await registry.upsert(tx, 'datastream', {
        ...{ dataset, thing, sensor, observedProperty: property, key: datastreamKey(eui, key), measure: { ...kept } },
        name: `${name} · ${observedProperty.title.fr}${suffix && ` (${suffix})`}`,
        description: `${observedProperty.title.fr} / ${observedProperty.title.en}`,
        observationType: type,
        unit: { name: unit.name, symbol: unit.symbol, definition: unit.definition },
      })
      ids.set(key, id)
    }
    await add(measure.key, '', observationType(result), measure)
    if (measure.kind === 'counter')
      await add(incrementKey(measure.key), 'accroissement', `${OM}OM_Measurement`, {
        of: measure.key,
        kind: 'increment',
      })
  }
  return ids
}

/** Public vocabulary: made once, never changed by what a device calls it. */
async function propertyOf(
  tx: Sender,
  registry: Registry,
  { name, definition, title }: MeasureSpec['observedProperty'],
): Promise<number> {
  const key = `${definition}#${name}`
  const known = await registry.byKey(tx, 'observed_property', key)
  if (known) return known.id
  const description = `${title.fr} / ${title.en}`
  return registry.upsert(tx, 'observed_property', { key, name, definition, description, properties: { title } })
}

/** The datastream of the increments of a counter stands beside that of its values. */
export const incrementKey = (measure: string) => `${measure}/increment`
