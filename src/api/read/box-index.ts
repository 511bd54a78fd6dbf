import type { Bbox } from '../../kernel/index.ts'

/**
 * The boxes of the rows of a version, in the order of the rows, under a tree of the boxes around runs of them. The files lie along
 * a Hilbert curve, so rows that follow each other are near each other: no other order is needed.
 */
export interface BoxIndex {
  readonly rows: number
  /** What it takes in memory. */
  readonly bytes: number
  /** Goes through what meets a box, sides included, in the order of the rows. */
  walk(box: Bbox, visitor: Visitor): void
}

export interface Visitor {
  /** A run of rows, `count` of which are somewhere, all within a box. False passes them over. */
  run(minx: number, miny: number, maxx: number, maxy: number, count: number): boolean
  /** A row whose box meets that of the walk. False ends the walk. */
  row(position: number, minx: number, miny: number, maxx: number, maxy: number): boolean
}

/** Rows of a run of the lowest level, and runs under one of the level above. */
const FANOUT = 16

/** Bytes that the index of a version will take. */
export const bytesOfIndex = (rows: number, arePoints: boolean): number =>
  Math.ceil(rows * ((arePoints ? 16 : 32) + 36 / (FANOUT - 1)))

/** An index to be filled: `put` once a row, in any order; rows that are nowhere are left out. */
export function openBoxIndex(rows: number, arePoints: boolean) {
  const minx = new Float64Array(rows).fill(Number.NaN)
  const miny = new Float64Array(rows).fill(Number.NaN)
  // The box of a point is the point.
  const maxx = arePoints ? minx : new Float64Array(rows).fill(Number.NaN)
  const maxy = arePoints ? miny : new Float64Array(rows).fill(Number.NaN)
  return {
    put(position: number, [x0, y0, x1, y1]: Bbox): void {
      minx[position] = x0
      miny[position] = y0
      maxx[position] = x1
      maxy[position] = y1
    },
    finish: (): BoxIndex => finished({ minx, miny, maxx, maxy, count: undefined }, bytesOfIndex(rows, arePoints)),
  }
}

/** The boxes of one level; of runs of rows, also how many of these are somewhere. */
interface Level {
  readonly minx: Float64Array
  readonly miny: Float64Array
  readonly maxx: Float64Array
  readonly maxy: Float64Array
  readonly count: Uint32Array | undefined
}

function finished(rows: Level, bytes: number): BoxIndex {
  const levels = [rows]
  for (let level = rows; level.minx.length > FANOUT; ) {
    level = runsOf(level)
    levels.push(level)
  }
  return {
    rows: rows.minx.length,
    bytes,
    walk: (box, visitor) => void walkLevel(levels, levels.length - 1, 0, Number.POSITIVE_INFINITY, box, visitor),
  }
}

/** Runs of the boxes of a level. */
function runsOf({ minx, miny, maxx, maxy, count }: Level): Level {
  const length = Math.ceil(minx.length / FANOUT)
  const runs = {
    minx: new Float64Array(length).fill(Infinity),
    miny: new Float64Array(length).fill(Infinity),
    maxx: new Float64Array(length).fill(-Infinity),
    maxy: new Float64Array(length).fill(-Infinity),
    count: new Uint32Array(length),
  }
  for (let i = 0; i < minx.length; i++) {
    const run = Math.floor(i / FANOUT)
    // What is nowhere compares to nothing.
    if (minx[i]! < runs.minx[run]!) runs.minx[run] = minx[i]!
    if (miny[i]! < runs.miny[run]!) runs.miny[run] = miny[i]!
    if (maxx[i]! > runs.maxx[run]!) runs.maxx[run] = maxx[i]!
    if (maxy[i]! > runs.maxy[run]!) runs.maxy[run] = maxy[i]!
    runs.count[run]! += count ? count[i]! : Number.isNaN(minx[i]!) ? 0 : 1
  }
  return runs
}

/** Walks through the members `from` to `to` of a level. False when the visitor ended the walk. */
function walkLevel(
  levels: readonly Level[],
  depth: number,
  from: number,
  to: number,
  box: Bbox,
  visitor: Visitor,
): boolean {
  const { minx, miny, maxx, maxy, count } = levels[depth]!
  const end = Math.min(to, minx.length)
  for (let i = from; i < end; i++) {
    const [x0, y0, x1, y1] = [minx[i]!, miny[i]!, maxx[i]!, maxy[i]!]
    if (!(x1 >= box[0] && x0 <= box[2] && y1 >= box[1] && y0 <= box[3])) continue
    if (!count) {
      if (!visitor.row(i, x0, y0, x1, y1)) return false
    } else if (visitor.run(x0, y0, x1, y1, count[i]!)) {
      if (!walkLevel(levels, depth - 1, i * FANOUT, (i + 1) * FANOUT, box, visitor)) return false
    }
  }
  return true
}
