import { expect, test } from 'vitest'
import { geometry, integer, nullable, sql, table, text } from '../kernel/index.ts'
import { about, lakeOfTests } from './testing.ts'
import { readWkb } from './wkb.ts'

const made = lakeOfTests()
const Place = table('place', {
  id: integer({ ...about('id'), role: 'id' }),
  name: nullable(text(about('name'))),
  at: geometry({ ...about('at'), types: ['Point'] }),
})
const at = (i: number) => ({ type: 'Point' as const, coordinates: [i / 1000, 48] })
const relation = { relation: 'data' }

async function stored(rows: number) {
  const all = Array.from({ length: rows }, (_, id) => ({ id, name: id % 3 ? `lieu ${id}` : null, at: at(id) }))
  const { hash } = await made.lake.writeRows(Place, [all])
  return new Map([['data', { shape: Place, hashes: [hash], positioned: true }]])
}

test('numbers, texts and bytes come by their place, missing ones as null, over several batches', async () => {
  const query = sql`select id::DOUBLE, name, ST_AsWKB("at") from ${relation} where _bbox.xmin >= ${1} order by id`
  const seen: unknown[] = []
  let batches = 0
  for await (const batch of made.lake.stream(query, await stored(6000))) {
    batches++
    for (let row = 0; row < batch.count; row++)
      seen.push([batch.number(0, row), batch.text(1, row), readWkb(batch.bytes(2, row)!)])
  }
  expect(batches).toBeGreaterThan(1)
  const wanted = Array.from({ length: 5000 }, (_, i) => i + 1000)
  expect(seen).toEqual(wanted.map((id) => [id, id % 3 ? `lieu ${id}` : null, at(id)]))
})

test('a reader may leave early, again and again; a wrong query says so', async () => {
  const relations = await stored(6000)
  // Each of these would hold a share of the memory that DuckDB is given, if leaving early did not take it back.
  for (let i = 0; i < 150; i++)
    for await (const { count } of made.lake.stream(
      sql`select repeat(name, 60) from ${relation} limit 6000`,
      relations,
    )) {
      expect(count).toBeGreaterThan(0)
      break
    }
  const wrong = made.lake.stream(sql`select nothing from ${relation}`, relations)
  await expect(Array.fromAsync(wrong)).rejects.toMatchObject({ code: 'lake.sql' })
})
