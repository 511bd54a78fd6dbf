import { afterAll, beforeAll, expect, test } from 'vitest'
import { asset, bind, definePack, integer, table } from '../kernel/index.ts'
import { both, openTestHouse, place, type TestHouse } from '../pipeline/testing.ts'
import { createApi } from './index.ts'
import type { Asset, RowsPage } from './json/shapes.ts'

// An asset of 100,000 partitions, written straight into the store: what is told of it stays small.

const MANY = 100_000
const Count = table('count', { n: integer({ title: both('n'), role: 'id' }) })
const tiles = definePack({
  ...{ id: 'tiles', title: both('tiles'), description: both('tiles'), code: import.meta.url },
  inputs: {},
  parameters: {},
  assets: () => [
    asset({
      name: 'tiles',
      title: both('tiles'),
      from: {},
      rows: Count,
      publish: { licence: 'etalab-2.0', access: 'open', theme: 'regions' },
      partitions: { by: 'tile', crs: 'EPSG:2154', origin: [0, 0], size: 100, columns: 400, rows: MANY / 400 },
      make: () => [{ n: 1 }],
    }),
  ],
})

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(place([], [bind(tiles, { inputs: {} })]))
  const { store, lake } = house.chain
  const { hash } = await lake.writeRows(Count, [[{ n: 1 }]])
  await store.query(
    `insert into asset_state (territory, asset, recipe, fresh, version, swapped)
     values ('test', 'tiles', 'r', '{[0,60000),[70000,${MANY})}', ${MANY}, now())`,
  )
  await store.query(
    `insert into materialization (territory, asset, partition, state, object, media_type, bytes, rows, fingerprint, code,
       parameters, inputs, account)
     select 'test', 'tiles', i, 'published', $1, 'application/vnd.apache.parquet', 500, 1, 'f', 'c', '{}', '[]',
       '{"read":1,"published":1,"merged":0,"quarantined":0}' from generate_series(0, ${MANY - 1}) i`,
    [hash],
  )
  await store.query('insert into current_version select territory, asset, partition, id from materialization')
}, 120_000)
afterAll(() => house?.close())

test('100,000 partitions are told as three ranges and paged without opening them all', async () => {
  const app = createApi({ chain: house.chain, version: '0' })
  const text = await (await app.request('/api/assets/tiles')).text()
  const body = JSON.parse(text) as Asset
  expect(body.partitions).toMatchObject({ total: MANY, fresh: 90_000, stale: 10_000 })
  expect(body.partitions.ranges.map((one) => [one.state, one.count])).toEqual([
    ['fresh', 60_000],
    ['stale', 10_000],
    ['fresh', 30_000],
  ])
  expect(body.rows).toBe(MANY)
  expect(text.length).toBeLessThan(5000)
  for (const path of ['/api/assets', '/api/datasets/tiles', '/api/assets/tiles/lineage', '/metrics'])
    expect((await (await app.request(path)).text()).length, path).toBeLessThan(20_000)
  const before = house.chain.lake.io.read
  const page = (await (await app.request('/api/datasets/tiles/rows?limit=3&offset=70000')).json()) as RowsPage
  expect([page.rows.length, page.total]).toEqual([3, MANY])
  expect(house.chain.lake.io.read - before).toBeLessThan(10_000)
}, 60_000)
