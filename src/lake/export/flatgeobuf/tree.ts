import type { Bbox } from '../../../kernel/index.ts'

/** Children a node: the size FlatGeobuf recommends. */
export const NODE_SIZE = 16
/** Four doubles and a 64-bit place. */
const ITEM_BYTES = 40
/** Nodes written at once. */
const PIECE = 8192

/** The boxes of features in the order of the file, and where each starts: 48 bytes a feature. */
export class Leaves {
  count = 0
  #boxes = new Float64Array(4 * 1024)
  #keys = new Float64Array(1024)
  #places = new Float64Array(1024)
  #sorted = true

  /** `box` undefined: the feature has no position; no box of a reader meets it. */
  add(box: Bbox | undefined, key: number, place: number): void {
    if (this.count === this.#keys.length) {
      this.#boxes = grown(this.#boxes)
      this.#keys = grown(this.#keys)
      this.#places = grown(this.#places)
    }
    this.#boxes.set(box ?? nowhere, this.count * 4)
    if (this.count > 0 && key < this.#keys[this.count - 1]!) this.#sorted = false
    this.#keys[this.count] = key
    this.#places[this.count] = place
    this.count += 1
  }

  /** The order of the features along the curve; undefined when they came in it. */
  order(): Uint32Array | undefined {
    if (this.#sorted) return undefined
    // Key and number in one double, for numbers alone are sorted fast: the key takes the bits that the number leaves.
    const numbers = 2 ** Math.ceil(Math.log2(this.count + 1))
    const places = 2 ** 52 / numbers
    const keys = this.#keys.subarray(0, this.count)
    const [least, most] = finiteRange(keys)
    const scale = (places - 2) / (most - least || 1)
    const packed = keys.map(
      (key, i) => (key === Infinity ? places - 1 : Math.floor((key - least) * scale)) * numbers + i,
    )
    packed.sort()
    const order = new Uint32Array(this.count)
    for (let i = 0; i < order.length; i++) order[i] = packed[i]! % numbers
    return order
  }

  boxes(): Float64Array {
    return this.#boxes.subarray(0, this.count * 4)
  }

  place(index: number): number {
    return this.#places[index]!
  }
}

function finiteRange(keys: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, 0]
  for (const key of keys) {
    if (key < least) least = key
    if (key > most && key < Infinity) most = key
  }
  return [least, most]
}

const nowhere = [Infinity, Infinity, -Infinity, -Infinity]

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2)
  more.set(values)
  return more
}

/** The box around all. */
export function envelopeOf(boxes: Float64Array): Bbox | undefined {
  const around = union(boxes, 0, boxes.length / 4)
  return around[0] <= around[2] ? around : undefined
}

/**
 * The packed Hilbert R-tree of FlatGeobuf: levels from the root down to the leaves, each node the box around its
 * children and the number of the first; a leaf has the place of its feature instead.
 */
export function* treeBytes(boxes: Float64Array, places: (leaf: number) => number): Generator<Uint8Array> {
  const levels = [boxes]
  while (levels.at(-1)!.length > 4) levels.push(parents(levels.at(-1)!))
  // A single feature still has a root above it.
  if (levels.length === 1) levels.push(parents(boxes))
  let firstBelow = 0
  for (let l = levels.length - 1; l >= 0; l--) {
    const level = levels[l]!
    firstBelow += level.length / 4
    const start = firstBelow
    const placeOf = l === 0 ? places : (node: number) => start + node * NODE_SIZE
    yield* levelBytes(level, placeOf)
  }
}

function* levelBytes(level: Float64Array, placeOf: (node: number) => number): Generator<Uint8Array> {
  const nodes = level.length / 4
  for (let from = 0; from < nodes; from += PIECE) {
    const to = Math.min(nodes, from + PIECE)
    const view = new DataView(new ArrayBuffer((to - from) * ITEM_BYTES))
    for (let node = from; node < to; node++) {
      const at = (node - from) * ITEM_BYTES
      for (let side = 0; side < 4; side++) view.setFloat64(at + side * 8, level[node * 4 + side]!, true)
      view.setBigUint64(at + 32, BigInt(placeOf(node)), true)
    }
    yield new Uint8Array(view.buffer)
  }
}

function parents(level: Float64Array): Float64Array {
  const nodes = level.length / 4
  const above = new Float64Array(Math.ceil(nodes / NODE_SIZE) * 4)
  for (let node = 0; node < nodes; node += NODE_SIZE)
    above.set(union(level, node, Math.min(nodes, node + NODE_SIZE)), (node / NODE_SIZE) * 4)
  return above
}

function union(boxes: Float64Array, from: number, to: number): Bbox {
  let [minx, miny, maxx, maxy] = nowhere as [number, number, number, number]
  for (let i = from * 4; i < to * 4; i += 4) {
    if (boxes[i]! < minx) minx = boxes[i]!
    if (boxes[i + 1]! < miny) miny = boxes[i + 1]!
    if (boxes[i + 2]! > maxx) maxx = boxes[i + 2]!
    if (boxes[i + 3]! > maxy) maxy = boxes[i + 3]!
  }
  return [minx, miny, maxx, maxy]
}
