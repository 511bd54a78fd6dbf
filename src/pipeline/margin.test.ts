import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bind,
  definePack,
  fileAsset,
  integer,
  number,
  type Partitions,
  partitionAt,
  type TilePartitions,
  table,
} from '../kernel/index.ts'
import { readStates } from './state.ts'
import { both, given, openTestHouse, place, type TestHouse } from './testing.ts'

const SIDE = 4
const CELLS = 10
const grid: TilePartitions = {
  by: 'tile',
  crs: 'EPSG:2154',
  origin: [350_000, 6_780_000],
  size: CELLS,
  columns: SIDE,
  rows: SIDE,
}
const other: TilePartitions = { ...grid, size: 2 * CELLS, columns: SIDE / 2, rows: SIDE / 2 }
const keys = Array.from({ length: SIDE * SIDE }, (_, i) => partitionAt(grid, i).key)

const Height = table('height', { id: integer({ title: both('id'), role: 'id' }), z: number({ title: both('z') }) })
/** One height a tile, each of its own file. */
const heights = given(
  { name: 'heights', rows: Height, partitions: grid, address: 'test:heights/{key}' },
  async function* (file) {
    const text = await (await import('node:fs/promises')).readFile(file!.path, 'utf8')
    yield [{ id: 1, z: Number(text), _row: 1 }]
  },
)

const MARGIN = 3
const made = new Set<string>()
const sums = new Map<string, number>()
const bands = { z: number({ title: both('z'), unit: 'm' }) }

const pack = definePack({
  id: 'slopes',
  title: both('Slopes'),
  description: both('Slopes'),
  code: import.meta.url,
  inputs: { heights: Height },
  parameters: {},
  assets: ({ heights }) => {
    const ground = fileAsset({
      name: 'ground',
      kind: 'raster',
      title: both('Ground'),
      from: { heights },
      bands,
      partitions: grid,
      async make({ heights }, run) {
        const [row] = await heights.all()
        const values = new Float32Array(CELLS * CELLS).fill(row!.z)
        return run.raster({
          ...{ bbox: run.partition!.bbox!, step: 1, crs: grid.crs, type: 'float32' },
          bands: [{ name: 'z', values }],
        })
      },
    })
    /** The sum of all the cells within the margin of each tile. */
    const around = (name: string, partitions: Partitions | undefined, margin?: number) =>
      fileAsset({
        name,
        kind: 'raster',
        title: both(name),
        from: { ground },
        bands,
        ...(partitions && { partitions }),
        ...(margin !== undefined && { margin }),
        async make({ ground }, run) {
          const tile = run.partition?.bbox ?? [350_000, 6_780_000, 350_040, 6_780_040]
          const [west, south, east, north] = tile
          const wide = [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN] as const
          const { bands, width, height } = await ground.grid({ bbox: wide })
          expect([width, height]).toEqual([east - west + 2 * MARGIN, north - south + 2 * MARGIN])
          const key = `${name} ${run.partition?.key ?? 'all'}`
          made.add(key)
          sums.set(
            key,
            bands[0]!.reduce((sum, z) => sum + (Number.isNaN(z) ? 0 : z), 0),
          )
          return run.raster({
            ...{ bbox: wide, step: 1, crs: grid.crs, type: 'float32' },
            bands: [{ name: 'z', values: bands[0]! }],
          })
        },
      })
    return [
      ground,
      around('slope', grid, MARGIN),
      around('alone', grid),
      around('coarse', other, MARGIN),
      around('whole', undefined),
    ]
  },
})

let house: TestHouse
const cells = (key: string) =>
  house.contents.set(`test:heights/${key}`, String(Number(house.contents.get(`test:heights/${key}`) ?? 0) + 1))
beforeAll(async () => {
  house = await openTestHouse(place([heights], [bind(pack, { inputs: { heights } })]))
  for (const [i, key] of keys.entries()) house.contents.set(`test:heights/${key}`, String(10 * i))
})
afterAll(() => house?.close())

