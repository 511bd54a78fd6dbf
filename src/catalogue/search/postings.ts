import { withRoom } from './grow.ts'

/**
 * Where each term is: the documents that hold it, in the order of their numbers, with a note of 16 bits each. All the terms
 * share two long arrays, of 6 bytes a posting; a term that has filled its room moves to twice as much at the end.
 */
export interface Postings {
  docs: Uint32Array
  notes: Uint16Array
  /** Of each term: where it starts, how many documents it has, how many it has room for. */
  start: Uint32Array
  length: Uint32Array
  room: Uint32Array
  terms: number
  /** End of what is taken. */
  used: number
}

export const noPostings = (): Postings => ({
  docs: new Uint32Array(1024),
  notes: new Uint16Array(1024),
  start: new Uint32Array(256),
  length: new Uint32Array(256),
  room: new Uint32Array(256),
  terms: 0,
  used: 0,
})

/** A new term: its number. */
export function addTerm(postings: Postings): number {
  const term = postings.terms++
  postings.start = withRoom(postings.start, postings.terms)
  postings.length = withRoom(postings.length, postings.terms)
  postings.room = withRoom(postings.room, postings.terms)
  return term
}

/** Says that a document, of a higher number than those before, holds a term. */
export function addPosting(postings: Postings, term: number, doc: number, note: number): void {
  const length = postings.length[term]!
  if (length === postings.room[term]!) move(postings, term, Math.max(1, length * 2))
  const at = postings.start[term]! + length
  postings.docs[at] = doc
  postings.notes[at] = note
  postings.length[term] = length + 1
}

function move(postings: Postings, term: number, room: number): void {
  const { used } = postings
  const [from, length] = [postings.start[term]!, postings.length[term]!]
  postings.docs = withRoom(postings.docs, used + room)
  postings.notes = withRoom(postings.notes, used + room)
  postings.docs.copyWithin(used, from, from + length)
  postings.notes.copyWithin(used, from, from + length)
  postings.start[term] = used
  postings.room[term] = room
  postings.used = used + room
}

/** The note of a document under a term; undefined where it does not hold it. */
export function noteOf({ docs, notes, start, length }: Postings, term: number, doc: number): number | undefined {
  let low = start[term]!
  const end = low + length[term]!
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (docs[middle]! < doc) low = middle + 1
    else high = middle
  }
  return low < end && docs[low] === doc ? notes[low] : undefined
}

/** The same with other numbers for documents, those that are gone (-1) left out, and no room lost. */
export function renumbered(postings: Postings, numbers: Int32Array): Postings {
  const kept = noPostings()
  for (let term = 0; term < postings.terms; term++) {
    addTerm(kept)
    const start = postings.start[term]!
    for (let at = start; at < start + postings.length[term]!; at++) {
      const doc = numbers[postings.docs[at]!]!
      if (doc >= 0) addPosting(kept, term, doc, postings.notes[at]!)
    }
  }
  return kept
}
