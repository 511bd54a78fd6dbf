import type { InputTable } from '../../../src/kernel/index.ts'
import { boxOf, eachSpan, type Polygon } from '../../../src/models/planar/index.ts'
import { bandOf } from '../../heat/maps/hours.ts'

/** The middle of the afternoon. */
const AFTERNOON = bandOf(15)
/** Beyond this side, m, a place is looked at in its middle only: a river that leaves the territory. */
const WIDEST = 3000

/** The mean UTCI of the afternoon over the cells of polygons; null where the map has none. */
export async function utciOver(utci: InputTable, polygons: readonly Polygon[], step: number): Promise<number | null> {
  let [sum, count] = [0, 0]
  for (const polygon of polygons) {
    const bbox = boxOf(polygon)
    if (bbox[2] - bbox[0] > WIDEST || bbox[3] - bbox[1] > WIDEST) continue
    const { origin, width, height, bands } = await utci.grid({ bbox, bands: [AFTERNOON] })
    const values = bands[0]!
    const cells = { step, column: Math.round(origin[0] / step), row: Math.round(origin[1] / step) - 1, width, height }
    eachSpan(polygon, cells, (line, from, to) => {
      for (let i = line * width + from; i < line * width + to; i++)
        if (!Number.isNaN(values[i])) {
          sum += values[i]!
          count++
        }
    })
  }
  return count > 0 ? Math.round((10 * sum) / count) / 10 : null
}
