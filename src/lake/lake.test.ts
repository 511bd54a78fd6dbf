import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boolean, date, geometry, instant, integer, json, nullable, number, sql, table, text } from '../kernel/index.ts'
import { openLake, type Row, type TableFiles } from './index.ts'
import { all, lakeOfTests, scatteredPoints, about as t } from './testing.ts'

const Full = table('full', {
  id: integer({ ...t('id'), role: 'id' }),
  name: nullable(text(t('nom'))),
  speed: nullable(number({ ...t('vitesse'), unit: 'km/h' })),
  open: nullable(boolean(t('ouvert'))),
  at: nullable(instant(t('instant'))),
  day: nullable(date(t('jour'))),
  more: nullable(json(t('reste'))),
  place: nullable(geometry(t('lieu'))),
})
const full: Row[] = [
  {
    id: 1,
    name: 'Rennes « é » 🚲 un texte de plus de douze octets',
    speed: 12.5,
    open: true,
    at: new Date('2024-03-31T01:59:59.999Z'),
    day: '2024-02-29',
    more: { a: [1, null, 'x'] },
    place: { type: 'Point', coordinates: [-1.68, 48.11] },
  },
  { id: 2, name: null, speed: null, open: null, at: null, day: null, more: null, place: null },
  {
    id: -9007199254740991,
    name: '',
    speed: -0.1,
    open: false,
    at: new Date(-1),
    day: '1969-12-31',
    more: 'texte',
    place: {
      type: 'Polygon',
      coordinates: [
        [
          [-1.7, 48.1, 3],
          [-1.6, 48.1, 3],
          [-1.6, 48.2, 3],
          [-1.7, 48.1, 3],
        ],
      ],
    },
  },
]

const made = lakeOfTests()
const byId = (rows: Row[]) => rows.toSorted((a, b) => Number(a.id) - Number(b.id))

test('rows come back as they were written', async () => {
  const stored = await made.lake.writeRows(Full, [full])
  const rows = await all(made.lake.read({ shape: Full, hashes: [stored.hash] }))
  expect(byId(rows)).toEqual(byId(full))
  expect(stored).toMatchObject({ rows: 3, bbox: [-1.7, 48.1, -1.6, 48.2] })
  expect(made.lake.has(stored.hash)).toBe(true)
})

test('a query sees them with their types', async () => {
  const stored = await made.lake.writeRows(Full, [full])
  const relations = new Map([['full', { shape: Full, hashes: [stored.hash] }]])
  const rows = await made.lake.query(sql`select * from ${{ relation: 'full' }} order by id`, relations)
  expect(rows).toEqual(byId(full))
  const copy = await made.lake.writeSql(Full, sql`select * from ${{ relation: 'full' }}`, relations)
  expect(byId(await all(made.lake.read({ shape: Full, hashes: [copy.hash] })))).toEqual(byId(full))
})

const Place = table('place', {
  id: integer({ ...t('id'), role: 'id' }),
  place: nullable(geometry({ ...t('lieu'), types: ['Point'] })),
})
const Count = table('count', { place: text(t('lieu')), n: integer(t('nombre')) }, { key: ['place'] })
const relation = { relation: 'full' }

async function fullRelation(): Promise<Map<string, TableFiles>> {
  const { hash } = await made.lake.writeRows(Full, [full])
  return new Map([['full', { shape: Full, hashes: [hash] }]])
}

const failure = async (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: { code: string }) => error,
  )

