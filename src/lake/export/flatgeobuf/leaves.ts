import type { Bbox } from '../../../kernel/index.ts'
import { openSpill, type Spill } from '../scratch.ts'
import { KEY, LEAF, PLACE, SIZE } from './leaf.ts'
import { merged } from './merge.ts'

/** Leaves sorted at once, in memory: less than 1 MiB. */
const RUN = 16_384
/** Leaves read from the file at once, and from each run that is being merged. */
const [BLOCK, MERGED_BLOCK] = [4096, 256]

const nowhere = [Infinity, Infinity, -Infinity, -Infinity]

/** The leaves of an index in their order, `LEAF` numbers each, some at a time. */
export type LeafBlocks = () => Generator<Float64Array>

/** The leaves of the index of a file, kept on disk: what they take in memory does not grow. */
export interface Leaves {
  readonly count: number
  /** `box` undefined: the feature has no position; no box of a reader meets it. */
  add(box: Bbox | undefined, key: number, place: number, size: number): void
  /** To be awaited once a batch: what waits is in memory. */
  flush(): Promise<void>
  /** All of them along the curve, and whether they came so. */
  arrange(): Promise<{ readonly blocks: LeafBlocks; readonly isAsWritten: boolean }>
  close(): Promise<void>
}

/**
 * Opens the leaves of an index.
 * @param path of the files to make, which begin with it
 * @param isAlongCurve whether they come in order, whatever their keys
 */
export async function openLeaves(path: string, isAlongCurve: boolean, run = RUN): Promise<Leaves> {
  const runs = await openSpill(path)
  const inOrder = await openSpill(`${path}-in-order`)
  const waiting = new Float64Array(run * LEAF)
  let count = 0
  let filled = 0
  let last = Number.NEGATIVE_INFINITY
  let isSorted = true

  const spill = () => {
    runs.put(bytesOf(isAlongCurve ? waiting.subarray(0, filled * LEAF) : sorted(waiting, filled)))
    filled = 0
  }
  return {
    get count() {
      return count
    },
    add(box, key, place, size) {
      const at = filled * LEAF
      waiting.set(box ?? nowhere, at)
      waiting[at + KEY] = key
      waiting[at + PLACE] = place
      waiting[at + SIZE] = size
      if (key < last) isSorted = false
      last = key
      count++
      if (++filled === run) spill()
    },
    flush: () => runs.flush(),
    async arrange() {
      spill()
      await runs.flush()
      const isAsWritten = isAlongCurve || isSorted
      if (isAsWritten) return { isAsWritten, blocks: () => blocksOf(runs, 0, count, BLOCK) }
      const sources = Array.from({ length: Math.ceil(count / run) }, (_, i) =>
        blocksOf(runs, i * run, Math.min(count, (i + 1) * run), MERGED_BLOCK),
      )
      let moved = 0
      for (const leaf of merged(sources)) {
        inOrder.put(bytesOf(leaf))
        if (++moved % BLOCK === 0) await inOrder.flush()
      }
      await inOrder.flush()
      return { isAsWritten, blocks: () => blocksOf(inOrder, 0, count, BLOCK) }
    },
    async close() {
      await runs.close()
      await inOrder.close()
    },
  }
}

const bytesOf = (numbers: Float64Array) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/** The first leaves of some, by their keys. */
function sorted(leaves: Float64Array, count: number): Float64Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const keyOf = (i: number) => leaves[i * LEAF + KEY]!
  // Infinities are equal.
  order.sort((a, b) => (keyOf(a) === keyOf(b) ? a - b : keyOf(a) - keyOf(b)))
  const found = new Float64Array(count * LEAF)
  order.forEach((from, to) => {
    found.set(leaves.subarray(from * LEAF, (from + 1) * LEAF), to * LEAF)
  })
  return found
}

/** Leaves of a file, from one to another. */
function* blocksOf(file: Spill, from: number, to: number, most: number): Generator<Float64Array> {
  for (let at = from; at < to; at += most) {
    const block = new Float64Array(Math.min(most, to - at) * LEAF)
    file.readSync(bytesOf(block), at * LEAF * 8)
    yield block
  }
}
