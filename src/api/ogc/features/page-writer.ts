import type { Found } from './found.ts'
import type { Write } from './writer.ts'

/** What was read of the features that a request matches. */
export interface ReadFeatures {
  /** Those of the page, as JSON. */
  readonly texts: readonly string[]
  readonly more: boolean
  /** All that follow the offset, page included; undefined where the reading stopped before the last. */
  readonly seen: number | undefined
}

/** Characters of JSON after which a page is cut shorter: memory stays bounded whatever the geometries. */
const MOST_TEXT = 16_000_000

/** A page of at most so many features, being written. */
export function openPage(write: Write, limit: number) {
  const texts: string[] = []
  let size = 0
  return {
    texts,
    isFull: () => texts.length === limit || size > MOST_TEXT,
    add(found: Found): void {
      const text = `{${write(found)}}`
      size += text.length
      texts.push(text)
    },
  }
}
