import type { Bbox, GridWindow } from '../../kernel/index.ts'
import { imageOf, readCells, valuesOf } from './cells.ts'
import { tooManyCells } from './faults.ts'
import type { OpenTiff } from './tiff.ts'
import type { Raster } from './types.ts'

/** Cells that one window may give, all bands together: 256 MB. */
const MOST_GIVEN = 64_000_000

/** Reads the cells of a box as they are, NaN beyond the raster. One band of one file is read at a time. Throws `raster.too-large`. */
export async function readWindow(
  tiffs: OpenTiff,
  raster: Raster,
  bbox: Bbox,
  bands: readonly number[],
): Promise<GridWindow> {
  const [stepX, stepY] = raster.step
  const [west, north] = [raster.bbox[0], raster.bbox[3]]
  // A cell merely touched by rounding is not given.
  const left = Math.floor((bbox[0] - west) / stepX + 1e-6)
  const top = Math.floor((north - bbox[3]) / stepY + 1e-6)
  const width = Math.max(0, Math.ceil((bbox[2] - west) / stepX - 1e-6) - left)
  const height = Math.max(0, Math.ceil((north - bbox[1]) / stepY - 1e-6) - top)
  const cells = width * height * bands.length
  if (!(cells <= MOST_GIVEN)) throw tooManyCells(cells, MOST_GIVEN)
  const values = bands.map(() => new Float32Array(width * height).fill(Number.NaN))
  for (const part of raster.parts) {
    const from = { column: Math.max(left, part.column), row: Math.max(top, part.row) }
    const to = {
      column: Math.min(left + width, part.column + part.width),
      row: Math.min(top + height, part.row + part.height),
    }
    const columns = to.column - from.column
    if (columns <= 0 || to.row <= from.row) continue
    const image = await imageOf(tiffs, part.path, 0)
    const box = [from.column - part.column, from.row - part.row, to.column - part.column, to.row - part.row] as const
    for (const [i, band] of bands.entries()) {
      const [read] = await readCells(part.path, image, box, [band])
      const numbers = valuesOf(read!, image, part.scales[band]!, new Float32Array(read!.length))
      for (let row = from.row; row < to.row; row++) {
        const at = (row - from.row) * columns
        values[i]!.set(numbers.subarray(at, at + columns), (row - top) * width + from.column - left)
      }
    }
  }
  return { origin: [west + left * stepX, north - top * stepY], step: raster.step, width, height, bands: values }
}
