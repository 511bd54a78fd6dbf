import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import {
  boolean,
  type ColumnType,
  date,
  geometry,
  instant,
  integer,
  json,
  nullable,
  number,
  sql,
  type Table,
  table,
  text,
} from '../../kernel/index.ts'
import { seeded } from '../../kernel/testing/random.ts'
import type { Batch, Row } from '../index.ts'
import { about, lakeOfTests } from '../testing.ts'
import type { TableFiles } from '../types.ts'

const made = lakeOfTests()

const Thing: Table = table('thing', {
  id: integer({ ...about('id'), role: 'id' }),
  wide: nullable(integer(about('wide'))),
  measure: nullable(number({ ...about('measure'), unit: 'm' })),
  few: nullable(text(about('few'))),
  many: nullable(text(about('many'))),
  flag: nullable(boolean(about('flag'))),
  time: nullable(instant(about('time'))),
  day: nullable(date(about('day'))),
  more: nullable(json(about('more'))),
  never: nullable(number(about('never'))),
  place: nullable(geometry({ ...about('place'), types: ['Point', 'LineString'] })),
})
const columns = Object.keys(Thing.columns)
const typeOf = (name: string) => Thing.columns[name]!.column

/** Rows whose missing values come now scattered, now in long runs. */
function things(count: number, seed: number): Row[] {
  const random = seeded(seed)
  const maybe = <T>(i: number, value: () => T) =>
    (Math.floor(i / 5000) % 2 === 0 ? random() < 0.3 : i % 5000 < 900) ? null : value()
  const whole = (most: number) => Math.floor((random() - 0.5) * 2 * most)
  return Array.from({ length: count }, (_, i) => ({
    id: seed * 1_000_000 + i,
    wide: maybe(i, () => whole(Number.MAX_SAFE_INTEGER)),
    measure: maybe(i, () => (random() - 0.5) * 10 ** whole(30)),
    few: maybe(i, () => ['érable', 'tilleul', '', 'chêne 🌳'][whole(2) + 2]),
    many: maybe(i, () => `${random()} — ${'é'.repeat(whole(20) + 20)}`),
    flag: maybe(i, () => random() < 0.5),
    time: maybe(i, () => new Date(whole(4e12))),
    day: maybe(i, () => new Date(whole(4e12)).toISOString().slice(0, 10)),
    more: maybe(i, () => ({ a: whole(9), 'é"': [null, random()] })),
    never: null,
    place: maybe(i, () =>
      random() < 0.5
        ? { type: 'Point', coordinates: [random(), random()] }
        : { type: 'LineString', coordinates: Array.from({ length: 2 + (i % 7) }, () => [random(), random()]) },
    ),
  }))
}

const stored = async (...parts: Row[][]): Promise<TableFiles> => {
  const hashes: string[] = []
  for (const rows of parts) hashes.push((await made.lake.writeRows(Thing, [rows])).hash)
  return { shape: Thing, hashes }
}

/** Values of a batch as they are read by type. */
function told(type: ColumnType, batch: Batch, column: number, row: number): unknown {
  if (type === 'geometry') return Buffer.from(batch.bytes(column, row) ?? []).toString('hex')
  return ['text', 'json', 'date'].includes(type) ? batch.text(column, row) : batch.number(column, row)
}

async function valuesOf(batches: AsyncIterable<Batch>, names: readonly string[]): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for await (const batch of batches)
    for (let row = 0; row < batch.count; row++) rows.push(names.map((name, i) => told(typeOf(name), batch, i, row)))
  return rows
}

/** All the rows, by a query. */
function queried(files: TableFiles): Promise<unknown[][]> {
  const query = sql`select id::DOUBLE, wide::DOUBLE, measure, few, many, flag::DOUBLE, epoch_ms("time")::DOUBLE, "day"::VARCHAR,
    more::VARCHAR, never, ST_AsWKB(place) from ${{ relation: 'data' }} order by _position`
  return valuesOf(made.lake.stream(query, new Map([['data', { ...files, positioned: true }]])), columns)
}

test('rows taken by their places are those of a query, of any type, missing or not, over groups and files', async () => {
  const files = await stored(things(40_000, 1), things(3, 2), things(20_000, 3))
  const rows = await queried(files)
  expect(rows.length).toBe(60_003)
  const random = seeded(7)
  const some = rows.flatMap((_, i) => (random() < 0.05 ? [i] : []))
  const asked = [[0], [60_002], [16_383, 16_384], [39_999, 40_000, 40_001, 40_002, 40_003], some, [...rows.keys()]]
  for (const positions of asked)
    expect(await valuesOf(made.lake.take(files, columns, positions), columns)).toEqual(positions.map((i) => rows[i]))
  const names = ['place', 'id', 'few']
  const places = names.map((name) => columns.indexOf(name))
  expect(await valuesOf(made.lake.take(files, names, some), names)).toEqual(
    some.map((i) => places.map((place) => rows[i]![place])),
  )
  expect(await valuesOf(made.lake.take(files, columns, []), columns)).toEqual([])
}, 60_000)

test('long values, of which a group holds megabytes, are taken as well', async () => {
  const rows = things(600, 4).map((row, i) => ({ ...row, many: i % 5 ? String(i).repeat(4000) : null }))
  const files = await stored(rows)
  const all = await queried(files)
  const wanted = [1, 2, 299, 599]
  expect(await valuesOf(made.lake.take(files, columns, wanted), columns)).toEqual(wanted.map((i) => all[i]))
})

test('a place that is not there, an object that is damaged, and one that is gone are told', async () => {
  const files = await stored(things(10, 5))
  const take = (positions: number[]) => Array.fromAsync(made.lake.take(files, ['id', 'many'], positions))
  await expect(take([3, 10])).rejects.toMatchObject({ code: 'lake.no-row', facts: { position: 10, rows: 10 } })
  expect((await take([3, 9]))[0]!.count).toBe(2)
  await writeFile(made.lake.path(files.hashes[0]!), Buffer.alloc(2000))
  await expect(take([3])).rejects.toMatchObject({ code: 'lake.unreadable', facts: { hash: files.hashes[0] } })
  const gone = { ...files, hashes: ['0'.repeat(64)] }
  await expect(Array.fromAsync(made.lake.take(gone, ['id'], [0]))).rejects.toMatchObject({ code: 'lake.missing' })
})

test('only what is asked for is read', async () => {
  const files = await stored(things(40_000, 6))
  const { io } = made.lake
  const before = io.read
  await Array.fromAsync(made.lake.take(files, ['flag'], [20_000]))
  expect(io.read - before).toBeGreaterThan(0)
  expect(io.read - before).toBeLessThan(10_000)
})
