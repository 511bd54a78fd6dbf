import { withRoom } from './grow.ts'

/**
 * Room for the work of one search after the other: a number or two a document, kept from one to the next, since making and
 * forgetting megabytes at each search costs more than the search. A search is done before another begins.
 */
export interface Scratch {
  /** Points, and a bit for each of the words met, of each document. */
  points: Float32Array
  met: Uint32Array
  /** Zero between two words. */
  best: Float32Array
  touched: Uint32Array
  docs: Uint32Array
  keys: Float64Array
}

export const noScratch = (): Scratch => ({
  points: new Float32Array(0),
  met: new Uint32Array(0),
  best: new Float32Array(0),
  touched: new Uint32Array(0),
  docs: new Uint32Array(0),
  keys: new Float64Array(0),
})

/** Makes it ready for so many documents. */
export function cleared(scratch: Scratch, docs: number): Scratch {
  scratch.points = withRoom(scratch.points, docs).fill(0)
  scratch.met = withRoom(scratch.met, docs).fill(0)
  scratch.best = withRoom(scratch.best, docs)
  scratch.touched = withRoom(scratch.touched, docs)
  scratch.docs = withRoom(scratch.docs, docs)
  scratch.keys = withRoom(scratch.keys, docs)
  return scratch
}
