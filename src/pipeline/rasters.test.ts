import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type AssetRef,
  bind,
  definePack,
  fileAsset,
  type GridWindow,
  integer,
  number,
  type OrchestraError,
  type TilePartitions,
  table,
} from '../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from './testing.ts'

const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const seed = given({ name: 'seed', rows: Row, address: 'synthetic:seed' }, async function* () {
  yield [{ id: 1, _row: 1 }]
})

const TILE = 8
const tiles: TilePartitions = {
  by: 'tile',
  crs: 'EPSG:2154',
  origin: [350_000, 6_780_000],
  size: TILE,
  columns: 3,
  rows: 2,
}
const NORTH = tiles.origin[1] + 2 * TILE
const column = number({ title: both('z'), unit: 'm' })
const bands = { east: column, south: column }

/** Metres east of the grid and south of its top, at the north-west corner of each cell. */
const cell = (x: number, y: number) => ({ east: x, south: y })

const windows = new Map<string, GridWindow>()
const failures: string[] = []
const pack = definePack({
  id: 'fields',
  title: both('Fields'),
  description: both('Fields'),
  code: import.meta.url,
  inputs: { seed: Row },
  parameters: {},
  assets: ({ seed }) => {
    const field = fileAsset({
      name: 'field',
      kind: 'raster',
      title: both('Field'),
      from: { seed },
      bands,
      partitions: tiles,
      async make(_, run) {
        const [west, , , north] = run.partition!.bbox!
        const cells = Array.from({ length: TILE * TILE }, (_, i) =>
          cell(west - tiles.origin[0] + (i % TILE), NORTH - north + Math.floor(i / TILE)),
        )
        return run.raster({
          bbox: run.partition!.bbox!,
          step: 1,
          crs: tiles.crs,
          type: 'int16',
          bands: [
            { name: 'east', values: Float32Array.from(cells, (c) => c.east), scale: 0.5, offset: 10 },
            { name: 'south', values: Int16Array.from(cells, (c) => (c.south === 0 ? -32_768 : c.south)) },
          ],
        })
      },
    })
    const reader = fileAsset({
      name: 'reader',
      kind: 'raster',
      title: both('Reader'),
      from: { field: field as AssetRef, seed },
      bands: { sum: column },
      partitions: tiles,
      async make({ field, seed }, run) {
        const [west, south, east, north] = run.partition!.bbox!
        windows.set(
          run.partition!.key,
          await field.grid({ bbox: [west - 2, south, east, north], bands: ['south', 'east'] }),
        )
        for (const attempt of [
          () => field.grid({ bbox: run.partition!.bbox!, bands: ['west'] }),
          () => seed.grid({ bbox: run.partition!.bbox! }),
          () => run.raster({ bbox: run.partition!.bbox!, step: 1, crs: tiles.crs, type: 'uint8', bands: [] }),
        ])
          await attempt().catch((error) => failures.push((error as OrchestraError).code))
        const values = Float32Array.from(windows.get(run.partition!.key)!.bands[0]!)
        return run.raster({
          origin: [west - 2, north],
          width: TILE + 2,
          height: TILE,
          step: [1, 1],
          crs: tiles.crs,
          type: 'float32',
          bands: [{ name: 'sum', values }],
        })
      },
    })
    return [field, reader]
  },
})

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(place([seed], [bind(pack, { inputs: { seed } })]))
})
afterAll(() => house?.close())

test('an asset reads the cells of a raster by box and by the names of its bands', async () => {
  const { run } = await house.run()
  expect(run.state).toBe('done')
  const window = windows.get('1_1')!
  expect(window).toMatchObject({ origin: [350_006, NORTH], step: [1, 1], width: TILE + 2, height: TILE })
  const [south, east] = window.bands
  // The first two columns are of another tile.
  for (let y = 0; y < TILE; y++)
    for (let x = 2; x < TILE + 2; x++) {
      const i = y * (TILE + 2) + x
      expect([east![i], south![i]]).toEqual([6 + x, y === 0 ? Number.NaN : y])
    }
  const outside = windows.get('0_0')!
  expect([outside.origin[0], outside.bands[1]![0], outside.bands[1]![2]]).toEqual([349_998, Number.NaN, 0])
})

test('a wrong band, an input that is no raster, bands not declared: each is refused by name', () => {
  expect(failures.slice(0, 3)).toEqual(['raster.unknown-band', 'raster.none', 'raster.malformed'])
})
