import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lake, openLake } from '../../lake/index.ts'
import { makeDatastreams, observeOfTests, sourceOf } from '../testing.ts'
import { openObservations } from './index.ts'
import { recount } from './recount.ts'

const house = observeOfTests()
let lake: Lake
beforeAll(async () => {
  lake = await openLake({ folder: join(house.folder, 'observations') })
})
afterAll(() => lake.close())

/** The observations of the house over a lake that does something more when it has written a file. */
function withAfterWriting(after: () => Promise<void>) {
  const writeRows: Lake['writeRows'] = async (...given) => {
    const object = await lake.writeRows(...given)
    await after()
    return object
  }
  return openObservations({ store: house.store, lake: { ...lake, writeRows } }, () => {})
}

const minute = (month: number, i: number) => new Date(Date.UTC(2024, month, 1) + i * 60_000)
const filesOnDisk = () =>
  readdirSync(join(house.folder, 'observations', 'objects'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.parquet'),
  ).length
const periodOf = async (month: string) =>
  (
    await house.store.query<{ state: string; rows: number }>(
      'select state, rows from observation_period where month = $1',
      [month],
    )
  )[0]

/** A hundred observations from the start of a month, one a minute. */
async function hundred(month: number) {
  const [datastream] = await makeDatastreams(house.observe, 1)
  const batch = Array.from({ length: 100 }, (_, i) => ({
    ...{ datastream: datastream!, phenomenonStart: minute(month, i), result: i, source: sourceOf(i) },
  }))
  const { ids } = await house.observe.observations.write(batch)
  return { datastream: datastream!, batch, ids: ids as number[] }
}

const read = async (datastream: number) =>
  (await house.observe.observations.page({ datastreams: [datastream], order: 'asc', top: 1000 })).map(
    ({ result }) => result,
  )

test('killed between the writing of a file and the swap: nothing is lost, and the file left is swept', async () => {
  const { datastream, batch } = await hundred(0)
  const killed = withAfterWriting(async () => {
    throw new Error('killed')
  })
  await expect(killed.compact(new Date('2024-03-01'))).rejects.toThrow('killed')
  expect(await periodOf('2024-01-01')).toEqual({ state: 'compacting', rows: 0 })
  expect(filesOnDisk()).toBe(1)
  expect(await read(datastream)).toEqual(batch.map(({ result }) => result))
  // Life goes on meanwhile: a row comes, a duplicate is known.
  const { observations } = house.observe
  const late = { datastream, phenomenonStart: minute(0, 500), result: 'late', source: sourceOf(500) }
  expect(await observations.write([late, batch[3]!])).toMatchObject({ written: 1, duplicates: 1 })
  expect(await observations.compact(new Date('2024-03-01'))).toMatchObject([{ month: '2024-01-01', rows: 101 }])
  expect(await periodOf('2024-01-01')).toEqual({ state: 'cold', rows: 101 })
  expect(filesOnDisk()).toBe(1)
  expect(await read(datastream)).toEqual([...batch.map(({ result }) => result), 'late'])
  expect(await observations.write([late, batch[3]!])).toMatchObject({ written: 0, duplicates: 2 })
})

test('what is written, changed and deleted while a month is compacted is kept so', async () => {
  const { datastream, batch, ids } = await hundred(2)
  const { observations } = house.observe
  let turn = 0
  const busy = withAfterWriting(async () => {
    turn++
    const late = {
      datastream,
      phenomenonStart: minute(2, 1000 + turn),
      result: `late ${turn}`,
      source: sourceOf(1000 + turn),
    }
    expect((await observations.write([late, batch[0]!])).written).toBe(1)
    await house.store.transaction((tx) => observations.update(tx, ids[turn]!, { result: `changed ${turn}` }))
    await house.store.transaction((tx) => observations.remove(tx, ids[50 + turn]!))
    if (turn === 2) await house.store.transaction((tx) => observations.update(tx, ids[1]!, { result: 'changed again' }))
  })
  await busy.compact(new Date('2024-05-01'))
  const first = batch.map(({ result }) => result as unknown)
  first[1] = 'changed 1'
  first.splice(51, 1)
  expect(await read(datastream)).toEqual([...first, 'late 1'])
  expect(await periodOf('2024-03-01')).toEqual({ state: 'cold', rows: 100 })
  // The next day the rest is merged, while more happens.
  await busy.compact(new Date('2024-05-02'))
  first[1] = 'changed again'
  first[2] = 'changed 2'
  first.splice(51, 1)
  expect(await read(datastream)).toEqual([...first, 'late 1', 'late 2'])
  await observations.compact(new Date('2024-05-04'))
  expect(await read(datastream)).toEqual([...first, 'late 1', 'late 2'])
  expect(await periodOf('2024-03-01')).toEqual({ state: 'cold', rows: 100 })
  expect(await observations.latest([datastream])).toMatchObject([{ count: 100, lastResult: 'late 2' }])
  expect(await house.store.query('select from observation_erased')).toEqual([])
  expect((await observations.get(ids[1]!))!.result).toBe('changed again')
  expect(await observations.get(ids[51]!)).toBeUndefined()
})

test('old observations are changed, moved to another month and deleted like recent ones', async () => {
  const { datastream, ids } = await hundred(4)
  const { observations, store } = house.observe
  await observations.compact(new Date('2024-07-01'))
  const change = (id: number, fields: Parameters<typeof observations.update>[2]) =>
    store.transaction((tx) => observations.update(tx, id, fields))
  expect(await change(ids[0]!, { result: true })).toBe(true)
  expect(await change(ids[1]!, { phenomenonStart: new Date('2024-09-09T09:09:09Z'), result: { far: 1 } })).toBe(true)
  expect(await change(-5, { result: 1 })).toBe(false)
  await expect(change(ids[2]!, { phenomenonStart: new Date(Number.NaN) })).rejects.toMatchObject({
    code: 'observe.bad-time',
  })
  expect(await store.transaction((tx) => observations.remove(tx, ids[99]!))).toBe(true)
  expect(await store.transaction((tx) => observations.remove(tx, ids[99]!))).toBe(false)
  expect(await observations.get(ids[1]!)).toMatchObject({
    result: { far: 1 },
    phenomenonStart: new Date('2024-09-09T09:09:09Z'),
  })
  const [state] = await observations.latest([datastream])
  expect(state).toMatchObject({ count: 99, lastId: ids[1], lastResult: { far: 1 }, first: minute(4, 0) })
  expect((await read(datastream)).slice(0, 3)).toEqual([true, 2, 3])
  // From one row inside, from bounds: the state is what counting again gives.
  for (const id of [ids[40]!, ids[0]!, ids[1]!]) {
    await store.transaction((tx) => observations.remove(tx, id))
    const states = await observations.latest([datastream])
    await store.transaction((tx) => recount(tx, lake, [datastream]))
    expect(await observations.latest([datastream])).toEqual(states)
  }
  expect(await observations.latest([datastream])).toMatchObject([{ count: 96, first: minute(4, 2), lastResult: 98 }])
})

test('deleting a datastream or a feature deletes its old observations too', async () => {
  const { observations, registry, store } = house.observe
  const feature = (name: string) =>
    registry.insert(store, 'feature_of_interest', {
      ...{ dataset: 'air', name, description: '', encodingType: 'application/geo+json' },
      feature: { type: 'Point', coordinates: [-1.68, 48.11] },
    })
  const [here, there] = [await feature('here'), await feature('there')]
  const [gone, kept] = await makeDatastreams(house.observe, 2)
  const { ids } = await observations.write([
    { datastream: gone!, phenomenonStart: minute(6, 0), result: 1, foi: here },
    { datastream: kept!, phenomenonStart: minute(6, 0), result: 2, foi: here },
    { datastream: kept!, phenomenonStart: minute(6, 1), result: 3, foi: there },
  ])
  await observations.compact(new Date('2024-09-01'))
  await observations.write([{ datastream: kept!, phenomenonStart: minute(6, 2), result: 4, foi: here }])
  expect(await store.transaction((tx) => registry.remove(tx, 'datastream', gone!))).toBe(true)
  expect(await observations.get(ids[0]!)).toBeUndefined()
  expect(await store.transaction((tx) => registry.remove(tx, 'feature_of_interest', here))).toBe(true)
  expect(await read(kept!)).toEqual([3])
  expect(await observations.latest([kept!])).toMatchObject([{ count: 1, lastResult: 3 }])
  await observations.compact(new Date('2024-09-03'))
  expect(await periodOf('2024-07-01')).toEqual({ state: 'cold', rows: 1 })
})

test('retention deletes what a dataset keeps no longer, in table and files, to the day', async () => {
  const { observations, store } = house.observe
  const [mine] = await makeDatastreams(house.observe, 1, 'homes')
  const [other] = await makeDatastreams(house.observe, 1)
  const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 9, 1 + i, 12)))
  await observations.write(
    [mine!, other!].flatMap((datastream) =>
      days.map((phenomenonStart, i) => ({ datastream, phenomenonStart, result: i })),
    ),
  )
  await observations.compact(new Date('2024-11-10'))
  expect(await periodOf('2024-10-01')).toEqual({ state: 'cold', rows: 62 })
  // 30 days before 20 November begins on 21 October: 20 days are gone.
  const done = await observations.retain(new Date('2024-11-20T15:00:00Z'))
  expect(done).toEqual([{ dataset: 'homes', before: new Date('2024-10-21T00:00:00Z'), removed: 20 }])
  expect(await read(mine!)).toEqual(Array.from({ length: 40 }, (_, i) => i + 20))
  expect(await read(other!)).toHaveLength(60)
  expect(await observations.latest([mine!])).toMatchObject([{ count: 40, first: days[20], lastResult: 59 }])
  expect(await periodOf('2024-10-01')).toEqual({ state: 'cold', rows: 42 })
  expect(await observations.retain(new Date('2024-11-20T18:00:00Z'))).toEqual([])
  await observations.retain(new Date('2025-11-20T15:00:00Z'))
  expect(await read(mine!)).toEqual([])
  expect(await observations.latest([mine!])).toEqual([])
  expect(await store.query('select dataset, removed from retention_run order by id')).toEqual([
    { dataset: 'homes', removed: 20 },
    { dataset: 'homes', removed: 40 },
  ])
})

