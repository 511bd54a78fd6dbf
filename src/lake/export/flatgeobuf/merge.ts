import { KEY, LEAF } from './leaf.ts'

/** A run being read: the block at hand, and the place of its next leaf. */
interface Head {
  readonly blocks: Iterator<Float64Array>
  block: Float64Array
  at: number
  /** Which run: of two leaves at one place of the curve, that of the first comes first. */
  readonly rank: number
}

/** The leaves of runs, each in order, as one in order. A leaf is valid until the next. */
export function* merged(runs: readonly Iterator<Float64Array>[]): Generator<Float64Array> {
  const heap: Head[] = []
  for (const [rank, blocks] of runs.entries()) {
    const head = { blocks, block: new Float64Array(0), at: 0, rank }
    if (advance(head)) rise(heap, head)
  }
  for (let head = heap[0]; head; head = heap[0]) {
    yield head.block.subarray(head.at, head.at + LEAF)
    head.at += LEAF
    if (advance(head)) sink(heap, head)
    else {
      const last = heap.pop()!
      if (last !== head) sink(heap, last)
    }
  }
}

/** Reads on when the block is used up. False at the end of the run. */
function advance(head: Head): boolean {
  if (head.at < head.block.length) return true
  const next = head.blocks.next()
  if (next.done) return false
  head.block = next.value
  head.at = 0
  return true
}

function isBefore(a: Head, b: Head): boolean {
  const [keyA, keyB] = [a.block[a.at + KEY]!, b.block[b.at + KEY]!]
  return keyA === keyB ? a.rank < b.rank : keyA < keyB
}

// A heap: each head comes before the two below it.

function rise(heap: Head[], head: Head): void {
  let at = heap.length
  for (let above = (at - 1) >> 1; at > 0 && isBefore(head, heap[above]!); above = (at - 1) >> 1) {
    heap[at] = heap[above]!
    at = above
  }
  heap[at] = head
}

/** Puts a head at the top, and lets it sink to its place. */
function sink(heap: Head[], head: Head): void {
  let at = 0
  for (;;) {
    const left = at * 2 + 1
    if (left >= heap.length) break
    const below = left + 1 < heap.length && isBefore(heap[left + 1]!, heap[left]!) ? left + 1 : left
    if (!isBefore(heap[below]!, head)) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = head
}