test('the same rows are the same bytes, whatever the batches and the threads', async () => {
  const rows: Row[] = scatteredPoints(50_000)
  // Rows that tie on the curve keep their order.
  for (const row of rows.slice(0, 100)) row.place = { type: 'Point', coordinates: [0, 0] }
  const flat = rows.map(({ id }) => ({ place: `p${id}`, n: id }))
  const written: [string, string][] = []
  for (const [threads, size] of [
    [1, 50_000],
    [2, 1],
    [4, 777],
  ] as const) {
    const lake = await openLake({ folder: join(made.folder, `threads-${threads}`), threads })
    const cut = function* (of: Row[]) {
      for (let i = 0; i < of.length; i += size) yield of.slice(i, i + size)
    }
    const [a, b] = [await lake.writeRows(Place, cut(rows)), await lake.writeRows(Count, cut(flat))]
    written.push([a.hash, b.hash])
    await lake.close()
  }
  expect(new Set(written.map(([hash]) => hash)).size).toBe(1)
  expect(new Set(written.map(([, hash]) => hash)).size).toBe(1)
})

test('the same query over the same tables is the same bytes', async () => {
  const { hash } = await made.lake.writeRows(Place, [scatteredPoints(50_000)])
  const relations = new Map([['places', { shape: Place, hashes: [hash] }]])
  const places = { relation: 'places' }
  const hashes = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const grouped = sql`select (id % 5000)::VARCHAR as place, count(*) as n from ${places} group by all`
    const drawn = sql`select any_value(id) + 1 as id, place from ${places} group by place`
    hashes.add((await made.lake.writeSql(Count, grouped, relations)).hash)
    hashes.add((await made.lake.writeSql(Place, drawn, relations)).hash)
  }
  expect(hashes.size).toBe(2)
})

test('without geometry rows keep their order, or that of the query', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ place: `p${(i * 7919) % 5000}`, n: i }))
  const { hash } = await made.lake.writeRows(Count, [rows])
  const files = { shape: Count, hashes: [hash] }
  expect(await all(made.lake.read(files))).toEqual(rows)
  const relations = new Map([['counts', files]])
  const counts = { relation: 'counts' }
  const ordered = await made.lake.writeSql(Count, sql`select * from ${counts} order by n desc`, relations)
  expect(await all(made.lake.read({ shape: Count, hashes: [ordered.hash] }))).toEqual(rows.toReversed())
  const keyed = await made.lake.writeSql(Count, sql`select * from ${counts}`, relations)
  const first = (await all(made.lake.read({ shape: Count, hashes: [keyed.hash] }, { limit: 2 }))).map((r) => r.place)
  expect(first).toEqual(['p0', 'p1'])
})

test('reads by column, box, limit and offset, over several files as one', async () => {
  const rows = scatteredPoints(30_000)
  const parts = [rows.slice(0, 10_000), rows.slice(10_000)]
  const hashes = await Promise.all(parts.map(async (part) => (await made.lake.writeRows(Place, [part])).hash))
  const files = { shape: Place, hashes }
  const [minx, miny, maxx, maxy] = [-1.7, 48.05, -1.6, 48.15] as const
  const inside = rows.filter(({ place }) => {
    const [x, y] = place.coordinates
    return x! >= minx && x! <= maxx && y! >= miny && y! <= maxy
  })
  const found = await all(made.lake.read(files, { bbox: [minx, miny, maxx, maxy] }))
  expect(byId(found)).toEqual(inside)
  const page = await all(
    made.lake.read(files, { bbox: [minx, miny, maxx, maxy], limit: 7, offset: 5, columns: ['id'] }),
  )
  expect(page).toEqual(found.slice(5, 12).map(({ id }) => ({ id })))
  expect((await all(made.lake.read(files))).length).toBe(30_000)
})

test('a positioned view numbers the rows over all files, and has their boxes', async () => {
  const rows = scatteredPoints(6000)
  const part = async (from: number, to: number) => (await made.lake.writeRows(Place, [rows.slice(from, to)])).hash
  // The last partition has the same content as the first: one object, read twice.
  const hashes = [await part(0, 1000), await part(1000, 6000), await part(0, 1000)]
  const files = { shape: Place, hashes, positioned: true }
  const places = { relation: 'places' }
  const seen = await made.lake.query(
    sql`select id, _position, _bbox.xmin as x from ${places} order by _position`,
    new Map([['places', files]]),
  )
  const read = await all(made.lake.read(files))
  expect(seen.map(({ id, _position }) => [_position, id])).toEqual(read.map(({ id }, i) => [i, id]))
  expect(seen.every(({ id, x }) => x === rows[Number(id)]!.place.coordinates[0])).toBe(true)
  const none = new Map([['places', { ...files, hashes: [] }]])
  expect(await made.lake.query(sql`select _position, _bbox from ${places}`, none)).toEqual([])
})

