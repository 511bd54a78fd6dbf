import type { Documents } from './documents.ts'
import { noteOf } from './postings.ts'
import type { Clause, How, Way } from './understand.ts'
import type { Field } from './weigh.ts'
import { fieldsOf, worthOf } from './weigh.ts'

/** What the words of a search are worth in each document: points, and how many of the words it meets. */
export interface Scores {
  readonly points: Float32Array
  readonly met: Uint8Array
}

/** Points of every document for the words of a search: for each word, the best of the ways it is met. */
export function score(documents: Documents, clauses: readonly Clause[]): Scores {
  const points = new Float32Array(documents.ids.length)
  const met = new Uint8Array(documents.ids.length)
  const best = new Float32Array(documents.ids.length)
  for (const { ways } of clauses) {
    const touched: number[] = []
    for (const way of ways)
      meet(documents, way, (doc, value) => {
        if (best[doc] === 0) touched.push(doc)
        if (value > best[doc]!) best[doc] = value
      })
    for (const doc of touched) {
      points[doc]! += best[doc]!
      met[doc]!++
      best[doc] = 0
    }
  }
  return { points, met }
}

/** Tells each document that meets a way, and what it is worth there. */
function meet(documents: Documents, { parts, worth }: Way, tell: (doc: number, value: number) => void): void {
  const [only] = parts
  if (parts.length === 1) {
    hold(documents, only!, (doc, value) => tell(doc, value * worth))
    return
  }
  let sums: Map<number, number> | undefined
  for (const part of parts) {
    const here = new Map<number, number>()
    hold(documents, part, (doc, value) => {
      if (!sums || sums.has(doc)) here.set(doc, Math.max(here.get(doc) ?? 0, value))
    })
    for (const [doc, value] of here) here.set(doc, value + (sums?.get(doc) ?? 0))
    sums = here
  }
  // A phrase is worth what a word is.
  for (const [doc, value] of sums ?? []) tell(doc, (value * worth) / parts.length)
}

function hold({ postings }: Documents, part: Way['parts'][number], tell: (doc: number, value: number) => void): void {
  const { docs, notes, start, length } = postings
  for (const { term, rarity } of part) {
    const end = start[term]! + length[term]!
    for (let at = start[term]!; at < end; at++) tell(docs[at]!, rarity * worthOf(notes[at]!))
  }
}

/** Why a record answers a word of a search. */
export interface Reason {
  readonly asked: string
  readonly how: How
  /** What it was met by. */
  readonly met: string
  readonly fields: readonly Field[]
  readonly points: number
}

/** Why a document answers, word by word. */
export function explain(documents: Documents, clauses: readonly Clause[], doc: number): Reason[] {
  return clauses.flatMap(({ asked, ways }) => {
    const reasons = ways.flatMap((way) => reasonOf(documents, asked, way, doc))
    const best = reasons.sort((a, b) => b.points - a.points)[0]
    return best ? [best] : []
  })
}

function reasonOf({ postings }: Documents, asked: string, { how, shown, worth, parts }: Way, doc: number): Reason[] {
  let [points, fields] = [0, new Set<Field>()]
  for (const part of parts) {
    let best = 0
    for (const { term, rarity } of part) {
      const note = noteOf(postings, term, doc)
      if (note === undefined) continue
      best = Math.max(best, rarity * worthOf(note))
      fields = new Set([...fields, ...fieldsOf(note)])
    }
    if (best === 0) return []
    points += best
  }
  return [{ asked, how, met: shown, fields: [...fields], points: (points * worth) / parts.length }]
}
