import type { Registry } from '../types.ts'
import { readDatasets } from './datasets.ts'
import { byKey, get, insert, update, upsert } from './entities.ts'
import { featureOfThing, moveThing, recordLocation } from './places.ts'
import { type Eraser, remove } from './remove.ts'

export { declareDatasets } from './datasets.ts'

/** The registry of things, datastreams and what they name. */
export const openRegistry = (erase: Eraser): Registry => ({
  insert,
  upsert,
  get,
  byKey,
  update,
  remove: (tx, kind, id) => remove(tx, kind, id, erase),
  moveThing,
  recordLocation,
  featureOfThing,
  datasets: readDatasets,
})
