import type { DatabaseSync } from 'node:sqlite'
import { type Bbox, quoteName } from '../../../kernel/index.ts'

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

/** The cells of a level that are in no node yet: of two nodes at most, for the last two share theirs. */
interface Level {
  readonly boxes: Float32Array
  readonly ids: Float64Array
  count: number
}

/** Writes the index of a table as its rows come: what waits in memory is two nodes a level. */
export function openIndex(db: DatabaseSync, index: string) {
  const insertNode = db.prepare(`INSERT OR REPLACE INTO ${quoteName(`${index}_node`)} VALUES (?, ?)`)
  const insertRow = db.prepare(`INSERT INTO ${quoteName(`${index}_rowid`)} VALUES (?, ?)`)
  const insertParent = db.prepare(`INSERT INTO ${quoteName(`${index}_parent`)} VALUES (?, ?)`)
  const levels: Level[] = []
  let lastNode = ROOT

  /** Makes a node of the first cells of a level. */
  const writeNode = (depth: number, cells: number, number: number): void => {
    const level = levels[depth]!
    insertNode.run(number, nodeBytes(level, cells, number === ROOT ? depth : 0))
    const link = depth === 0 ? insertRow : insertParent
    for (let cell = 0; cell < cells; cell++) link.run(level.ids[cell]!, number)
    if (number !== ROOT) addCell(depth + 1, number, around(level.boxes, cells))
    level.boxes.copyWithin(0, cells * 4, level.count * 4)
    level.ids.copyWithin(0, cells, level.count)
    level.count -= cells
  }
  const addCell = (depth: number, id: number, box: readonly number[]): void => {
    levels[depth] ??= { boxes: new Float32Array(8 * CELLS), ids: new Float64Array(2 * CELLS), count: 0 }
    const level = levels[depth]!
    level.boxes.set(box, level.count * 4)
    level.ids[level.count++] = id
    if (level.count === 2 * CELLS) writeNode(depth, CELLS, ++lastNode)
  }
  return {
    add: (id: number, [minx, miny, maxx, maxy]: Bbox): void =>
      addCell(0, id, [floatBelow(minx), floatAbove(maxx), floatBelow(miny), floatAbove(maxy)]),
    finish(): void {
      for (let depth = 0; depth < levels.length; depth++) {
        const { count } = levels[depth]!
        const isTop = depth === levels.length - 1
        if (isTop && count <= CELLS) {
          writeNode(depth, count, ROOT)
          return
        }
        const first = count > CELLS ? Math.ceil(count / 2) : 0
        if (first > 0) writeNode(depth, first, ++lastNode)
        writeNode(depth, count - first, ++lastNode)
      }
    },
  }
}

/** `depth` is that of the tree, said by the root alone. */
function nodeBytes({ boxes, ids }: Level, cells: number, depth: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(NODE_BYTES))
  view.setUint16(0, depth)
  view.setUint16(2, cells)
  for (let cell = 0, at = 4; cell < cells; cell++, at += CELL_BYTES) {
    view.setBigInt64(at, BigInt(ids[cell]!))
    for (let side = 0; side < 4; side++) view.setFloat32(at + 8 + side * 4, boxes[cell * 4 + side]!)
  }
  return new Uint8Array(view.buffer)
}

/** The box around the first cells. */
function around(boxes: Float32Array, cells: number): readonly number[] {
  const box = [...boxes.subarray(0, 4)] as [number, number, number, number]
  for (let i = 4; i < cells * 4; i += 4) {
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
