import { expect, test } from 'vitest'
import { type Bbox, type InputTable, partitionAt, resolveGraph } from '../../src/kernel/index.ts'
import valmorne from './territory.ts'
import { making, rowsOf } from './testing.ts'

test('the tiles of the terrain hold each relief point, once', async () => {
  const terrain = resolveGraph(valmorne).byName.get('terrain')!
  const { rows } = await rowsOf(valmorne, 'relief_points')
  const cut = terrain.partitions!
  if (cut.by !== 'tile') throw new Error('cut by tiles')
  let cells = 0
  let wrong = 0
  const heights = new Map(rows.map((r) => [`${r.easting} ${r.northing}`, r.elevation as number]))
  for (let index = 0; index < cut.columns * cut.rows; index++) {
    const step = making(valmorne, partitionAt(cut, index))
    await terrain.asset!.make({ points: pointsOf(rows) }, step)
    const [written] = step.rasters
    if (!written || !('bbox' in written)) throw new Error('one raster, by its box')
    const [west, , east, north] = written.bbox
    const width = (east - west) / 20
    written.bands[0]!.values.forEach((z, n) => {
      if (Number.isNaN(z)) return
      const [column, row] = [n % width, Math.floor(n / width)]
      cells++
      if (Math.abs(heights.get(`${west + 20 * column + 10} ${north - 20 * row - 10}`)! - z) > 0.01) wrong++
    })
  }
  expect(cells).toBe(rows.length)
  expect(wrong).toBe(0)
})

/** The relief points as a version pinned by a run would give them: all those whose position is in the box. */
function pointsOf(rows: readonly Record<string, unknown>[]): InputTable {
  const isIn =
    ([w, s, e, n]: Bbox) =>
    (row: Record<string, unknown>) => {
      const [x, y] = (row.location as { coordinates: number[] }).coordinates as [number, number]
      return x >= w && x <= e && y >= s && y <= n
    }
  return {
    name: 'relief_points',
    relation: 'relief_points',
    count: rows.length,
    files: [],
    all: async () => [...rows],
    async *read({ bbox } = {}) {
      yield bbox ? rows.filter(isIn(bbox)) : [...rows]
    },
    grid: () => Promise.reject(new Error('a table of points')),
  } as InputTable
}
