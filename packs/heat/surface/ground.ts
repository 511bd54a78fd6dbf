import { type Cells, eachSpan, polygonsOf } from '../../../src/models/planar/index.ts'
import { triangulate } from '../../../src/models/tin/index.ts'
import type { Metric } from '../read.ts'
import type { Area, GroundPoint } from '../shapes.ts'

/** 1 where the centre of a cell is in the area, row by row from the north. */
export async function insideOf(cells: Cells, area: Metric<typeof Area>): Promise<Uint8Array> {
  const { column, row, width, height, step } = cells
  const inside = new Uint8Array(width * height)
  const box = [column * step, (row + 1 - height) * step, (column + width) * step, (row + 1) * step] as const
  for await (const batch of area.rows(box))
    for (const one of batch)
      for (const polygon of polygonsOf(one.area, area.project))
        eachSpan(polygon, cells, (line, from, to) => inside.fill(1, line * width + from, line * width + to))
  return inside
}

/** Elevations are kept to 1/64 m: exact in binary, so that files compress, and far below what the sources know. */
const GRAIN = 64

/**
 * The terrain, m above sea, from all the points of the territory so that tiles agree. Where `inside` is 0 it may be left NaN.
 */
export async function groundOf(
  cells: Cells,
  points: Metric<typeof GroundPoint>,
  inside?: Uint8Array,
): Promise<Float32Array> {
  const [xy, z]: [number[], number[]] = [[], []]
  for await (const batch of points.rows())
    for (const { elevation, location } of batch) {
      const [x, y] = points.project(location.coordinates)
      xy.push(x!, y!)
      z.push(elevation)
    }
  const exact = triangulate(xy, z).fill(cells, inside)
  const ground = new Float32Array(exact.length)
  for (let i = 0; i < exact.length; i++) ground[i] = Math.round(exact[i]! * GRAIN) / GRAIN
  return ground
}
