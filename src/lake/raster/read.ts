import { imageOf, readCells, valuesOf } from './cells.ts'
import { tooManyCells } from './faults.ts'
import type { OpenTiff } from './tiff.ts'
import type { Coarsening, Grid, Raster, RasterPart, Window } from './types.ts'

/** Cells that one reading may touch: 64 million of 8 bytes take half a second, read piece by piece. */
const MOST_READ = 64_000_000
/** Cells that one reading may give, all bands together: 32 MB. */
export const MOST_GIVEN = 4_000_000
/** Cells of a file in memory at once. */
const PIECE = 1_000_000

/** A window in cells of a level: those of the raster divided by a power of two, so that neighbouring windows agree. */
interface Plan {
  readonly factor: number
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

/** The cells that a window asks for: none when it is beyond the raster. */
export function planOf({ bbox, step, width, height }: Raster, window: Pick<Window, 'bbox' | 'step'>): Plan {
  const wanted = (window.step ?? step[0]) / Math.max(step[0], step[1])
  const factor = 2 ** Math.max(0, Math.floor(Math.log2(wanted) + 1e-9))
  // A cell merely touched by rounding is not asked for.
  const [west, north] = [bbox[0], bbox[3]]
  const first = (value: number) => Math.max(0, Math.floor(value / factor + 1e-6))
  const last = (value: number, most: number) => Math.min(Math.ceil(most / factor), Math.ceil(value / factor - 1e-6))
  const [column, row] = [first((window.bbox[0] - west) / step[0]), first((north - window.bbox[3]) / step[1])]
  return {
    factor,
    column,
    row,
    width: Math.max(0, last((window.bbox[2] - west) / step[0], width) - column),
    height: Math.max(0, last((north - window.bbox[1]) / step[1], height) - row),
  }
}

/** Reads a window. Throws `raster.too-large` before reading anything that is beyond the limits. */
export async function readGrid(tiffs: OpenTiff, raster: Raster, window: Window): Promise<Grid> {
  const plan = planOf(raster, window)
  const cells = plan.width * plan.height
  const given = cells * window.bands.length
  if (given > MOST_GIVEN) throw tooManyCells(given, MOST_GIVEN)
  const parts = raster.parts.filter((part) => meets(part, plan))
  const touched = parts.reduce((sum, part) => sum + cellsOf(part, plan), 0) * window.bands.length
  if (touched > MOST_READ) throw tooManyCells(touched, MOST_READ)
  const values = window.bands.map(() => new Float64Array(cells).fill(Number.NaN))
  const weights = window.coarsening === 'mean' && plan.factor > 1 ? values.map(() => new Uint32Array(cells)) : undefined
  for (const part of parts) await readPart(tiffs, part, plan, window, values, weights)
  if (weights) for (const [i, sums] of values.entries()) divide(sums, weights[i]!)
  const { bbox, step } = raster
  const side = [step[0] * plan.factor, step[1] * plan.factor] as const
  return {
    origin: [bbox[0] + plan.column * side[0], bbox[3] - plan.row * side[1]],
    step: side,
    width: plan.width,
    height: plan.height,
    values,
  }
}

/** Sums to means. */
function divide(sums: Float64Array, weights: Uint32Array): void {
  for (let i = 0; i < sums.length; i++) if (weights[i]! > 1) sums[i]! /= weights[i]!
}

/** Rows and columns of a part inside a window, in cells of the raster. */
function inside(part: RasterPart, { factor, column, row, width, height }: Plan) {
  return {
    left: Math.max(0, column * factor - part.column),
    top: Math.max(0, row * factor - part.row),
    right: Math.min(part.width, (column + width) * factor - part.column),
    bottom: Math.min(part.height, (row + height) * factor - part.row),
  }
}

function meets(part: RasterPart, plan: Plan): boolean {
  const { left, top, right, bottom } = inside(part, plan)
  return left < right && top < bottom
}

/**
 * The smaller image to read: the smallest whose cells fall on those of the window, or, in a part that begins in the midst of one,
 * are at most half of one: they are then a quarter of one off at most.
 */
const overviewFor = ({ overviews, column, row }: RasterPart, { factor }: Plan) =>
  overviews.find(
    (one) =>
      factor % one.factor === 0 && ((column % one.factor === 0 && row % one.factor === 0) || 2 * one.factor <= factor),
  )

function cellsOf(part: RasterPart, plan: Plan): number {
  const { left, top, right, bottom } = inside(part, plan)
  const scale = overviewFor(part, plan)?.factor ?? 1
  return ((right - left) * (bottom - top)) / scale ** 2
}

async function readPart(
  tiffs: OpenTiff,
  part: RasterPart,
  plan: Plan,
  { bands, coarsening }: Window,
  values: readonly Float64Array[],
  weights: readonly Uint32Array[] | undefined,
): Promise<void> {
  const overview = overviewFor(part, plan)
  const scale = overview?.factor ?? 1
  const box = inside(part, plan)
  const image = await imageOf(tiffs, part.path, overview?.image ?? 0)
  const [left, top] = [Math.floor(box.left / scale), Math.floor(box.top / scale)]
  const right = Math.min(image.getWidth(), Math.ceil(box.right / scale))
  const bottom = Math.min(image.getHeight(), Math.ceil(box.bottom / scale))
  // Pieces end where tiles do: none is decompressed twice.
  const block = image.getTileHeight()
  const rows = block * Math.max(1, Math.floor(PIECE / ((right - left) * bands.length * block)))
  for (let from = top; from < bottom; ) {
    const to = Math.min(bottom, Math.floor(from / block) * block + rows)
    const read = await readCells(part.path, image, [left, from, right, to], bands)
    const placed = { column: part.column / scale + left, row: part.row / scale + from, width: right - left }
    for (const [i, cells] of read.entries()) {
      const numbers = valuesOf(cells, image, part.scales[bands[i]!]!, new Float64Array(cells.length))
      scatter(numbers, placed, { plan, ratio: plan.factor / scale, coarsening }, values[i]!, weights?.[i])
    }
    from = to
  }
}

/** Puts the cells of a piece where they belong in the window, by their middles: several in one where it is coarser. */
function scatter(
  cells: Float64Array,
  piece: { readonly column: number; readonly row: number; readonly width: number },
  { plan, ratio, coarsening }: { readonly plan: Plan; readonly ratio: number; readonly coarsening: Coarsening },
  into: Float64Array,
  weights: Uint32Array | undefined,
): void {
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i]!
    if (Number.isNaN(value)) continue
    const column = Math.floor((piece.column + (i % piece.width) + 0.5) / ratio) - plan.column
    const row = Math.floor((piece.row + Math.floor(i / piece.width) + 0.5) / ratio) - plan.row
    if (column < 0 || row < 0 || column >= plan.width || row >= plan.height) continue
    const at = row * plan.width + column
    if (weights && coarsening === 'mean') {
      into[at] = weights[at] === 0 ? value : into[at]! + value
      weights[at]!++
    } else if (Number.isNaN(into[at])) into[at] = value
  }
}
