import type { Lake } from '../../../lake/index.ts'
import type { BoxIndex } from '../../read/box-index.ts'
import { planByBox, readByBox } from './by-box.ts'
import { readByQuery } from './by-query.ts'
import type { ReadFeatures } from './page-writer.ts'
import type { Reading } from './reading.ts'
import type { Write } from './writer.ts'

/** Reads a page of features: by the boxes of the version where they are at hand and tell, else by a query. */
export async function readPage(lake: Lake, reading: Reading, write: Write, boxes?: BoxIndex): Promise<ReadFeatures> {
  const { filters, sort } = reading
  const test = boxes && filters.length === 1 && sort.length === 0 ? filters[0]!.byBox?.() : undefined
  const plan = boxes && test && planByBox(reading, boxes, test)
  return plan ? readByBox(lake, reading, write, plan) : readByQuery(lake, reading, write)
}