test('the result of a query keeps the numbers of the source when asked', async () => {
  const rows = [
    { _row: 7, place: 'a', n: 1 },
    { place: 'b', n: 2 },
  ]
  const { hash } = await made.lake.writeRows(Count, [rows], { traced: true })
  const files = { shape: Count, hashes: [hash], traced: true }
  const copy = await made.lake.writeSql(Count, sql`select * from ${relation}`, new Map([['full', files]]), {
    traced: true,
  })
  const copied = { shape: Count, hashes: [copy.hash], traced: true }
  expect(await all(made.lake.read(copied, { traced: true }))).toEqual([rows[0], { ...rows[1], _row: null }])
})

test('leaving a read early frees it', async () => {
  const { hash } = await made.lake.writeRows(Place, [scatteredPoints(100_000)])
  for (let i = 0; i < 50; i++)
    for await (const batch of made.lake.read({ shape: Place, hashes: [hash] })) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
  expect((await all(made.lake.read({ shape: Place, hashes: [hash] }, { limit: 3 }))).length).toBe(3)
})

test('a table of no row, and a table of no file', async () => {
  const stored = await made.lake.writeRows(Full, [])
  expect(stored).toMatchObject({ rows: 0 })
  expect(stored.bbox).toBeUndefined()
  expect(await all(made.lake.read({ shape: Full, hashes: [stored.hash] }))).toEqual([])
  expect(await all(made.lake.read({ shape: Full, hashes: [] }))).toEqual([])
  const relations = new Map([['full', { shape: Full, hashes: [] }]])
  expect(await made.lake.query(sql`select * from ${relation}`, relations)).toEqual([])
  const empty = await made.lake.writeSql(Full, sql`select * from ${relation}`, relations)
  expect(empty.hash).toBe(stored.hash)
})

test.each([
  ['id', 1.5],
  ['id', 2 ** 53],
  ['id', '1'],
  ['id', null],
  ['id', undefined],
  ['name', 3],
  ['name', 'a\0b'],
  ['name', '\ud800'],
  ['speed', Number.NaN],
  ['speed', Number.NEGATIVE_INFINITY],
  ['speed', '3'],
  ['open', 1],
  ['at', new Date(Number.NaN)],
  ['at', '2024-01-01T00:00:00Z'],
  ['day', '2023-02-29'],
  ['day', '2023-2-1'],
  ['day', new Date()],
  ['more', () => 1],
  ['place', { type: 'Point', coordinates: [1, Number.NaN] }],
  ['place', 'POINT (1 2)'],
])('a row whose %s is %s is set aside with its reason, its neighbours stay', async (column, value) => {
  const rejected: { place: string; reason: { fr: string; en: string } }[] = []
  const bad = { ...full[0]!, [column]: value }
  const stored = await made.lake.writeRows(Full, [[full[0]!, bad, full[1]!]], { reject: (row) => rejected.push(row) })
  expect(byId(await all(made.lake.read({ shape: Full, hashes: [stored.hash] })))).toEqual(byId(full.slice(0, 2)))
  expect(rejected).toMatchObject([{ place: 'row 2', raw: bad }])
  expect(rejected[0]!.reason.fr).toContain(`« ${column} »`)
  expect(rejected[0]!.reason.en).toContain(`'${column}'`)
  const thrown = await failure(made.lake.writeRows(Full, [[bad]]))
  expect(thrown).toMatchObject({ code: 'lake.unfit-row', place: 'row 1' })
})

