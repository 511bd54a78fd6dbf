import type { Lake } from '../../../lake/index.ts'
import { openPage, type ReadFeatures } from './page-writer.ts'
import { type Reading, readFound } from './reading.ts'
import type { Write } from './writer.ts'

/**
 * Features looked at once the page is full, only to count: that spares most requests a second query. More of them where
 * geometries are compared one by one, since a query could not count these.
 */
const [AHEAD, TESTED_AHEAD] = [1000, 5000]

/** Reads a page by a query; where features are filtered, goes on for a while to count them. */
export async function readByQuery(lake: Lake, reading: Reading, write: Write): Promise<ReadFeatures> {
  const isFiltered = reading.filters.length > 0
  const isTested = reading.filters.some(({ exact }) => exact !== undefined)
  const page = openPage(write, reading.limit)
  let seen = 0
  let isWhole = true
  // One more says whether there is a next page.
  const ahead = isTested ? TESTED_AHEAD : isFiltered ? AHEAD : 0
  const asked = { ...reading, limit: reading.limit + 1, ahead, unfinished: () => (isWhole = false) }
  for await (const found of readFound(lake, asked)) {
    seen++
    if (!page.isFull()) page.add(found)
    else if (!isFiltered) {
      isWhole = false
      break
    }
  }
  return { texts: page.texts, more: !isWhole || seen > page.texts.length, seen: isWhole ? seen : undefined }
}
