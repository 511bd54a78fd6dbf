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

/** Rows within which a path to the sky misses no roof, and no crown: those have no sharp edges. */
const CLOSE_ROOFS = 24
const CLOSE_CROWNS = 12

/**
 * Fewer cells of a path where they are seen small: all for so many rows, then one a row, beyond twice as many every second row, beyond
 * thrice every third and so on. What is as deep as that part of its distance is still met.
 */
function thin(path: readonly Crossing[], close: number): readonly Crossing[] {
  return path.filter(({ up, isFromBeside }) => up < close || (!isFromBeside && isKept(up, close)))
}

const isKept = (up: number, close: number) => up < close || up % Math.floor(up / close) === 0

/** The cells of a path where roofs are looked for, and those where crowns are, to see the sky. */
export function lookedAt(slope: number, rows: number) {
  const path = trace(slope, rows)
  return { roofs: thin(path, CLOSE_ROOFS), crowns: thin(path, CLOSE_CROWNS), ground: land(slope, rows) }
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

/** The ground has few walls: it is looked at every row up to 8, every second beyond 16 and so on. */
const SMOOTH = 8

function land(slope: number, rows: number): readonly Landing[] {
  return Array.from({ length: rows }, (_, i) => i + 1)
    .filter((up) => isKept(up, SMOOTH))
    .map((up) => {
      const right = Math.sign(slope) * Math.round(Math.abs(slope) * up)
      const beside = slope * up - right
      return { up, right: right === 0 ? 0 : right, next: beside < 0 ? -1 : 1, share: Math.abs(beside) }
    })
}
