import { openLake } from '../lake/index.ts'
import type { Store } from '../store/index.ts'
import { eraseDatastreams, eraseFeature, openObservations } from './observations/index.ts'
import { declareDatasets, openRegistry } from './registry/index.ts'
import type { Observe, SensingDataset } from './types.ts'

export interface ObserveOptions {
  readonly store: Store
  /** Where the files of old months are: a lake of their own, which `orchestra gc` does not know. Made when missing. */
  readonly folder: string
  /** What the territory declares. `sensors` is added when it is not among them. */
  readonly datasets?: readonly SensingDataset[]
  readonly log?: (event: string, facts: Readonly<Record<string, unknown>>) => void
}

/** The dataset of things that name none. */
export const defaultDataset: SensingDataset = {
  id: 'sensors',
  title: { fr: 'Capteurs', en: 'Sensors' },
  access: 'restricted',
}

/** Opens things, datastreams and observations over a store. Close it before the store. */
export async function openObserve({ store, folder, datasets = [], log = () => {} }: ObserveOptions): Promise<Observe> {
  const isDeclared = datasets.some(({ id }) => id === defaultDataset.id)
  await store.transaction((tx) => declareDatasets(tx, isDeclared ? datasets : [defaultDataset, ...datasets]))
  const lake = await openLake({ folder })
  const sources = { store, lake }
  const { idle, ...observations } = openObservations(sources, log)
  const registry = openRegistry({
    ofDatastreams: eraseDatastreams,
    ofFeature: (tx, feature) => eraseFeature(sources, tx, feature),
  })
  return {
    store,
    registry,
    observations,
    async close() {
      await idle()
      await lake.close()
    },
  }
}