test('whoever reads while months are compacted sees each observation once', async () => {
  const { observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const batch = Array.from({ length: 2000 }, (_, i) => ({
    ...{ datastream: datastream!, phenomenonStart: new Date(Date.UTC(2023, 0, 1) + i * 3_600_000), result: 1 },
  }))
  await observations.write(batch)
  const range = { datastreams: [datastream!], from: new Date('2022-01-01'), to: new Date('2024-01-01') }
  const reads: Record<string, () => Promise<number>> = {
    count: () => observations.count(range),
    page: async () => (await observations.page({ ...range, order: 'desc', top: 5000 })).length,
    latest: async () => {
      const rows = await observations.page({ ...range, order: 'desc', top: 1000 })
      return new Set(rows.map(({ id }) => id)).size * 2
    },
    sum: async () =>
      (await observations.aggregate({ ...range, step: { seconds: 86_400 * 1000 } })).buckets.reduce(
        (n, b) => n + (b.sum ?? 0),
        0,
      ),
    one: () =>
      observations.asOne(
        range,
        async (tx, from) =>
          (await tx.query<{ n: number }>(`select count(*) as n from ${from} o where datastream = $1`, [datastream]))[0]!
            .n,
      ),
  }
  let isDone = false
  const readers = Object.values(reads).map(async (read) => {
    const seen = new Set<number>()
    while (!isDone) seen.add(await read())
    return [...seen]
  })
  expect((await observations.compact(new Date('2023-08-01'))).length).toBeGreaterThanOrEqual(3)
  isDone = true
  expect(await Promise.all(readers)).toEqual([[2000], [2000], [2000], [2000], [2000]])
})

test('a page that starts too far is refused', async () => {
  const { observations } = house.observe
  await expect(observations.page({ datastreams: [1], order: 'asc', top: 10, skip: 1_000_000 })).rejects.toMatchObject({
    code: 'observe.too-far',
  })
})
