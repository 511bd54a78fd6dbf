import type { Bbox, InputTable } from '../../../src/kernel/index.ts'
import { type Frame, widened } from '../../heat/frame.ts'

/**
 * The elevation of places (x0, y0, x1, y1…, m) on a raster of the frame, between the middles of its cells; NaN where it is unknown.
 * The raster is read tile by tile.
 */
export async function elevationsAt(
  raster: InputTable,
  places: Float64Array,
  { tiles, step }: Frame,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { origin, size, columns, rows } = tiles
  const elevations = new Float32Array(places.length / 2).fill(Number.NaN)
  const byTile = new Map<number, number[]>()
  for (let i = 0; i < elevations.length; i++) {
    const column = Math.floor((places[2 * i]! - origin[0]) / size)
    const row = Math.floor((places[2 * i + 1]! - origin[1]) / size)
    if (column < 0 || column >= columns || row < 0 || row >= rows) continue
    const inside = byTile.get(row * columns + column)
    if (inside) inside.push(i)
    else byTile.set(row * columns + column, [i])
  }
  for (const [tile, inside] of byTile) {
    signal.throwIfAborted()
    const [x, y] = [origin[0] + (tile % columns) * size, origin[1] + Math.floor(tile / columns) * size]
    const box: Bbox = [x, y, x + size, y + size]
    const { width, height, origin: corner, bands } = await raster.grid({ bbox: widened(box, step), bands: ['ground'] })
    const ground = bands[0]!
    const at = (column: number, row: number) =>
      column >= 0 && column < width && row >= 0 && row < height ? ground[row * width + column]! : Number.NaN
    for (const i of inside) {
      const [u, v] = [(places[2 * i]! - corner[0]) / step - 0.5, (corner[1] - places[2 * i + 1]!) / step - 0.5]
      const [column, row] = [Math.floor(u), Math.floor(v)]
      const [s, t] = [u - column, v - row]
      const between =
        (at(column, row) * (1 - s) + at(column + 1, row) * s) * (1 - t) +
        (at(column, row + 1) * (1 - s) + at(column + 1, row + 1) * s) * t
      // On the edge of what is known, the cell itself.
      elevations[i] = Number.isNaN(between) ? at(Math.round(u), Math.round(v)) : between
    }
  }
  return elevations
}
