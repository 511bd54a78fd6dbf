import type { Bilingual, Language } from '../../kernel/index.ts'
import type { DatasetRecord } from '../record.ts'
import { euThemes } from '../words.ts'
import { plain, wordsOf } from './words.ts'

/**
 * Where words stand in a record, what one there is worth, and how many telling words there usually are: the median of the 387
 * records of the RUDI node of Rennes Métropole (2025). The weights are our choice: a title says what a dataset is, a description also says what is around it.
 */
export const fields = {
  title: { weight: 8, usual: 6 },
  keywords: { weight: 5, usual: 2 },
  description: { weight: 1.5, usual: 24 },
  producer: { weight: 3, usual: 2 },
  other: { weight: 1, usual: 12 },
} as const
export type Field = keyof typeof fields
export const fieldNames = Object.keys(fields) as readonly Field[]

/** Saturation and weight of length of BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, usual values). */
const [K, B] = [1.2, 0.75]

/** A note of a posting: five bits say which fields hold the term, eleven what it is worth there. */
const [WORTH_BITS, MOST_WORTH] = [11, 2047]

/** Characters of a field that are read: of a longer text, the beginning. */
const MOST_READ = 20_000

/** The texts of a record, in the languages they are in. */
function textsOf(record: DatasetRecord): readonly (readonly [Field, Language, string])[] {
  const both = (field: Field, text: Bilingual | undefined): (readonly [Field, Language, string])[] => {
    if (!text) return []
    // One text repeated in both languages counts once.
    if (text.fr === text.en) return [[field, 'fr', text.fr]]
    return [
      [field, 'fr', text.fr],
      [field, 'en', text.en],
    ]
  }
  const said = (field: Field, texts: readonly string[]) => (texts.length > 0 ? both(field, same(texts.join(' '))) : [])
  const { title, keywords, synopsis, description, publisher, creators, themes, id, identifiers = [] } = record
  return [
    ...both('title', title),
    ...keywords.flatMap((word) => both('keywords', word)),
    ...both('description', synopsis),
    ...both('description', description),
    ...said('producer', [...new Set([publisher.name, ...creators])]),
    ...themes.flatMap((code) => (Object.hasOwn(euThemes, code) ? both('other', euThemes[code as 'TRAN']) : [])),
    ...said('other', [id, ...identifiers, ...record.files.flatMap(({ fileType }) => fileType ?? [])]),
  ]
}

const same = (text: string): Bilingual => ({ fr: text, en: text })

/** A term of a record with its note. */
export type Weighed = ReadonlyMap<number, number>

interface Sum {
  fields: number
  /** Times it is met, each by what a word is worth there. */
  worth: number
}

/** The terms of a record and what each is worth in it. `learn` gives the terms of a word: none for one that tells nothing. */
export function weigh(record: DatasetRecord, learn: (word: string, language: Language) => readonly number[]): Weighed {
  const met = new Map<Field, (readonly number[])[]>()
  for (const [field, language, text] of textsOf(record)) {
    const words = met.get(field) ?? []
    for (const word of wordsOf(text.slice(0, MOST_READ))) {
      const terms = learn(word, language)
      if (terms.length > 0) words.push(terms)
    }
    met.set(field, words)
  }
  const sums = new Map<number, Sum>()
  for (const [field, words] of met) {
    const { weight, usual } = fields[field]
    const bit = 1 << fieldNames.indexOf(field)
    const worth = weight / (1 - B + B * (words.length / usual))
    for (const terms of words)
      for (const term of terms) {
        const sum = sums.get(term)
        if (sum) {
          sum.fields |= bit
          sum.worth += worth
        } else sums.set(term, { fields: bit, worth })
      }
  }
  return new Map([...sums].map(([term, sum]) => [term, noteOfSum(sum)]))
}

const noteOfSum = ({ fields, worth }: Sum) =>
  (fields << WORTH_BITS) | Math.max(1, Math.round((MOST_WORTH * worth) / (worth + K)))

/** What a term is worth in a record, from 0 to 1. */
export const worthOf = (note: number): number => (note & MOST_WORTH) / MOST_WORTH

/** The fields that hold it. */
export const fieldsOf = (note: number): Field[] => fieldNames.filter((_, i) => ((note >> WORTH_BITS) & (1 << i)) !== 0)

/** A word as two people would both type it: to tell two keywords alike. */
export const alike = (text: string): string => plain(text).replaceAll(/\s+/g, ' ').trim()
