import { type CellType, NO_CELL, type RasterBand } from '../../../kernel/index.ts'

/** Cells as a file keeps them. */
export type Cells = Float32Array | Int16Array | Uint8Array

/** Cells furthest from nought that stand for a value: one is kept for what is missing. */
const LIMITS = { int16: [-32_767, 32_767], uint8: [0, 254] } as const

/** Turns the values of a band into cells. Those given as cells are taken as they are. */
export function cellsOf({ values, scale = 1, offset = 0 }: RasterBand, type: CellType): Cells {
  if (!(values instanceof Float32Array)) return values
  if (type === 'float32') return scale === 1 && offset === 0 ? values : values.map((value) => (value - offset) / scale)
  const [least, most] = LIMITS[type]
  const missing = NO_CELL[type]
  const cells = type === 'int16' ? new Int16Array(values.length) : new Uint8Array(values.length)
  const inverse = 1 / scale
  for (let i = 0; i < values.length; i++) {
    const cell = (values[i]! - offset) * inverse
    if (cell >= most) cells[i] = most
    else if (cell <= least) cells[i] = least
    // NaN is neither.
    else cells[i] = cell >= 0 ? cell + 0.5 : cell < 0 ? cell - 0.5 : missing
  }
  return cells
}

/** The same cells at half the resolution: the mean of the four that have a value, or for codes the first of them. */
export function halved(cells: Cells, width: number, height: number, isCode: boolean): Cells {
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const half = new (cells.constructor as new (size: number) => Cells)(columns * rows)
  const missing = missingOf(cells)
  const merge = isCode ? firstOf : cells instanceof Float32Array ? meanOf : roundedMeanOf
  for (let row = 0, at = 0; row < rows; row++) {
    const top = 2 * row * width
    // The last row or column of an odd number stands twice: the mean and the first are those of what is there.
    const bottom = 2 * row + 1 < height ? top + width : top
    const pairs = width >> 1
    for (let i = 0, x = 0; i < pairs; i++, x += 2, at++)
      half[at] = merge(cells[top + x]!, cells[top + x + 1]!, cells[bottom + x]!, cells[bottom + x + 1]!, missing)
    if (pairs < columns) {
      const [a, c] = [cells[top + width - 1]!, cells[bottom + width - 1]!]
      half[at++] = merge(a, a, c, c, missing)
    }
  }
  return half
}

const missingOf = (cells: Cells) =>
  cells instanceof Float32Array ? NO_CELL.float32 : cells instanceof Int16Array ? NO_CELL.int16 : NO_CELL.uint8

type Merge = (a: number, b: number, c: number, d: number, missing: number) => number

const roundedMeanOf: Merge = (a, b, c, d, missing) => {
  if (a !== missing && b !== missing && c !== missing && d !== missing) return (a + b + c + d + 2) >> 2
  let [sum, count] = [0, 0]
  if (a !== missing) [sum, count] = [sum + a, count + 1]
  if (b !== missing) [sum, count] = [sum + b, count + 1]
  if (c !== missing) [sum, count] = [sum + c, count + 1]
  if (d !== missing) [sum, count] = [sum + d, count + 1]
  return count > 0 ? Math.floor(sum / count + 0.5) : missing
}

const meanOf: Merge = (a, b, c, d) => {
  const all = (a + b + c + d) / 4
  if (!Number.isNaN(all)) return all
  let [sum, count] = [0, 0]
  for (const value of [a, b, c, d]) if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
  return count > 0 ? sum / count : Number.NaN
}

const firstOf: Merge = (a, b, c, d, missing) => {
  const is = (cell: number) => cell !== missing && !Number.isNaN(cell)
  return is(a) ? a : is(b) ? b : is(c) ? c : d
}
