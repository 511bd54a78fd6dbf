import type { Cells } from './cells.ts'

/** Where a tile stands in an image, and the side of tiles. */
export interface TilePlace {
  readonly column: number
  readonly row: number
  readonly side: number
}

/**
 * Cuts a tile and prepares it for compression: each cell less the one before it in its row (TIFF 6.0, section 14; for floats
 * their bytes apart, the highest first: Adobe Photoshop TIFF Technical Note 3). Beyond the image, the differences are nought.
 */
export function tileBytes(cells: Cells, width: number, height: number, { column, row, side }: TilePlace): Uint8Array {
  const [left, top] = [column * side, row * side]
  const [columns, rows] = [Math.min(side, width - left), Math.min(side, height - top)]
  if (cells instanceof Float32Array) return floatBytes(cells, width, { left, top, columns, rows, side })
  const tile = cells instanceof Int16Array ? new Int16Array(side * side) : new Uint8Array(side * side)
  for (let y = 0; y < rows; y++) {
    const from = (top + y) * width + left
    let before = 0
    for (let x = 0, at = y * side; x < columns; x++, at++) {
      const cell = cells[from + x]!
      tile[at] = cell - before
      before = cell
    }
  }
  return new Uint8Array(tile.buffer)
}

interface Cut {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  readonly side: number
}

function floatBytes(cells: Float32Array, width: number, { left, top, columns, rows, side }: Cut): Uint8Array {
  const tile = new Uint8Array(side * side * 4)
  const line = new Float32Array(side)
  const bits = new Uint32Array(line.buffer)
  for (let y = 0; y < rows; y++) {
    const from = (top + y) * width + left
    line.set(cells.subarray(from, from + columns))
    line.fill(line[columns - 1]!, columns)
    const [a, b, c, d] = [0, 1, 2, 3].map((plane) => y * side * 4 + plane * side) as [number, number, number, number]
    for (let x = 0; x < side; x++) {
      const word = bits[x]!
      tile[a + x] = word >>> 24
      tile[b + x] = word >>> 16
      tile[c + x] = word >>> 8
      tile[d + x] = word
    }
    for (let at = (y + 1) * side * 4 - 1, first = y * side * 4; at > first; at--) tile[at]! -= tile[at - 1]!
  }
  return tile
}
