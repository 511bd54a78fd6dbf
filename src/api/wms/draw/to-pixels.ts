import { type Bbox, projector } from '../../../kernel/index.ts'

/** Puts a position of the data at `out[0]`, `out[1]`, in pixels of the picture from its upper left corner. */
export type ToPixels = (x: number, y: number, out: Float64Array) => void

/** The ground that a picture shows. */
export interface View {
  /** As the kernel names it. */
  readonly crs: string
  /** In that CRS, x first. */
  readonly box: Bbox
  readonly width: number
  readonly height: number
}

/** Cells a side of the grid that stands for a conversion between two CRS. */
const CELLS = 32
/** Pixels by which the grid may be wrong: none sees an eighth. */
const TOLERANCE = 1 / 8

const lonlat = new Set(['EPSG:4326', 'OGC:CRS84'])

/**
 * The way from the CRS of the data to the pixels of a view. Between two CRS a grid of exact positions is laid over the view,
 * and what lies in it is interpolated where that is as good as exact: ten times faster.
 * @param around the view in the CRS of the data
 */
export function toPixels(from: string, view: View, around: Bbox): ToPixels {
  const [minx, miny, maxx, maxy] = view.box
  const [sx, sy] = [view.width / (maxx - minx), view.height / (maxy - miny)]
  if (from === view.crs || (lonlat.has(from) && lonlat.has(view.crs)))
    return (x, y, out) => {
      out[0] = (x - minx) * sx
      out[1] = (maxy - y) * sy
    }
  const project = projector(from, view.crs)
  const exact: ToPixels = (x, y, out) => {
    const [px, py] = project([x, y])
    out[0] = (px! - minx) * sx
    out[1] = (maxy - py!) * sy
  }
  return interpolated(exact, around) ?? exact
}

/** The same by interpolation in the box, exactly outside; undefined where the conversion bends too much for it. */
function interpolated(exact: ToPixels, [west, south, east, north]: Bbox): ToPixels | undefined {
  const [dx, dy] = [(east - west) / CELLS, (north - south) / CELLS]
  if (!(dx > 0 && dy > 0)) return undefined
  const side = CELLS + 1
  const [xs, ys] = [new Float64Array(side * side), new Float64Array(side * side)]
  const out = new Float64Array(2)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      exact(west + column * dx, south + row * dy, out)
      xs[row * side + column] = out[0]!
      ys[row * side + column] = out[1]!
    }
  const inside: ToPixels = (x, y, to) => {
    const u = (x - west) / dx
    const v = (y - south) / dy
    if (!(u >= 0 && v >= 0 && u < CELLS && v < CELLS)) return exact(x, y, to)
    const column = Math.floor(u)
    const at = Math.floor(v) * side + column
    const [a, b] = [u - column, v - Math.floor(v)]
    const [p, q, r, s] = [(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b]
    to[0] = xs[at]! * p + xs[at + 1]! * q + xs[at + side]! * r + xs[at + side + 1]! * s
    to[1] = ys[at]! * p + ys[at + 1]! * q + ys[at + side]! * r + ys[at + side + 1]! * s
  }
  const near = new Float64Array(2)
  // The middles of cells are where interpolation is the worst: those along a diagonal and an edge tell.
  for (let i = 0; i < CELLS; i++)
    for (const j of [i, 0, CELLS - 1 - i]) {
      const [x, y] = [west + (i + 0.5) * dx, south + (j + 0.5) * dy]
      exact(x, y, out)
      inside(x, y, near)
      if (!(Math.abs(out[0]! - near[0]!) < TOLERANCE && Math.abs(out[1]! - near[1]!) < TOLERANCE)) return undefined
    }
  return inside
}
