import { type Bbox, boxIn, projector } from '../../../../kernel/index.ts'
import { type Raster, sampler } from '../../../../lake/index.ts'
import type { Deps } from '../../../deps.ts'
import type { Band } from '../band.ts'
import type { Coverage } from '../open.ts'
import { colouring, scaleOf } from '../scale.ts'
import type { Picture } from './png.ts'
import type { Colour } from './ramp.ts'
import { rowsThrough } from './warp.ts'

/** What to draw, and how large. */
export interface Drawing {
  /** In `crs`, x first whatever the CRS. */
  readonly bbox: Bbox
  /** As the kernel names it. */
  readonly crs: string
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** The first band when absent. */
  readonly band?: Band | undefined
}

/** Pixels drawn from one reading: at most four cells of the raster a pixel are held. */
const PIXELS_A_READING = 1_000_000
/** How far from its place a pixel may be drawn, as a share of a cell read. */
const TOLERANCE = 0.1

/**
 * Draws a raster in any CRS, its values as colours, what is missing transparent. Cells finer than pixels are averaged, coarser
 * ones interpolated, and codes kept as they are.
 */
export async function drawRaster(
  deps: Pick<Deps, 'rasters' | 'kept'>,
  coverage: Coverage,
  { bbox, crs, width, height, band = coverage.bands[0]! }: Drawing,
): Promise<Picture> {
  const rgba = new Uint8Array(width * height * 4)
  const { raster } = coverage
  const [sideX, sideY] = [(bbox[2] - bbox[0]) / width, (bbox[3] - bbox[1]) / height]
  const shown = shared(bbox, boxIn(raster.bbox, raster.crs, crs))
  if (!shown) return { width, height, rgba }
  const colourOf = colouring(await scaleOf(deps, coverage, band))
  const pixel = (value: number, most: number) => Math.min(most, Math.max(0, value))
  const columns = {
    from: pixel(Math.floor((shown[0] - bbox[0]) / sideX), width),
    to: pixel(Math.ceil((shown[2] - bbox[0]) / sideX), width),
  }
  const rows = {
    from: pixel(Math.floor((bbox[3] - shown[3]) / sideY), height),
    to: pixel(Math.ceil((bbox[3] - shown[1]) / sideY), height),
  }
  const atOnce = Math.max(1, Math.floor(PIXELS_A_READING / width))
  for (let row = rows.from; row < rows.to; row += atOnce) {
    const to = Math.min(rows.to, row + atOnce)
    const left = bbox[0] + columns.from * sideX
    const part: Bbox = [left, bbox[3] - to * sideY, bbox[0] + columns.to * sideX, bbox[3] - row * sideY]
    const values = await valuesIn(deps, raster, band, {
      ...{ bbox: part, crs, width: columns.to - columns.from, height: to - row },
    })
    paint(values, colourOf, { rgba, width, column: columns.from, row, of: columns.to - columns.from })
  }
  return { width, height, rgba }
}

/** What two boxes share; undefined when nothing. */
function shared(a: Bbox, b: Bbox): Bbox | undefined {
  if (!b.every(Number.isFinite)) return a
  const box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])] as const
  return box[0] < box[2] && box[1] < box[3] ? box : undefined
}

/** The values of a band at the centres of the pixels of a box of any CRS: NaN where there is none. */
export async function valuesIn(
  { rasters }: Pick<Deps, 'rasters'>,
  raster: Raster,
  band: Band,
  { bbox, crs, width, height }: Omit<Drawing, 'band'>,
): Promise<Float64Array> {
  const project = projector(crs, raster.crs)
  const [sideX, sideY] = [(bbox[2] - bbox[0]) / width, (bbox[3] - bbox[1]) / height]
  const step = sideThere(project, bbox, [sideX, sideY])
  const box = boxIn(bbox, crs, raster.crs)
  // The cells around the first and last ones take part in their values.
  const margin = Math.max(step, ...raster.step) * 2
  const grid = await rasters.read(raster, {
    bbox: [box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin],
    bands: [band.place],
    coarsening: band.isCode ? 'first' : 'mean',
    step,
  })
  const at = sampler(grid, 0, band.isCode ? 'nearest' : 'bilinear')
  const follow = rowsThrough(project, bbox[0] + sideX / 2, sideX, Math.min(...grid.step) * TOLERANCE)
  const values = new Float64Array(width * height)
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)]
  for (let row = 0; row < height; row++) {
    follow(bbox[3] - (row + 0.5) * sideY, xs, ys)
    for (let i = 0; i < width; i++) values[row * width + i] = at(xs[i]!, ys[i]!)
  }
  return values
}

/** The side of a pixel at the middle of a box, in units of another CRS: the shorter of the two. */
function sideThere(project: (p: number[]) => number[], bbox: Bbox, [sideX, sideY]: readonly [number, number]): number {
  const [x, y] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2]
  const [here, east, north] = [project([x, y]), project([x + sideX, y]), project([x, y + sideY])]
  const far = (there: number[]) => Math.hypot(there[0]! - here[0]!, there[1]! - here[1]!)
  return Math.min(far(east), far(north))
}

interface Canvas {
  readonly rgba: Uint8Array
  readonly width: number
  readonly column: number
  readonly row: number
  /** Columns painted. */
  readonly of: number
}

function paint(
  values: Float64Array,
  colourOf: (value: number) => Colour | undefined,
  { rgba, width, column, row, of }: Canvas,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    const colour = colourOf(value)
    if (!colour) continue
    const at = ((row + Math.floor(i / of)) * width + column + (i % of)) * 4
    rgba[at] = colour[0]
    rgba[at + 1] = colour[1]
    rgba[at + 2] = colour[2]
    rgba[at + 3] = 255
  }
}
