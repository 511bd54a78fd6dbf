import type { Language } from '../../kernel/index.ts'
import { addTerm, type Postings } from './postings.ts'
import { isTelling, plain, rootsOf } from './words.ts'

/** The words that were met, and the terms they are kept under. */
export interface Vocabulary {
  /** By root: `fr:arbr`. */
  readonly terms: Map<string, number>
  /** By word as it is written, with its terms in each language it was met in. */
  readonly words: Map<string, Partial<Record<Language, readonly number[]>>>
  /** The words in order, for typing errors: nearly all, then those that came since. Made when asked for. */
  sorted: readonly Sorted[]
}

/** Words without accents in order, and what each shares with the one before. */
export interface Sorted {
  readonly plain: readonly string[]
  /** First letters that each shares with the one before. */
  readonly shared: Uint8Array
  /** The words as they are written, by the same without accents. */
  readonly written: ReadonlyMap<string, readonly string[]>
  /** Which of the words, in the order they were met: the first, and the one after the last. */
  readonly from: number
  readonly to: number
}

export const noVocabulary = (): Vocabulary => ({ terms: new Map(), words: new Map(), sorted: [] })

/** The terms of a word that is met in a text; new ones get a number. One that tells nothing has none. */
export function learn(vocabulary: Vocabulary, postings: Postings, word: string, language: Language): readonly number[] {
  const { words, terms } = vocabulary
  let known = words.get(word)
  if (!known) {
    known = {}
    words.set(word, known)
  }
  known[language] ??= (isTelling(word) ? rootsOf(word, language) : []).map((root) => {
    let term = terms.get(root)
    if (term === undefined) {
      term = addTerm(postings)
      terms.set(root, term)
    }
    return term
  })
  return known[language]
}

/** The terms that a word of a search may stand for, in any language; none where it was never met, nor another form of it. */
export const termsOf = ({ terms }: Vocabulary, word: string): number[] => [
  ...new Set(
    [...rootsOf(word, 'fr'), ...rootsOf(word, 'en')].flatMap((root) => {
      const term = terms.get(root)
      return term === undefined ? [] : [term]
    }),
  ),
]

/** New words that are kept apart before all are put in order again. */
const MOST_NEW = 2000

/** The words in order: nearly all of them, and those that came since. */
export function inOrder(vocabulary: Vocabulary): readonly Sorted[] {
  const { words, sorted } = vocabulary
  const [most, last] = [sorted[0], sorted.at(-1)]
  if (last?.to === words.size) return sorted
  vocabulary.sorted =
    most && words.size - most.to < MOST_NEW
      ? [most, putInOrder(vocabulary, most.to, words.size)]
      : [putInOrder(vocabulary, 0, words.size)]
  return vocabulary.sorted
}

function putInOrder({ words }: Vocabulary, from: number, to: number): Sorted {
  const written = new Map<string, string[]>()
  for (const word of words.keys().drop(from)) {
    const bare = plain(word)
    const same = written.get(bare)
    if (same) same.push(word)
    else written.set(bare, [word])
  }
  const list = [...written.keys()].sort()
  const shared = new Uint8Array(list.length)
  for (let i = 1; i < list.length; i++) shared[i] = Math.min(255, sharedLetters(list[i - 1]!, list[i]!))
  return { plain: list, shared, written, from, to }
}

function sharedLetters(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let i = 0
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return i
}
