import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openStore, type Store } from '../store/index.ts'
import { newFolder, removeFolder } from '../store/testing.ts'
import { openObserve } from './open.ts'
import type { Observe, SensingDataset } from './types.ts'

export const both = (text: string) => ({ fr: text, en: text })

/** Datasets of each access, for the tests. */
export const datasets: readonly SensingDataset[] = [
  { id: 'air', title: both('Air'), access: 'open', licence: 'etalab-2.0' },
  { id: 'homes', title: both('Homes'), access: 'personal', retentionDays: 30 },
]

/** A real store and its observations, for the tests of a file. */
export function observeOfTests(): { readonly store: Store; readonly observe: Observe; readonly folder: string } {
  const made = {} as { store: Store; observe: Observe; folder: string }
  beforeAll(async () => {
    const { folder, home } = newFolder()
    made.folder = folder
    made.store = await openStore({ home })
    made.observe = await openObserve({ store: made.store, folder: join(folder, 'observations'), datasets })
  })
  afterAll(async () => {
    await made.observe.close()
    await made.store.close()
    removeFolder(made.folder)
  })
  return made
}

let made = 0

/** Makes a thing with a number of datastreams and gives their ids. */
export async function makeDatastreams({ store, registry }: Observe, count: number, dataset = 'air'): Promise<number[]> {
  const label = `test ${++made}`
  const thing = await registry.insert(store, 'thing', { dataset, name: label, description: label })
  const sensor = await registry.insert(store, 'sensor', {
    ...{ name: label, description: label, encodingType: 'text/html', metadata: 'about:blank' },
  })
  const observedProperty = await registry.insert(store, 'observed_property', {
    ...{ name: 'temperature', definition: 'http://qudt.org/vocab/quantitykind/Temperature', description: label },
  })
  const ids: number[] = []
  for (let i = 0; i < count; i++)
    ids.push(
      await registry.insert(store, 'datastream', {
        ...{ dataset, thing, sensor, observedProperty, name: `${label} ${i}`, description: label },
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unit: { name: 'degree Celsius', symbol: '°C', definition: 'http://qudt.org/vocab/unit/DEG_C' },
      }),
    )
  return ids
}

/** A UUID made of a number. */
export const sourceOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
