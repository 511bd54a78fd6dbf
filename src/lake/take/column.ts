import { decompress } from './decompress.ts'
import { storedAt, valuesAt } from './hybrid.ts'
import { type Page, pagesOf } from './pages.ts'
import { type Physical, plainAt, type Value } from './plain.ts'

/**
 * The values of some rows of a group, in order, from the bytes of a column of it; null where there is none. Only the pages that these
 * rows are in are decompressed.
 */
export async function columnAt(type: Physical, bytes: Buffer, rows: Int32Array): Promise<(Value | null)[]> {
  const pages = pagesOf(bytes)
  const dictionary = pages.find(({ kind }) => kind === 'dictionary')
  const parts: (Value | null)[][] = []
  let first = 0
  for (const page of pages) {
    if (page.kind === 'dictionary') continue
    const here = rows.filter((row) => row >= first && row < first + page.count).map((row) => row - first)
    if (here.length > 0) parts.push(await valuesOf(type, page, dictionary, here))
    first += page.count
  }
  return parts.flat()
}

/** A page begins with which of its values are missing, behind the length of that. */
async function valuesOf(type: Physical, page: Page, dictionary: Page | undefined, places: Int32Array) {
  const content = await decompress(page.compressed, page.size)
  const levels = 4
  const start = levels + content.readUInt32LE(0)
  const stored = storedAt(content, levels, start, places)
  if (!page.isIndexed) return plainAt(type, content, start, stored)
  if (!dictionary) throw new RangeError('no dictionary')
  const width = content.readUInt8(start)
  const indices = valuesAt(
    content,
    start + 1,
    width,
    stored.filter((place) => place >= 0),
  )
  const wanted = Int32Array.from(new Set(indices)).sort()
  const words = plainAt(type, await decompress(dictionary.compressed, dictionary.size), 0, wanted)
  const wordOf = new Map(Array.from(wanted, (index, i) => [index, words[i]!]))
  let next = 0
  return Array.from(stored, (place) => (place < 0 ? null : wordOf.get(indices[next++]!)!))
}
