import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { geometry, instant, integer, nullable, number, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { making } from '../testing/making.ts'
import { fileOf, readAll, scratch } from '../testing/run.ts'
import { zipOf } from '../testing/zip.ts'
import { type CsvSpec, csv } from './index.ts'

const Pair = table('pair', { a: text(t('a')), b: nullable(number(t('b'))) }, { key: ['a'] })

const read = async (content: string | Uint8Array, options: Partial<CsvSpec<typeof Pair>> = {}) => {
  const { rows, rejected } = await readAll(csv({ ...facts, rows: Pair, ...options }), fileOf('x.csv', content))
  return {
    rows: rows.map(({ a, b, _row }) => [_row, a, b]),
    rejected: rejected.map(({ place, reason }) => `${place} ${reason.en}`),
  }
}
const failure = async (content: string | Uint8Array, options: Partial<CsvSpec<typeof Pair>> = {}) => {
  const error = await read(content, options).then(
    () => undefined,
    (e) => e,
  )
  return { code: error?.code, place: error?.place, facts: error?.facts, say: error?.say }
}

test('separators, line ends, quotes, blank lines', async () => {
  const rows = [
    [1, 'x', 1.5],
    [2, 'y', null],
  ]
  for (const separator of [',', ';', '\t', '|'])
    for (const end of ['\n', '\r\n', '\r']) {
      const content = [
        ['a', 'b'],
        ['x', '1.5'],
        ['y', ''],
      ]
        .map((cells) => cells.join(separator))
        .join(end)
      expect(await read(content), JSON.stringify([separator, end])).toEqual({ rows, rejected: [] })
      expect(await read(`${content}${end}${end}`)).toEqual({ rows, rejected: [] })
    }
  expect(await read('a,b\n"say ""hi"",\nthere",2\n\n"z",3')).toEqual({
    rows: [
      [1, 'say "hi",\nthere', 2],
      [2, 'z', 3],
    ],
    rejected: [],
  })
  expect(await read('"a,x";b\n1,5;2', { map: { a: 'a,x' } })).toEqual({ rows: [[1, '1,5', 2]], rejected: [] })
})

test('encodings, told or declared', async () => {
  const content = 'a;b\nRégion – été;1,5\n'
  const expected = { rows: [[1, 'Région – été', 1.5]], rejected: [] }
  const utf16 = Buffer.from(content, 'utf16le')
  const swapped = Buffer.from(utf16).swap16()
  const windows = Buffer.from(content.replace('–', '\x96'), 'latin1')
  for (const bytes of [
    Buffer.from(content),
    Buffer.from(`\uFEFF${content}`),
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]),
    utf16,
    swapped,
    windows,
  ])
    expect(await read(bytes)).toEqual(expected)
  expect(await read(windows, { encoding: 'latin-1' })).toEqual(expected)
  const euro = Buffer.concat([Buffer.from('a;b\n'), Buffer.from([0xa4]), Buffer.from(';1')])
  expect((await read(euro, { encoding: 'iso-8859-15' })).rows).toEqual([[1, '€', 1]])
})

test('a line that cannot be used is set aside with its place, and the others go on', async () => {
  const content = 'a;b\nx;1\ny\nz;2;3\n"m\nn";4\nw;abc\n;5\nv;6\n'
  expect(await read(content)).toEqual({
    rows: [
      [1, 'x', 1],
      [4, 'm\nn', 4],
      [7, 'v', 6],
    ],
    rejected: [
      'x.csv:3 1 cells instead of 2',
      'x.csv:4 3 cells instead of 2',
      "x.csv:7 b: 'abc' is not a number",
      'x.csv:8 a: missing value',
    ],
  })
  const { rejected } = await readAll(csv({ ...facts, rows: Pair }), fileOf('x.csv', 'a;b\nx;abc\ny'))
  expect(rejected.map((r) => r.raw)).toEqual([{ a: 'x', b: 'abc' }, 'y'])
})

test('bytes that do not fit the encoding cost their line only', async () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `ligne ${i};${i}`)
  const bytes = Buffer.from(`a;b\n${lines.join('\n')}`)
  bytes[bytes.indexOf('ligne 40000')] = 0xe9
  bytes[bytes.indexOf('ligne 41000')] = 0
  const { rows, rejected } = await read(bytes)
  expect(rows.length).toBe(49_998)
  expect(rejected.map((r) => r.split(' ')[0])).toEqual(['x.csv:40002', 'x.csv:41002'])
})

test('files put together from others, and lines of separators alone', async () => {
  expect(await read('a;b\r\nx;1\ny;2\r\n"z";"3"\r\n;\n')).toEqual({
    rows: [
      [1, 'x', 1],
      [2, 'y', 2],
      [3, 'z', 3],
    ],
    rejected: [],
  })
})

