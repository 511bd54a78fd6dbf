import type { Grid } from './types.ts'

/** How a value is taken between the centres of cells: that of the cell, or in proportion to the four around. */
export type Sampling = 'nearest' | 'bilinear'

/** Gives the value of a band at a place of the raster's CRS; NaN beyond the grid or where there is none. */
export function sampler(grid: Grid, band: number, sampling: Sampling): (x: number, y: number) => number {
  const { origin, step, width, height } = grid
  const cells = grid.values[band]!
  const at = (column: number, row: number) => cells[row * width + column]!
  const nearest = (u: number, v: number) => at(Math.min(width - 1, Math.floor(u)), Math.min(height - 1, Math.floor(v)))
  return (x, y) => {
    const [u, v] = [(x - origin[0]) / step[0], (origin[1] - y) / step[1]]
    // NaN (a place without projection) fails too.
    if (!(u >= 0 && v >= 0 && u <= width && v <= height) || width === 0 || height === 0) return Number.NaN
    if (sampling === 'nearest') return nearest(u, v)
    const here = nearest(u, v)
    if (Number.isNaN(here)) return here
    const [column, row] = [Math.floor(u - 0.5), Math.floor(v - 0.5)]
    const [fx, fy] = [u - 0.5 - column, v - 0.5 - row]
    let [sum, weight] = [0, 0]
    for (let dy = 0; dy < 2; dy++)
      for (let dx = 0; dx < 2; dx++) {
        const [c, r] = [column + dx, row + dy]
        if (c < 0 || r < 0 || c >= width || r >= height) continue
        const value = at(c, r)
        // A neighbour that is missing takes no part: the others share its weight.
        if (Number.isNaN(value)) continue
        const share = (dx ? fx : 1 - fx) * (dy ? fy : 1 - fy)
        sum += value * share
        weight += share
      }
    return weight > 0 ? sum / weight : here
  }
}
