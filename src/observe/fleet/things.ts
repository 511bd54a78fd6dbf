import type { Sender } from '../../store/index.ts'
import { type KnownDevice, readDevices } from '../frames/devices.ts'
import { thingOf } from '../frames/things.ts'
import type { Registry } from '../types.ts'

/**
 * Makes the things of devices, with their places, or brings them up to date: name, dataset, and where they stand, whose change is
 * written in their history at `now`.
 */
export async function bringThings(tx: Sender, registry: Registry, euis: readonly string[], now: Date): Promise<void> {
  for (const device of (await readDevices(tx, euis)).values()) await bringThing(tx, registry, device, now)
}

async function bringThing(tx: Sender, registry: Registry, device: KnownDevice, now: Date): Promise<void> {
  const { eui } = device
  const isNew = device.thing === null
  const id = await thingOf(tx, registry, device, now)
  if (isNew) return
  const { name, dataset, lon, lat, profile, family } = device
  const thing = (await registry.get(tx, 'thing', id))!
  const properties = {
    ...thing.properties,
    device: eui,
    ...(family && { family }),
    ...(profile && { profile: profile.id }),
  }
  const description = profile ? `${profile.title.fr} / ${profile.title.en}` : name
  await registry.update(tx, 'thing', id, {
    name,
    description,
    properties,
    ...(dataset !== thing.dataset && { dataset }),
  })
  if (lon === null || lat === null) return
  const key = `device/${eui}`
  const place = { type: 'Point', coordinates: [lon, lat] }
  const before = await registry.byKey(tx, 'location', key)
  const { coordinates } = (before?.location ?? {}) as { coordinates?: readonly number[] }
  if (coordinates?.[0] === lon && coordinates[1] === lat) return
  // The place where it was keeps its history: the new one takes the key.
  if (before) await registry.update(tx, 'location', before.id, { key: `${key}/until/${now.toISOString()}` })
  const location = await registry.insert(tx, 'location', {
    ...{ dataset, key, name, description: name, encodingType: 'application/geo+json', location: place },
  })
  await registry.moveThing(tx, id, [location], now)
}
