import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { quoteName } from '../../../kernel/index.ts'
import type { WkbWriter } from '../../wkb.ts'

// The tables behind SQLite's R-tree (its manual, "The R*Tree Module", 5): writing them whole takes a third of the time of
// inserting boxes one by one, and rows that come along the Hilbert curve make nodes that hardly overlap.

/** Cells a node, and bytes of one: an identifier of 64 bits and four floats. */
const CELLS = 51
const CELL_BYTES = 24
const NODE_BYTES = 4 + CELLS * CELL_BYTES
/** SQLite looks for the root there. */
const ROOT = 1
/** One step of a float, relative: floats have 24 bits. */
const STEP = 2 ** -23

/** Nodes written at a stretch: about 5,000 rows, a few milliseconds. */
const TURN = 100

/** Boxes of one level, as minx, maxx, miny, maxy. */
interface Level {
  readonly boxes: Float32Array
  readonly ids: Float64Array
}

/** The boxes of the rows, to be written as an index at the end: 24 bytes a row. */
export class IndexBoxes {
  #boxes = new Float32Array(4 * 1024)
  #ids = new Float64Array(1024)
  #count = 0

  add(id: number, { minx, maxx, miny, maxy }: WkbWriter): void {
    if (this.#count === this.#ids.length) {
      const [boxes, ids] = [new Float32Array(this.#boxes.length * 2), new Float64Array(this.#ids.length * 2)]
      boxes.set(this.#boxes)
      ids.set(this.#ids)
      this.#boxes = boxes
      this.#ids = ids
    }
    const at = this.#count * 4
    this.#boxes[at] = floatBelow(minx)
    this.#boxes[at + 1] = floatAbove(maxx)
    this.#boxes[at + 2] = floatBelow(miny)
    this.#boxes[at + 3] = floatAbove(maxy)
    this.#ids[this.#count] = id
    this.#count += 1
  }

  /** Fills an empty index, leaving its turn to others now and then. */
  async write(db: DatabaseSync, index: string): Promise<void> {
    if (this.#count === 0) return
    const insertNode = db.prepare(`INSERT OR REPLACE INTO ${quoteName(`${index}_node`)} VALUES (?, ?)`)
    const insertRow = db.prepare(`INSERT INTO ${quoteName(`${index}_rowid`)} VALUES (?, ?)`)
    const insertParent = db.prepare(`INSERT INTO ${quoteName(`${index}_parent`)} VALUES (?, ?)`)
    let level: Level = {
      boxes: this.#boxes.subarray(0, this.#count * 4),
      ids: this.#ids.subarray(0, this.#count),
    }
    const sizes = levelSizes(this.#count)
    for (const [depth, size] of sizes.entries()) {
      // Numbers go from the root down.
      const first = ROOT + sizes.slice(depth + 1).reduce((sum, above) => sum + above, 0)
      const link = depth === 0 ? insertRow : insertParent
      const above: Level = { boxes: new Float32Array(size * 4), ids: new Float64Array(size) }
      for (let node = 0; node < size; node++) {
        const [from, to] = [share(node, size, level.ids.length), share(node + 1, size, level.ids.length)]
        const number = first + node
        insertNode.run(number, nodeBytes(level, from, to, number === ROOT ? depth : 0))
        for (let cell = from; cell < to; cell++) link.run(level.ids[cell]!, number)
        if (node % TURN === TURN - 1) await setImmediate()
        above.ids[node] = number
        above.boxes.set(around(level.boxes, from, to), node * 4)
      }
      level = above
    }
  }
}

/** How many nodes each level has, from the leaves to the root. */
function levelSizes(rows: number): number[] {
  const sizes = [Math.ceil(rows / CELLS)]
  while (sizes.at(-1)! > 1) sizes.push(Math.ceil(sizes.at(-1)! / CELLS))
  return sizes
}

/** Where the cells of a node begin, when they are shared out evenly. */
const share = (node: number, nodes: number, cells: number) => Math.floor((node * cells) / nodes)

/** `depth` is that of the tree, said by the root alone. */
function nodeBytes({ boxes, ids }: Level, from: number, to: number, depth: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(NODE_BYTES))
  view.setUint16(0, depth)
  view.setUint16(2, to - from)
  for (let cell = from, at = 4; cell < to; cell++, at += CELL_BYTES) {
    view.setBigInt64(at, BigInt(ids[cell]!))
    for (let side = 0; side < 4; side++) view.setFloat32(at + 8 + side * 4, boxes[cell * 4 + side]!)
  }
  return new Uint8Array(view.buffer)
}

function around(boxes: Float32Array, from: number, to: number): readonly number[] {
  const box = [...boxes.subarray(from * 4, from * 4 + 4)] as [number, number, number, number]
  for (let i = (from + 1) * 4; i < to * 4; i += 4) {
    box[0] = Math.min(box[0], boxes[i]!)
    box[1] = Math.max(box[1], boxes[i + 1]!)
    box[2] = Math.min(box[2], boxes[i + 2]!)
    box[3] = Math.max(box[3], boxes[i + 3]!)
  }
  return box
}

/** A float at or below a double: boxes grow rather than lose a position. */
function floatBelow(value: number): number {
  const float = Math.fround(value)
  return float <= value ? float : Math.fround(value * (value < 0 ? 1 + STEP : 1 - STEP))
}

const floatAbove = (value: number) => -floatBelow(-value)
