import { expect, test } from 'vitest'
import { integer, sql, table } from '../kernel/index.ts'
import { openFooterEngine } from './footers.ts'
import { about, lakeOfTests } from './testing.ts'

const made = lakeOfTests()
const Counted = table('number', { id: integer({ ...about('id'), role: 'id' }) })
const relation = { relation: 'data' }

const stored = async (first: number) => {
  const { hash } = await made.lake.writeRows(Counted, [Array.from({ length: 3000 }, (_, i) => ({ id: first + i }))])
  return new Map([['data', { shape: Counted, hashes: [hash], positioned: true }]])
}

test('a few rows are the same, read with others or on their own', async () => {
  const query = sql`select id::DOUBLE, _position::DOUBLE from ${relation} where _position >= 40 and _position < 43`
  const read = async (relations: Awaited<ReturnType<typeof stored>>, few: boolean) => {
    const rows: [number | null, number | null][] = []
    for await (const batch of made.lake.stream(query, relations, { few }))
      for (let row = 0; row < batch.count; row++) rows.push([batch.number(0, row), batch.number(1, row)])
    return rows
  }
  for (const first of [0, 10_000, 0]) {
    const relations = await stored(first)
    const rows = await read(relations, true)
    expect(rows.map(([id]) => id! - first)).toEqual(rows.map(([, position]) => position))
    expect(rows).toEqual(await read(relations, false))
    expect(rows.length).toBe(3)
  }
})

test('footers are forgotten when there are too many; who still reads goes on reading', async () => {
  const { lake } = made
  const paths = await Promise.all(
    [0, 1, 2, 3].map(async (i) => lake.path((await stored(i * 3000)).get('data')!.hashes[0]!)),
  )
  // Each file is one too many.
  const engine = await openFooterEngine({ memoryLimit: '32MB', folders: [lake.folder], scratch: lake.folder }, 1)
  const connections = await Promise.all(paths.map((path) => engine.connect([path])))
  const [first] = connections
  await engine.connect([paths[3]!]).then((last) => last.disconnectSync())
  const counts = await Promise.all(
    connections.map((one, i) => one.runAndReadAll(`select min(id)::INTEGER from read_parquet('${paths[i]}')`)),
  )
  expect(counts.map((count) => count.getRows()[0]![0])).toEqual([0, 3000, 6000, 9000])
  const outside = first!.runAndReadAll("select * from read_text('/etc/hostname')")
  await expect(outside).rejects.toThrow(/disabled|permission/i)
  for (const one of connections) one.disconnectSync()
  engine.close()
})
