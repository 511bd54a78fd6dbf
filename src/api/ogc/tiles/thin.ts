import { BUFFER, EXTENT } from './grid.ts'

/** Chooses which points of a tile are shown. */
export interface Thinning {
  /** Offers a point: gives the number of the point it takes the place of, `'more'` when none, `'lost'` when it is not shown. */
  offer(x: number, y: number, rank: number, number: number): number | 'more' | 'lost'
}

/**
 * Shows one point a square: the one of lowest rank. Squares are those of the world, cut in four at each level, so that a
 * point shown at a level is shown at the next; they are whole inside a tile, so that neighbouring tiles agree.
 * `cell` 0 shows all. x and y are not rounded.
 */
export function openThinning(cell: number): Thinning {
  if (cell === 0) return { offer: () => 'more' }
  // A square that sticks out of the buffer belongs to the tile as well.
  const first = Math.floor(-BUFFER / cell)
  const side = Math.floor((EXTENT + BUFFER) / cell) - first + 1
  const holder = new Int32Array(side * side).fill(-1)
  const ranks = new Float64Array(side * side)
  return {
    offer(x, y, rank, number) {
      const square = (Math.floor(y / cell) - first) * side + Math.floor(x / cell) - first
      const held = holder[square]!
      if (held >= 0 && ranks[square]! <= rank) return 'lost'
      ranks[square] = rank
      if (held >= 0) return held
      holder[square] = number
      return 'more'
    },
  }
}
