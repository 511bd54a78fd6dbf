/** A cell that a ray from the middle of a cell crosses, towards the row above; lengths are in rows. */
export interface Crossing {
  /** From the cell where the ray starts. */
  readonly up: number
  readonly right: number
  /** Rows gone up where the ray comes in and where it goes out. */
  readonly enters: number
  readonly leaves: number
  /** Whether the ray comes from the column beside, and not from the row below. */
  readonly isFromBeside: boolean
}

/** Closer than this a ray goes through a corner: it crosses the cell beyond, neither of those aside. */
const CORNER = 1e-9

/**
 * The cells that a ray crosses, its own first, up to so many rows: J. Amanatides, A. Woo, « A fast voxel traversal algorithm for ray
 * tracing », Eurographics 1987.
 *
 * @param slope columns to the right for a row up, -1 to 1
 */
export function trace(slope: number, rows: number): readonly Crossing[] {
  const path: Crossing[] = []
  const right = Math.sign(slope)
  let [up, columns, enters, isFromBeside] = [0, 0, 0, false]
  while (up <= rows) {
    const row = up + 0.5
    const column = (columns + 0.5) / Math.abs(slope)
    const leaves = Math.min(row, column)
    path.push({ up, right: columns * right, enters, leaves, isFromBeside })
    isFromBeside = column < row - CORNER
    if (!isFromBeside) up++
    if (column < row + CORNER) columns++
    enters = leaves
  }
  return path.map((cell) => (cell.right === 0 ? { ...cell, right: 0 } : cell))
}

/** Whether a row is among those looked at: all of the first `close`, every second beyond twice as many, every third beyond thrice. */
const isKept = (up: number, close: number) => up < close || up % Math.floor(up / close) === 0

/** Rows within which a path to the sky misses no cell. */
const CLOSE = 24

/**
 * Fewer cells of a path where they are seen small: beyond 24 rows one a row, beyond 48 every second row, beyond 72 every third and so
 * on. What is as deep as a twenty-fourth of its distance is still met.
 */
export function thin(path: readonly Crossing[]): readonly Crossing[] {
  return path.filter(({ up, isFromBeside }) => up < CLOSE || (!isFromBeside && isKept(up, CLOSE)))
}

/** Where a ray from the middle of a cell crosses the middle of a row above. */
export interface Landing {
  readonly up: number
  /** Columns right of the cell of the row it crosses there. */
  readonly right: number
  /** The neighbour of that cell it is nearest to, and the share of the way between their middles, 0 to 1/2. */
  readonly next: -1 | 1
  readonly share: number
}

/** The ground has few walls: it is looked at every row up to 12, every second beyond 24 and so on. */
const SMOOTH = 12

export function land(slope: number, rows: number): readonly Landing[] {
  return Array.from({ length: rows }, (_, i) => i + 1)
    .filter((up) => isKept(up, SMOOTH))
    .map((up) => {
      const right = Math.sign(slope) * Math.round(Math.abs(slope) * up)
      const beside = slope * up - right
      return { up, right: right === 0 ? 0 : right, next: beside < 0 ? -1 : 1, share: Math.abs(beside) }
    })
}
