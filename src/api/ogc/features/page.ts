import type { Lake } from '../../../lake/index.ts'
import { type Reading, readFound } from './reading.ts'
import type { Write } from './writer.ts'

/** Characters of JSON after which a page is cut shorter: memory stays bounded whatever the geometries. */
const MOST_TEXT = 16_000_000
/** Geometries looked at once the page is full, only to count. */
const COUNTED_AHEAD = 5000

/** What was read of the features that a request matches. */
interface ReadFeatures {
  /** Those of the page, as JSON. */
  readonly texts: readonly string[]
  readonly more: boolean
  /** All that follow the offset, page included; undefined where the reading stopped before the last. */
  readonly seen: number | undefined
}

/** Reads a page of features; where their geometries are tested one by one, goes on for a while to count them. */
export async function readPage(lake: Lake, reading: Reading, write: Write): Promise<ReadFeatures> {
  const isTested = reading.filters.some(({ exact }) => exact !== undefined)
  const texts: string[] = []
  let size = 0
  let seen = 0
  let isWhole = true
  // One more says whether there is a next page.
  const asked = { ...reading, limit: reading.limit + 1, ahead: COUNTED_AHEAD, unfinished: () => (isWhole = false) }
  for await (const found of readFound(lake, asked)) {
    seen++
    if (texts.length === reading.limit || size > MOST_TEXT) {
      if (isTested) continue
      isWhole = false
      break
    }
    const text = `{${write(found)}}`
    size += text.length
    texts.push(text)
  }
  return { texts, more: !isWhole || seen > texts.length, seen: isWhole ? seen : undefined }
}
