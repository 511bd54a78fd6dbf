import type { Documents } from './documents.ts'
import { noteOf } from './postings.ts'
import { cleared } from './scratch.ts'
import type { Clause, How, Way } from './understand.ts'
import type { Field } from './weigh.ts'
import { fieldsOf, worthOf } from './weigh.ts'

/** What the words of a search are worth in each document: points, and a bit for each of the words it meets. */
export interface Scores {
  readonly points: Float32Array
  readonly met: Uint32Array
}

/** Points of every document for the words of a search: for each word, the best of the ways it is met. Good until the next search. */
export function score(documents: Documents, clauses: readonly Clause[]): Scores {
  const { points, met, best, touched } = cleared(documents.scratch, documents.ids.length)
  clauses.forEach(({ ways }, clause) => {
    let some = 0
    for (const way of ways) some = meet(documents, way, best, touched, some)
    for (let i = 0; i < some; i++) {
      const doc = touched[i]!
      points[doc]! += best[doc]!
      met[doc]! |= 1 << clause
      best[doc] = 0
    }
  })
  return { points, met }
}

/** Notes in `best` what each document that meets a way is worth, and those not met before in `touched`, of which there were `some`. */
function meet(
  documents: Documents,
  { parts, worth }: Way,
  best: Float32Array,
  touched: Uint32Array,
  some: number,
): number {
  if (parts.length === 1) return hold(documents, parts[0]!, worth, best, touched, some)
  // A phrase: what each document is worth for the parts so far, of those that hold them all. It is worth what a word is.
  let sums: Map<number, number> | undefined
  for (const part of parts) {
    const here = new Float32Array(best.length)
    const holding = new Uint32Array(best.length)
    const count = hold(documents, part, worth / parts.length, here, holding, 0)
    const next = new Map<number, number>()
    for (let i = 0; i < count; i++) {
      const doc = holding[i]!
      const before = sums ? sums.get(doc) : 0
      if (before !== undefined) next.set(doc, before + here[doc]!)
    }
    sums = next
  }
  for (const [doc, value] of sums!) {
    if (best[doc] === 0) touched[some++] = doc
    if (value > best[doc]!) best[doc] = value
  }
  return some
}

/** The same for one word. */
function hold(
  { postings }: Documents,
  part: Way['parts'][number],
  worth: number,
  best: Float32Array,
  touched: Uint32Array,
  before: number,
): number {
  const { docs, notes, start, length } = postings
  let some = before
  for (const { term, rarity } of part) {
    const end = start[term]! + length[term]!
    for (let at = start[term]!; at < end; at++) {
      const doc = docs[at]!
      const value = rarity * worth * worthOf(notes[at]!)
      if (best[doc] === 0) touched[some++] = doc
      if (value > best[doc]!) best[doc] = value
    }
  }
  return some
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