test('headers: missing, renamed, twice, absent, below other lines', async () => {
  expect(await failure('a;vitesse\nx;1')).toMatchObject({
    code: 'csv.missing-column',
    facts: { wanted: 'b', found: ['a', 'vitesse'] },
  })
  const renamed = await failure('a;Vitesse_moyenne\nx;1', { map: { b: 'vitesse moyenne' } })
  expect(renamed.facts.closest).toBe('Vitesse_moyenne')
  expect(renamed.say.fr).toContain('Est-ce « Vitesse_moyenne »')
  expect(await failure('a;b;b\nx;1;2')).toMatchObject({ code: 'csv.duplicate-column' })
  expect((await read('a;b;b\nx;1;2', { columns: ['a', 'b', 'c'] })).rows).toEqual([[1, 'x', 1]])
  expect(await failure('a;b\nx;1', { columns: ['a'] })).toMatchObject({ code: 'csv.malformed' })
  expect((await read('x;1\ny;2', { header: false, map: { a: '1', b: '2' } })).rows).toEqual([
    [1, 'x', 1],
    [2, 'y', 2],
  ])
  expect((await read('Export du 3 mars\n\na;b\nx;1', { skip: 2 })).rows).toEqual([[1, 'x', 1]])
  expect((await read('a\nx', { map: { b: { from: 'c', optional: true } } })).rows).toEqual([[1, 'x', null]])
  expect(await read('a;b\n')).toEqual({ rows: [], rejected: [] })
})

test('what is no CSV has a name', async () => {
  expect(await failure('')).toMatchObject({ code: 'csv.empty', place: 'x.csv' })
  expect(await failure('\n\n')).toMatchObject({ code: 'csv.malformed' })
  expect(await failure('a;b\nx;1\n"y;2\nz;3')).toMatchObject({ code: 'csv.malformed', place: 'x.csv:3' })
  expect(await failure('<!doctype html><html></html>')).toMatchObject({ code: 'csv.html-page' })
  expect(await failure(Buffer.alloc(1000))).toMatchObject({ code: 'text.binary' })
})

test('mappings: functions, pairs, conditions; one that fails costs its row', async () => {
  const Stop = table(
    'stop',
    { id: text(t('id')), when: instant(t('w')), at: geometry({ ...t('at'), types: ['Point'] }) },
    { key: ['id'] },
  )
  const source = csv({
    ...facts,
    rows: Stop,
    timezone: 'Europe/Paris',
    map: {
      id: (r) => {
        if (r.code === 'boom') throw new Error('no such code')
        return `FR-${r.code}`
      },
      when: { from: 'date', format: 'dd/MM/yyyy' },
      at: { x: 'lon', y: 'lat' },
    },
    where: (r) => r.kind === 'stop',
  })
  const content =
    'code;kind;date;lon;lat\n1;stop;01/07/2024;-1,6;48.1\n2;pole;x;x;x\nboom;stop;01/07/2024;0;0\n3;stop;01/07/2024;200;0'
  const { rows, rejected } = await readAll(source, fileOf('x.csv', content))
  expect(rows).toEqual([
    { id: 'FR-1', when: new Date('2024-06-30T22:00:00Z'), at: { type: 'Point', coordinates: [-1.6, 48.1] }, _row: 1 },
  ])
  expect(rejected.map((r) => [r.place, r.reason.fr.split(' : ')[0]])).toEqual([
    ['x.csv:4', 'la correspondance a échoué'],
    ['x.csv:5', 'at'],
  ])
})

test('a source is plain: facts, options apart, and its own code', () => {
  const source = csv({ ...facts, rows: Pair, separator: ';', map: { b: 'c' } })
  expect(source).toMatchObject({ ...facts, rows: Pair, connector: 'csv', options: { separator: ';', map: { b: 'c' } } })
  expect(source.code).toMatch(/csv\/index\.[jt]s$/)
  expect(() => source.read(undefined, making())).toThrow(/none is given/)
})

test('wrong mappings do not compile', () => {
  const Shape = table('shape', { id: text(t('id')), n: integer(t('n')) })
  csv({ ...facts, rows: Shape, map: { id: 'x', n: (r) => Number(r.n) } })
  // @ts-expect-error an unknown column
  csv({ ...facts, rows: Shape, map: { idd: 'x' } })
  // @ts-expect-error a function of another type
  csv({ ...facts, rows: Shape, map: { n: (r) => `${r.n}` } })
  // @ts-expect-error an unknown option of a field
  csv({ ...facts, rows: Shape, map: { n: { from: 'x', decimals: ',' } } })
  expect(Shape.name).toBe('shape')
})

