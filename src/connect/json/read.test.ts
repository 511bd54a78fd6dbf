import { expect, test } from 'vitest'
import { geometry, integer, nullable, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { fileOf, readAll } from '../testing/run.ts'
import { type JsonSpec, json } from './index.ts'

const Item = table('item', { id: text({ ...t('id'), role: 'id' }), n: nullable(integer(t('n'))) })

const read = async (content: string | Uint8Array, options: Partial<JsonSpec<typeof Item>> = {}) => {
  const { rows, rejected } = await readAll(json({ ...facts, rows: Item, ...options }), fileOf('x.json', content))
  return { rows: rows.map((r) => [r._row, r.id, r.n]), rejected: rejected.map((r) => `${r.place} ${r.reason.en}`) }
}
const failure = async (content: string | Uint8Array, options: Partial<JsonSpec<typeof Item>> = {}) => {
  const error = await read(content, options).then(
    () => undefined,
    (e) => e,
  )
  return { code: error?.code, facts: error?.facts }
}

const ITEMS = '[{"id":"a","n":1},{"id":"é \\"[,]}\\\\","n":null}]'
const ROWS = {
  rows: [
    [1, 'a', 1],
    [2, 'é "[,]}\\', null],
  ],
  rejected: [],
}

test('a list, a list inside, one record a line, one record', async () => {
  expect(await read(ITEMS)).toEqual(ROWS)
  expect(await read(` \uFEFF${ITEMS} \n`.trimStart())).toEqual(ROWS)
  expect(
    await read(`{"meta":{"items":[1]},"data":{"n":[[]],"items":${ITEMS},"z":1},"y":"]"}`, { path: 'data.items' }),
  ).toEqual(ROWS)
  expect(await read('{"id":"a","n":1}\n{"id":"é \\"[,]}\\\\"}\n', { map: { n: { optional: true } } })).toEqual(ROWS)
  expect(await read('{"id":"a","n":1}')).toEqual({ rows: [[1, 'a', 1]], rejected: [] })
  expect(await read('[]')).toEqual({ rows: [], rejected: [] })
  expect(await read(Buffer.from(`\uFEFF${ITEMS}`, 'utf16le'))).toEqual(ROWS)
})

test('fields inside objects', async () => {
  const map = { id: 'who.name', n: 'list.1' }
  expect((await read('[{"who":{"name":"a"},"list":[1,2]}]', { map })).rows).toEqual([[1, 'a', 2]])
  expect((await read('[{"who.name":"flat","list.1":3}]', { map })).rows).toEqual([[1, 'flat', 3]])
})

test('an element that cannot be used is set aside, and the others go on', async () => {
  const content = '[{"id":"a","n":1}, {"id":"b","n":tru}, 3, {"id":"c","n":"x"}, {"n":1}, {"id":"d"}]'
  expect(await read(content)).toEqual({
    rows: [
      [1, 'a', 1],
      [6, 'd', null],
    ],
    rejected: [
      expect.stringMatching(/^x\.json#2 byte 19: malformed JSON/),
      'x.json#3 byte 39: an object was expected',
      "x.json#4 n: 'x' is not a whole number",
      'x.json#5 id: missing value',
    ],
  })
})

test('a document that cannot be read is named, with the byte', async () => {
  expect(await failure('')).toMatchObject({ code: 'json.empty' })
  expect(await failure(ITEMS.slice(0, 20))).toMatchObject({ code: 'json.truncated', facts: { byte: 20 } })
  expect(await failure('[{"id":"a"}')).toMatchObject({ code: 'json.truncated' })
  expect(await failure('[{"id":"a"} {"id":"b"}]')).toMatchObject({ code: 'json.malformed', facts: { byte: 12 } })
  expect(await failure('[{"id":"a"},]')).toMatchObject({ code: 'json.malformed', facts: { byte: 12 } })
  expect(await failure(`${ITEMS}x`)).toMatchObject({ code: 'json.malformed' })
  expect(await failure('{"items":{}}', { path: 'items' })).toMatchObject({
    code: 'json.malformed',
    facts: { key: 'items' },
  })
  expect(await failure('{"error":"quota","code":1}', { path: 'items' })).toMatchObject({
    code: 'json.missing-records',
    facts: { found: ['error', 'code'] },
  })
  expect(await failure(`[{"id":${'['.repeat(500)}`)).toMatchObject({ code: 'json.malformed', facts: { limit: 200 } })
  expect(await failure('<html><body>oops</body></html>')).toMatchObject({ code: 'json.html-page' })
  expect(await failure('[{"id":"a","N":1}]')).toMatchObject({
    code: 'json.missing-column',
    facts: { wanted: 'n', closest: 'N' },
  })
})

test('bytes that are not UTF-8 cost their record only', async () => {
  const bytes = Buffer.from(JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ id: `capteur ${n}`, n }))))
  bytes[bytes.indexOf('capteur 15000')] = 0xe9
  const { rows, rejected } = await read(bytes)
  expect([rows.length, rejected.map((r) => r.split(' ')[0])]).toEqual([19_999, ['x.json#15001']])
})

test('elements may lie across any cut of the bytes', async () => {
  const long = JSON.stringify(Array.from({ length: 30_000 }, (_, i) => ({ id: `"${'\\'.repeat(i % 5)}é${i}`, n: i })))
  expect(Buffer.byteLength(long)).toBeGreaterThan(3 * 256 * 1024)
  const { rows, rejected } = await read(long)
  expect([rows.length, rejected.length]).toEqual([30_000, 0])
  expect(rows.at(-1)).toEqual([30_000, `"${'\\'.repeat(29_999 % 5)}é29999`, 29_999])
})

test('names of prototypes are names like others', async () => {
  expect(await failure('[{"__proto__":{"id":"a"},"n":1}]')).toMatchObject({ code: 'json.missing-column' })
  expect((await read('[{"__proto__":"a","n":1}]', { map: { id: '__proto__' } })).rows).toEqual([[1, 'a', 1]])
  expect(await failure('[{"n":1}]', { map: { id: 'constructor.name' } })).toMatchObject({ code: 'json.missing-column' })
})

const Stop = table('stop', {
  id: text({ ...t('id'), role: 'id' }),
  name: text(t('n')),
  at: geometry({ ...t('at'), types: ['Point'] }),
})
testOn('rennes/star_2025_bus_topology.json', 'stops with a { lon, lat } object', async (file) => {
  const source = json({ ...facts, rows: Stop, map: { name: 'nom', at: 'coordonnees' } })
  const { rows, rejected } = await readAll(source, file)
  expect([rows.length, rejected.length]).toEqual([1_825, 0])
})

const Record = table('record', { id: text({ ...t('id'), role: 'id' }), title: text(t('t')) })
testOn('rennes/rudi_metadata_387.json', 'metadata records', async (file) => {
  const source = json({ ...facts, rows: Record, map: { id: 'global_id', title: 'resource_title' } })
  const { rows, rejected } = await readAll(source, file)
  expect([rows.length, rejected.length]).toEqual([387, 0])
})

const Frame = table('frame', { raw: text(t('raw')) }, { key: [] })
testOn('grenoble/tourperret_ems.ndjson.gz', 'one record a line, in gzip', async (file) => {
  const { rows, rejected } = await readAll(
    json({ ...facts, rows: Frame, map: { raw: (r) => JSON.stringify(r) } }),
    file,
  )
  expect([rows.length, rejected.length]).toEqual([12_614, 0])
})