test('a geometry of a type that was not declared is set aside', async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [1, 1],
    ],
  }
  expect(await failure(made.lake.writeRows(Place, [[{ id: 1, place: line }]]))).toMatchObject({
    code: 'lake.unfit-row',
  })
})

test('rows remember their number in the source when asked', async () => {
  const rejected: string[] = []
  const rows = [
    { _row: 12, place: 'a', n: 1 },
    { _row: 15, place: 'b', n: 'x' },
  ]
  const stored = await made.lake.writeRows(Count, [rows], { traced: true, reject: (r) => rejected.push(r.place) })
  const files = { shape: Count, hashes: [stored.hash], traced: true }
  expect(await all(made.lake.read(files, { traced: true }))).toEqual([{ place: 'a', n: 1, _row: 12 }])
  expect(await all(made.lake.read(files))).toEqual([{ place: 'a', n: 1 }])
  expect(rejected).toEqual(['row 15'])
})

test('a query tells what is missing, in excess and of another type', async () => {
  const relations = await fullRelation()
  const wrong = sql`select id as n, name as nom from ${relation}`
  expect(await failure(made.lake.writeSql(Count, wrong, relations))).toMatchObject({
    code: 'lake.columns',
    say: { fr: expect.stringContaining('manquent place ; en trop nom') },
  })
  const Stamp = table('stamp', { at: instant(t('at')) })
  const naive = sql`select TIMESTAMP '2024-03-31 02:30:00' as "at"`
  expect(await failure(made.lake.writeSql(Stamp, naive, new Map()))).toMatchObject({ code: 'lake.columns' })
  const zoned = sql`select TIMESTAMP '2024-07-01 02:30:00' AT TIME ZONE 'Europe/Paris' as "at"`
  const { hash } = await made.lake.writeSql(Stamp, zoned, new Map())
  const [row] = await all(made.lake.read({ shape: Stamp, hashes: [hash] }))
  expect(row!.at).toEqual(new Date('2024-07-01T00:30:00Z'))
})

test.each([
  ['missing values', `select null::VARCHAR as place, 1 as n`, 'lake.unfit-result'],
  ['integers beyond 2^53', `select 'a' as place, 9007199254740992 as n`, 'lake.unfit-result'],
  ['a syntax error', `selec 1`, 'lake.sql'],
  ['no query', ``, 'lake.not-a-query'],
  ['two statements', `select 1; select 2`, 'lake.not-a-query'],
  ['a change of settings', `set memory_limit = '1GB'`, 'lake.not-a-query'],
  ['a file to write', `copy (select 1) to 'escape.csv'`, 'lake.sql'],
  ['a file of the machine', `select * from read_text('/etc/passwd')`, 'lake.sql'],
  ['an address', `select * from read_csv('https://example.org/a.csv')`, 'lake.sql'],
  ['an extension', `install spatial`, 'lake.not-a-query'],
  ['another database', `attach 'escape.db'`, 'lake.not-a-query'],
])('a query with %s is refused', async (_, text, code) => {
  expect(await failure(made.lake.writeSql(Count, { sql: [text], values: [] }, new Map()))).toMatchObject({ code })
})

test('a path up from the lake is refused, in a query and as a hash', async () => {
  const text = `select * from read_text('${made.folder}/objects/../../../etc/hostname')`
  expect(await failure(made.lake.query({ sql: [text], values: [] }, new Map()))).toMatchObject({ code: 'lake.sql' })
  expect(() => made.lake.path('../../etc/passwd')).toThrow(expect.objectContaining({ code: 'lake.bad-hash' }))
  expect(() => made.lake.path('0'.repeat(64))).toThrow(expect.objectContaining({ code: 'lake.missing' }))
})

test('values are bound with their types', async () => {
  const when = new Date('2024-03-31T01:00:00.123Z')
  const query = sql`select ${"l'eau"} as a, ${1.5} as b, ${3} as c, ${true} as d, ${when} as e, ${null} as f`
  expect(await made.lake.query(query, new Map())).toEqual([{ a: "l'eau", b: 1.5, c: 3, d: true, e: when, f: null }])
})