test('several files of an archive are read as one, and a reading can be stopped', async () => {
  const members = ['b', 'a'].map((name) => ({ name: `${name}.csv`, content: `a;b\n${name};1\n${name};?` }))
  const source = csv({ ...facts, rows: Pair, inside: '*.csv' })
  const { rows, rejected } = await readAll(source, fileOf('x.zip', zipOf(members)))
  expect(rows.map((r) => [r._row, r.a])).toEqual([
    [1, 'a'],
    [3, 'b'],
  ])
  expect(rejected.map((r) => r.place)).toEqual(['x.zip!a.csv:3', 'x.zip!b.csv:3'])

  const controller = new AbortController()
  const reading = source.read(fileOf('x.zip', zipOf(members)), making(controller.signal))
  controller.abort(new Error('stopped'))
  await expect(reading[Symbol.asyncIterator]().next()).rejects.toThrow('stopped')
})

test('memory stays flat on a long file', async () => {
  const path = join(scratch(), 'long.csv')
  const file = await open(path, 'w')
  await file.writeFile('a;b\n')
  const LINES = 1_000_000
  for (let i = 0; i < LINES; i += 10_000)
    await file.writeFile(Array.from({ length: 10_000 }, (_, j) => `capteur ${(i + j) % 100};${i + j}.5\n`).join(''))
  await file.close()
  // In a process whose heap cannot hold the million rows: they would take over 100 MB.
  const script = join(import.meta.dirname, '../testing/long.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=48', script, path])
  expect(JSON.parse(stdout)).toMatchObject({ rows: LINES, rejected: 0 })
}, 30_000)

const Traffic = table(
  'traffic',
  {
    segment: text(t('s')),
    at: instant(t('a')),
    speed: number(t('v')),
    time: number(t('t')),
    reliability: integer(t('r')),
    status: text(t('s')),
  },
  { key: ['segment', 'at'] },
)

testOn('rennes/traffic_fcd_2021-02.zip', 'every line, from inside the zip', async (file) => {
  const source = csv({
    ...facts,
    rows: Traffic,
    map: {
      segment: 'predefinedlocationreference',
      at: 'datetime',
      speed: 'averagevehiclespeed',
      time: 'traveltime',
      reliability: 'traveltimereliability',
      status: 'trafficstatus',
    },
  })
  const { rows, rejected } = await readAll(source, file)
  expect([rows.length, rejected.length]).toEqual([178_708, 0])
  expect(new Set(rows.map((r) => r.segment)).size).toBe(2_122)
  expect(new Set(rows.map((r) => r.at.getTime())).size).toBe(84)
})

const Count = table(
  'count',
  {
    counter: text(t('c')),
    at: instant(t('a')),
    iso: instant(t('i')),
    counts: nullable(integer(t('n'))),
    place: geometry({ ...t('p'), types: ['Point'] }),
  },
  { key: ['counter', 'at'] },
)
for (const [year, rows] of [
  [2023, 17_520],
  [2024, 15_756],
] as const)
  testOn(`rennes/bike_counts_${year}.csv`, 'byte-order mark, semicolons, two offsets, a lat-lon pair', async (file) => {
    const map = { counter: 'ID', at: 'date', iso: 'isoDate', place: 'geo' }
    const read = await readAll(csv({ ...facts, rows: Count, map }), file)
    expect([read.rows.length, read.rejected.length]).toEqual([rows, 0])
    expect(read.rows.every((r) => r.place.coordinates[0]! < -1 && r.place.coordinates[1]! > 48)).toBe(true)
  })

const Hour = table(
  'hour',
  {
    station: text(t('s')),
    at: instant(t('a')),
    value: nullable(number(t('v'))),
    place: geometry({ ...t('p'), types: ['Point'] }),
  },
  { key: ['station', 'at'] },
)
testOn('redon/air_pm10_loire_atlantique_2023-03.csv', 'local times and a pair of columns', async (file) => {
  const map = {
    station: 'nom_station',
    at: { from: 'date_debut', timezone: 'Europe/Paris' },
    value: 'valeur',
    place: { x: 'x_wgs84', y: 'y_wgs84' },
  }
  const { rows, rejected } = await readAll(csv({ ...facts, rows: Hour, map }), file)
  expect([rows.length, rejected.length]).toEqual([1_848, 0])
})

const Weather = table(
  'weather',
  { station: text(t('s')), at: instant(t('a')), temperature: nullable(number({ ...t('t'), unit: 'K' })) },
  { key: ['station', 'at'] },
)
testOn(
  'redon/weather_radome_bretagne_2014-01.tar.gz',
  'every file of a tar.gz, a declared format, a word for missing',
  async (file) => {
    const source = csv({
      ...facts,
      rows: Weather,
      inside: 'RADOMEH_*.txt',
      missing: ['mq'],
      map: { station: 'numer_sta', at: { from: 'date', format: 'yyyyMMddHHmmss', timezone: 'UTC' }, temperature: 't' },
    })
    const { rows, rejected } = await readAll(source, file)
    // Each of the 55 files ends with a line « EOF ».
    expect([rows.length, rejected.length]).toEqual([40_564, 55])
    expect(new Set(rows.map((r) => r.station)).size).toBe(55)
    expect(rows.every((r) => r.temperature === null || (r.temperature > 250 && r.temperature < 300))).toBe(true)
  },
)