const madeOf = (name: string) => [...made].filter((key) => key.startsWith(`${name} `)).map((key) => key.split(' ')[1]!)

test('a tile reads the cells of its neighbours within the margin, and no farther', async () => {
  const { run } = await house.run()
  expect(run.state).toBe('done')
  expect([madeOf('slope').length, madeOf('alone').length, madeOf('coarse').length, madeOf('whole').length]).toEqual([
    16, 16, 4, 1,
  ])
  // Tile 1_1 (50) with a strip of 3 cells of its neighbours 0 to 100, corners of 3 × 3.
  const strips = CELLS * MARGIN * (10 + 90 + 40 + 60)
  const corners = MARGIN * MARGIN * (0 + 20 + 80 + 100)
  expect(sums.get('slope 1_1')).toBe(100 * 50 + strips + corners)
  expect(sums.get('alone 1_1')).toBe(100 * 50)
})

test('one changed tile makes again itself and its neighbours, of the same grid only; of another, or none, all', async () => {
  made.clear()
  cells('1_1')
  const { run, steps } = await house.run()
  expect(run.state).toBe('done')
  expect(steps.find((step) => step.asset === 'ground')).toMatchObject({ made: 1 })
  expect(madeOf('slope').sort()).toEqual(['0_0', '0_1', '0_2', '1_0', '1_1', '1_2', '2_0', '2_1', '2_2'])
  expect(madeOf('alone')).toEqual(['1_1'])
  expect(madeOf('coarse')).toHaveLength(4)
  expect(madeOf('whole')).toHaveLength(1)
  expect(sums.get('slope 2_2')).toBe(
    100 * 100 + MARGIN * CELLS * (60 + 140 + 90 + 110) + MARGIN * MARGIN * (51 + 70 + 130 + 150),
  )
})

test('at the edge of the grid, what is beyond is nothing and nobody waits for it', async () => {
  made.clear()
  cells('3_3')
  expect((await house.run()).run.state).toBe('done')
  expect(madeOf('slope').sort()).toEqual(['2_2', '2_3', '3_2', '3_3'])
  const states = await readStates(house.chain.store, 'test')
  expect(states.get('slope')!.fresh).toEqual([[0, 16]])
})

test('lineage and fingerprint count the neighbours', async () => {
  const rows = await house.chain.store.query<{ partition: number; inputs: { asset: string; partitions: number }[] }>(
    `select partition, inputs from materialization where asset = 'slope' and partition in (0, 1, 5) order by id`,
  )
  const counts = new Map(rows.map(({ partition, inputs }) => [Number(partition), inputs[0]!.partitions]))
  expect([counts.get(0), counts.get(1), counts.get(5)]).toEqual([4, 6, 9])
  const [{ n } = { n: 0 }] = await house.chain.store.query<{ n: number }>(
    `select count(distinct fingerprint)::int as n from materialization where asset = 'slope' and partition = 5`,
  )
  expect(n).toBe(2)
})

test('a margin is a length around what is cut by tile', () => {
  const wrong = (margin: number, partitions?: Partitions) => () => {
    const asset = fileAsset({
      name: 'wrong',
      kind: 'raster',
      title: both('Wrong'),
      from: {},
      margin,
      ...(partitions && { partitions }),
      make: () => Promise.reject(new Error('never')),
    })
    house.use(
      place([heights], [bind(definePack({ ...pack, id: 'wrong', inputs: {}, assets: () => [asset] }), { inputs: {} })]),
    )
  }
  for (const attempt of [
    wrong(3),
    wrong(-1, grid),
    wrong(Number.NaN, grid),
    wrong(3, { by: 'day', from: '2024-01-01' }),
  ])
    expect(attempt).toThrow(expect.objectContaining({ code: 'graph.margin' }))
  expect(wrong(0, grid)).not.toThrow()
})
