import type { Lake } from '../../../lake/index.ts'
import { type Reading, readFound } from './reading.ts'
import type { Write } from './writer.ts'

/** Characters of JSON after which a page is cut shorter: memory stays bounded whatever the geometries. */
const MOST_TEXT = 16_000_000
/**
 * Features looked at once the page is full, only to count: that spares most requests a second query. More of them where
 * geometries are compared one by one, since a query could not count these.
 */
const [AHEAD, TESTED_AHEAD] = [1000, 5000]

/** What was read of the features that a request matches. */
interface ReadFeatures {
  /** Those of the page, as JSON. */
  readonly texts: readonly string[]
  readonly more: boolean
  /** All that follow the offset, page included; undefined where the reading stopped before the last. */
  readonly seen: number | undefined
}

/** Reads a page of features; where they are filtered, goes on for a while to count them. */
export async function readPage(lake: Lake, reading: Reading, write: Write): Promise<ReadFeatures> {
  const isFiltered = reading.filters.length > 0
  const isTested = reading.filters.some(({ exact }) => exact !== undefined)
  const texts: string[] = []
  let size = 0
  let seen = 0
  let isWhole = true
  // One more says whether there is a next page.
  const ahead = isTested ? TESTED_AHEAD : isFiltered ? AHEAD : 0
  const asked = { ...reading, limit: reading.limit + 1, ahead, unfinished: () => (isWhole = false) }
  for await (const found of readFound(lake, asked)) {
    seen++
    if (texts.length === reading.limit || size > MOST_TEXT) {
      if (isFiltered) continue
      isWhole = false
      break
    }
    const text = `{${write(found)}}`
    size += text.length
    texts.push(text)
  }
  return { texts, more: !isWhole || seen > texts.length, seen: isWhole ? seen : undefined }
}
