import type { Bbox } from '../../../kernel/index.ts'
import { LEAF, SIZE } from './leaf.ts'
import type { LeafBlocks } from './leaves.ts'

/** Children a node: the size FlatGeobuf recommends. */
export const NODE_SIZE = 16
/** Four doubles and a 64-bit place. */
const ITEM_BYTES = 40
/** Nodes written at once. */
const PIECE = 8192

const nowhere = [Infinity, Infinity, -Infinity, -Infinity] as const

/** The boxes of the nodes right above the leaves, four numbers each: two bytes a feature. */
export function parentsOf(blocks: LeafBlocks, count: number): Float64Array {
  const parents = new Float64Array(Math.ceil(count / NODE_SIZE) * 4)
  for (let i = 0; i < parents.length; i += 4) parents.set(nowhere, i)
  let leaf = 0
  for (const block of blocks())
    for (let at = 0; at < block.length; at += LEAF, leaf++) widen(parents, Math.floor(leaf / NODE_SIZE) * 4, block, at)
  return parents
}

/** The box around all. */
export function envelopeOf(boxes: Float64Array): Bbox | undefined {
  const around = union(boxes, 0, boxes.length / 4)
  return around[0] <= around[2] ? around : undefined
}

/**
 * The packed Hilbert R-tree of FlatGeobuf: levels from the root down to the leaves, each node the box around its
 * children and the number of the first; a leaf has the place of its feature instead.
 * @param parents the boxes right above the leaves
 */
export function* treeBytes(parents: Float64Array, blocks: LeafBlocks): Generator<Uint8Array> {
  const levels = [parents]
  while (levels.at(-1)!.length > 4) levels.push(above(levels.at(-1)!))
  let firstBelow = 0
  for (const level of levels.toReversed()) {
    firstBelow += level.length / 4
    yield* levelBytes(level, firstBelow)
  }
  yield* leafBytes(blocks)
}

function* levelBytes(level: Float64Array, firstBelow: number): Generator<Uint8Array> {
  const nodes = level.length / 4
  for (let from = 0; from < nodes; from += PIECE) {
    const to = Math.min(nodes, from + PIECE)
    const view = new DataView(new ArrayBuffer((to - from) * ITEM_BYTES))
    for (let node = from; node < to; node++)
      putItem(view, (node - from) * ITEM_BYTES, level, node * 4, firstBelow + node * NODE_SIZE)
    yield new Uint8Array(view.buffer)
  }
}

/** Features follow each other in the order of the leaves. */
function* leafBytes(blocks: LeafBlocks): Generator<Uint8Array> {
  let place = 0
  for (const block of blocks()) {
    const view = new DataView(new ArrayBuffer((block.length / LEAF) * ITEM_BYTES))
    for (let at = 0, to = 0; at < block.length; at += LEAF, to += ITEM_BYTES) {
      putItem(view, to, block, at, place)
      place += block[at + SIZE]!
    }
    yield new Uint8Array(view.buffer)
  }
}

function putItem(view: DataView, to: number, boxes: Float64Array, at: number, place: number): void {
  for (let side = 0; side < 4; side++) view.setFloat64(to + side * 8, boxes[at + side]!, true)
  view.setBigUint64(to + 32, BigInt(place), true)
}

function above(level: Float64Array): Float64Array {
  const nodes = level.length / 4
  const found = new Float64Array(Math.ceil(nodes / NODE_SIZE) * 4)
  for (let node = 0; node < nodes; node += NODE_SIZE)
    found.set(union(level, node, Math.min(nodes, node + NODE_SIZE)), (node / NODE_SIZE) * 4)
  return found
}

function union(boxes: Float64Array, from: number, to: number): Bbox {
  const around = Float64Array.from(nowhere)
  for (let i = from; i < to; i++) widen(around, 0, boxes, i * 4)
  return [...around] as unknown as Bbox
}

/** Widens a box of some to hold one of others. */
function widen(boxes: Float64Array, at: number, others: Float64Array, from: number): void {
  if (others[from]! < boxes[at]!) boxes[at] = others[from]!
  if (others[from + 1]! < boxes[at + 1]!) boxes[at + 1] = others[from + 1]!
  if (others[from + 2]! > boxes[at + 2]!) boxes[at + 2] = others[from + 2]!
  if (others[from + 3]! > boxes[at + 3]!) boxes[at + 3] = others[from + 3]!
}
