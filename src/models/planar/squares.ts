import type { PackedLines } from './packed.ts'

/** Side of the squares in which segments are sorted, m: near the spacing of streets, so that each holds a few. */
export const SQUARE = 64

export const squareOf = (coordinate: number): number => Math.floor(coordinate / SQUARE)

/** One number for a square: rows stay within 2^24 of 0, which is a thousand million metres. */
const keyOf = (column: number, row: number) => column * 0x2000000 + row

/** Segments sorted by where they are. Each is told by its line, and by its first position among those of all lines. */
export interface Squares {
  readonly each: (column: number, row: number, visit: (at: number, line: number) => void) => void
  /** How many squares away from one the farthest segment may be; less than none where there is no segment. */
  readonly farthest: (column: number, row: number) => number
}

/** Sorts the segments of lines into the squares that their boxes meet. */
export function sortedSegments({ offsets, coordinates }: PackedLines): Squares {
  const ranks = new Map<number, number>()
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  const rankOf = (column: number, row: number) => {
    const key = keyOf(column, row)
    const known = ranks.get(key)
    if (known !== undefined) return known
    if (column < west) west = column
    if (column > east) east = column
    if (row < south) south = row
    if (row > north) north = row
    ranks.set(key, ranks.size)
    return ranks.size - 1
  }
  const eachSquare = (visit: (rank: number, at: number) => void) => {
    for (let line = 0; line + 1 < offsets.length; line++)
      for (let at = offsets[line]!; at + 1 < offsets[line + 1]!; at++) {
        const [ax, ay] = [squareOf(coordinates[2 * at]!), squareOf(coordinates[2 * at + 1]!)]
        const [bx, by] = [squareOf(coordinates[2 * at + 2]!), squareOf(coordinates[2 * at + 3]!)]
        for (let u = Math.min(ax, bx); u <= Math.max(ax, bx); u++)
          for (let v = Math.min(ay, by); v <= Math.max(ay, by); v++) visit(rankOf(u, v), at)
      }
  }
  const counts: number[] = []
  eachSquare((rank) => {
    counts[rank] = (counts[rank] ?? 0) + 1
  })
  const starts = new Uint32Array(counts.length + 1)
  for (const [rank, count] of counts.entries()) starts[rank + 1] = starts[rank]! + count
  const segments = new Uint32Array(starts.at(-1)!)
  const next = starts.slice()
  eachSquare((rank, at) => {
    segments[next[rank]!++] = at
  })
  const lineOf = new Uint32Array(coordinates.length / 2)
  for (let line = 0; line + 1 < offsets.length; line++) lineOf.fill(line, offsets[line], offsets[line + 1])
  return {
    each(column, row, visit) {
      const rank = ranks.get(keyOf(column, row))
      if (rank === undefined) return
      for (let i = starts[rank]!; i < starts[rank + 1]!; i++) visit(segments[i]!, lineOf[segments[i]!]!)
    },
    farthest: (column, row) => Math.max(column - west, east - column, row - south, north - row),
  }
}