test.each([2 ** 31, -(2 ** 53), 2 ** 63, 1e20, -1e308, Number.MAX_VALUE])(
  'the whole number %d is bound, compared and given back as it is',
  async (value) => {
    const query = sql`select ${value}::double as a, ${value} > 1 as b, 0.5 < ${value} as c`
    expect(await made.lake.query(query, new Map())).toEqual([{ a: value, b: value > 1, c: value > 1 }])
  },
)

test('a relation that is not an input is named', async () => {
  expect(await failure(made.lake.query(sql`select * from ${relation}`, new Map()))).toMatchObject({
    code: 'lake.unknown-relation',
  })
})

test('a shape that cannot be a file is refused', async () => {
  for (const shape of [
    table('t', {}),
    table('t', { a: text(t('a')), A: text(t('A')) }),
    table('t', { _row: text(t('r')) }),
  ])
    expect(await failure(made.lake.writeRows(shape, []))).toMatchObject({ code: 'lake.bad-shape' })
})

test('a file is taken in, once', async () => {
  const path = join(made.folder, 'note.txt')
  await writeFile(path, 'bonjour')
  const first = await made.lake.writeFile(path, 'text/plain')
  expect(await made.lake.writeFile(path, 'text/plain')).toEqual(first)
  expect(await readFile(made.lake.path(first.hash), 'utf8')).toBe('bonjour')
  expect(await readFile(path, 'utf8')).toBe('bonjour')
  expect(made.lake.path(first.hash)).toMatch(/objects\/[0-9a-f]{2}\/[0-9a-f]{64}\.txt$/)
})

test('gc keeps what is named and the drafts of living writers, and frees the rest', async () => {
  const folder = join(made.folder, 'gc')
  const [lake, other] = [await openLake({ folder }), await openLake({ folder })]
  const [kept, gone] = [await lake.writeRows(Count, [[{ place: 'a', n: 1 }]]), await lake.writeRows(Count, [])]
  const killed = join(folder, 'tmp', 'killed')
  await mkdir(killed)
  await writeFile(join(killed, 'half.parquet'), 'half')
  const longAgo = new Date(Date.now() - 2 * 3_600_000)
  await utimes(join(killed, 'half.parquet'), longAgo, longAgo)
  await utimes(killed, longAgo, longAgo)
  expect(await lake.gc(new Set([kept.hash]))).toEqual({ removed: 2, bytes: gone.bytes + 4 })
  expect([lake.has(kept.hash), lake.has(gone.hash)]).toEqual([true, false])
  // The other process goes on, on the same folder.
  expect((await other.writeRows(Count, [])).hash).toBe(gone.hash)
  await Promise.all([lake.close(), other.close()])
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a write that is stopped leaves nothing', async () => {
  const stop = new AbortController()
  const endless = async function* () {
    for (let i = 0; ; i++) {
      if (i === 20) stop.abort()
      yield [{ place: 'a', n: i }]
    }
  }
  const before = await readdir(join(made.folder, 'objects'), { recursive: true })
  const error = await failure(made.lake.writeRows(Count, endless(), { signal: stop.signal }))
  expect(error).toBe(stop.signal.reason)
  expect(await readdir(join(made.folder, 'objects'), { recursive: true })).toEqual(before)
})

test('many writes and reads at once', async () => {
  const written = await Promise.all(
    Array.from({ length: 12 }, (_, i) => made.lake.writeRows(Count, [[{ place: `p${i % 4}`, n: i % 4 }]])),
  )
  expect(new Set(written.map(({ hash }) => hash)).size).toBe(4)
  const files = { shape: Count, hashes: written.slice(0, 4).map(({ hash }) => hash) }
  const reads = await Promise.all(Array.from({ length: 12 }, () => all(made.lake.read(files))))
  for (const rows of reads) expect(rows.map(({ n }) => n)).toEqual([0, 1, 2, 3])
})
