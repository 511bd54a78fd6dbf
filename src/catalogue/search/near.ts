import { inOrder, type Sorted, type Vocabulary } from './vocabulary.ts'
import { plain } from './words.ts'

/** A word of the catalogue that a word of a search may have meant. */
export interface Near {
  /** As it is written in the catalogue. */
  readonly word: string
  /** Letters added, left out, changed or swapped. */
  readonly errors: number
}

/** Errors that a word may have, by its length: a short word is soon another one. */
const most = (length: number) => (length < 4 ? 0 : length < 7 ? 1 : 2)
/** Words given at most: the nearest. */
const MOST = 12

/**
 * Words of the catalogue at a few typing errors from a word, accents aside, the nearest first. The words are walked in order, and
 * what was compared of one serves for the next (restricted Damerau–Levenshtein distance, a row a letter); those that begin
 * by what is already too far are leapt over.
 */
export function misspelt(vocabulary: Vocabulary, text: string): Near[] {
  const asked = plain(text)
  const limit = most(asked.length)
  if (limit === 0 || /\d/.test(asked)) return []
  return inOrder(vocabulary)
    .flatMap((sorted) => walk(sorted, asked, limit))
    .sort((a, b) => a.errors - b.errors)
    .slice(0, MOST)
    .flatMap(({ words, errors }) => words.map((word) => ({ word, errors })))
}

interface Met {
  /** One word, as it is written in several ways. */
  readonly words: readonly string[]
  readonly errors: number
}

function walk({ plain: words, shared, written }: Sorted, asked: string, limit: number): Met[] {
  const width = asked.length + 1
  const rows: Uint8Array[] = [Uint8Array.from({ length: width }, (_, i) => Math.min(i, 255))]
  const found: Met[] = []
  let ready = 0
  for (let i = 0; i < words.length; ) {
    const word = words[i]!
    ready = Math.min(ready, shared[i]!)
    let isFar = false
    const last = Math.min(word.length, asked.length + limit + 1)
    while (ready < last && !isFar) isFar = nextRow(rows, ready++, word, asked) > limit
    const errors = rows[ready]![asked.length]!
    if (!isFar && ready === word.length && errors <= limit && errors > 0)
      found.push({ words: written.get(word)!, errors })
    i++
    if (isFar) while (i < words.length && shared[i]! >= ready) i++
  }
  return found
}

/** Fills the row of the next letter of a word; gives the least of it. */
function nextRow(rows: Uint8Array[], depth: number, word: string, asked: string): number {
  const above = rows[depth]!
  const before = rows[depth - 1]
  rows[depth + 1] ??= new Uint8Array(asked.length + 1)
  const row = rows[depth + 1]!
  const letter = word.charCodeAt(depth)
  row[0] = depth + 1
  let least = row[0]!
  for (let j = 1; j <= asked.length; j++) {
    const same = asked.charCodeAt(j - 1) === letter
    let errors = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
    const isSwapped =
      before && j > 1 && asked.charCodeAt(j - 2) === letter && asked.charCodeAt(j - 1) === word.charCodeAt(depth - 1)
    if (isSwapped) errors = Math.min(errors, before[j - 2]! + 1)
    row[j] = Math.min(errors, 255)
    if (errors < least) least = errors
  }
  return least
}

/** Letters that a beginning has at least. */
const SHORTEST = 3

/** Words of the catalogue that begin by a word, accents aside. */
export function beginningWith(vocabulary: Vocabulary, text: string): string[] {
  const asked = plain(text)
  if (asked.length < SHORTEST) return []
  return inOrder(vocabulary)
    .flatMap(({ plain: words, written }) => {
      const first = firstFrom(words, asked)
      const some = words.slice(first, first + MOST).filter((word) => word.startsWith(asked))
      return some.flatMap((word) => written.get(word)!)
    })
    .slice(0, MOST)
}

/** The place of the first word that does not come before one. */
function firstFrom(words: readonly string[], asked: string): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (words[middle]! < asked) low = middle + 1
    else high = middle
  }
  return low
}
