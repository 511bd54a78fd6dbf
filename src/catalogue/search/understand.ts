import { countAlive, type Documents } from './documents.ts'
import { beginningWith, misspelt } from './near.ts'
import { type Synonyms, synonymAt, tellingWords } from './synonyms.ts'
import { termsOf } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** How a word of a search is met in a record: itself or a form of it, a word it begins, one it misspells, a synonym. */
export type How = 'word' | 'beginning' | 'misspelt' | 'synonym'

/** What each way to meet a word is worth, out of the word itself. Our choice: sure before likely. */
const worth = { word: 1, synonym: 0.7, beginning: 0.7, misspelt: 0.6, 'twice misspelt': 0.4 } as const

/** One way to meet a word or phrase: all its parts must be there, each by any of its terms. */
export interface Way {
  readonly how: How
  /** What is looked for, as it is written. */
  readonly shown: string
  readonly worth: number
  readonly parts: readonly (readonly Term[])[]
}

export interface Term {
  readonly term: number
  /** How much it tells: less when many records hold it (inverse document frequency of BM25). */
  readonly rarity: number
}

/** A word or phrase of a search, and the ways to meet it. */
export interface Clause {
  readonly asked: string
  readonly ways: readonly Way[]
}

/** Words of a search that are read: more would be a text, not a question. A bit each (at most 31). */
export const MOST_WORDS = 16

/** Reads the words of a search: each must be met, in one of these ways. Common words count only when there is no other. */
export function understand(documents: Documents, synonyms: Synonyms, text: string): Clause[] {
  const telling = tellingWords(text)
  const words = (telling.length > 0 ? telling : wordsOf(text)).slice(0, MOST_WORDS)
  const clauses: Clause[] = []
  for (let at = 0; at < words.length; ) {
    const synonym = synonymAt(synonyms, words, at)
    const asked = words.slice(at, at + (synonym?.words.length ?? 1))
    clauses.push({ asked: asked.join(' '), ways: waysOf(documents, asked, synonym?.others ?? []) })
    at += asked.length
  }
  return unique(clauses)
}

/** Several searches of which one is enough. */
export interface Alternatives {
  readonly clauses: readonly Clause[]
  /** Of each, a bit for each clause that must be met. */
  readonly groups: readonly number[]
}

/** Reads several searches of which one is enough; one whose words would be too many with those before it is left out. */
export function understandEither(documents: Documents, synonyms: Synonyms, texts: readonly string[]): Alternatives {
  const clauses: Clause[] = []
  const groups = texts.flatMap((text) => {
    const wanted = understand(documents, synonyms, text)
    const added = wanted.filter(({ asked }) => !clauses.some((one) => one.asked === asked))
    if (wanted.length === 0 || clauses.length + added.length > MOST_WORDS) return []
    clauses.push(...added)
    return [wanted.reduce((bits, { asked }) => bits | (1 << clauses.findIndex((one) => one.asked === asked)), 0)]
  })
  return { clauses, groups }
}

const unique = (clauses: readonly Clause[]) => [...new Map(clauses.map((clause) => [clause.asked, clause])).values()]

function waysOf(documents: Documents, asked: readonly string[], others: readonly (readonly string[])[]): Way[] {
  const itself = way(documents, 'word', asked, worth.word)
  const ways = [...itself, ...others.flatMap((words) => way(documents, 'synonym', words, worth.synonym))]
  // What is written as it should be was meant as it is written.
  if (itself.length > 0 || asked.length > 1) return ways
  const [word] = asked as [string]
  const { vocabulary } = documents
  return [
    ...ways,
    ...beginningWith(vocabulary, word).flatMap((longer) => way(documents, 'beginning', [longer], worth.beginning)),
    ...misspelt(vocabulary, word).flatMap(({ word: meant, errors }) =>
      way(documents, 'misspelt', [meant], errors === 1 ? worth.misspelt : worth['twice misspelt']),
    ),
  ]
}

/** A way, when there are records that hold all of its words. */
function way(documents: Documents, how: How, words: readonly string[], value: number): Way[] {
  const parts = words.map((word) => termsOf(documents.vocabulary, word).map((term) => rated(documents, term)))
  const isMet = parts.every((terms) => terms.some(({ rarity }) => rarity > 0))
  return isMet ? [{ how, shown: words.join(' '), worth: value, parts }] : []
}

function rated(documents: Documents, term: number): Term {
  const [all, holding] = [countAlive(documents), documents.postings.length[term]!]
  // The dead still count among those that hold it: never more than there are.
  const met = Math.min(holding, all)
  return { term, rarity: holding === 0 ? 0 : Math.log(1 + (all - met + 0.5) / (met + 0.5)) }
}
