import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { csv, geojson, json } from '../src/connect/index.ts'
import { geometry, instant, integer, type Making, number, type Source, table, text } from '../src/kernel/index.ts'

const t = (name: string) => ({ title: { fr: name, en: name } })
const facts = {
  name: 'bench',
  title: { fr: 'Mesure', en: 'Benchmark' },
  producer: 'City Orchestra',
  licence: 'CC0-1.0',
  dated: '2026',
  address: 'https://data.example.org/bench',
} as const

const Reading = table(
  'reading',
  { segment: text(t('s')), at: instant(t('a')), speed: number(t('v')), count: integer(t('n')) },
  { key: ['segment', 'at'] },
)
const Place = table(
  'place',
  { id: text(t('id')), geometry: geometry({ ...t('g'), types: ['Polygon'] }) },
  { key: ['id'] },
)

const START = Date.UTC(2024, 0, 1)
const QUARTER_HOUR = 900_000
const at = (i: number) => new Date(START + Math.floor(i / 2000) * QUARTER_HOUR).toISOString()

const csvLine = (i: number) => `${i % 2000}_D;${at(i)};${(i % 90) + 0.5};${i % 50};Rue de Vezin;freeFlow\n`
const jsonLine = (i: number) =>
  `{"segment":"${i % 2000}_D","at":"${at(i)}","speed":${(i % 90) + 0.5},"count":${i % 50}}\n`

/** A square of 16 corners a side, as a building or a parcel has. */
function feature(i: number): string {
  const [x, y] = [-1.7 + (i % 1000) / 1e4, 48 + Math.floor(i / 1000) / 1e4]
  const corner = (k: number) => `[${(x + Math.cos(k) / 1e5).toFixed(7)},${(y + Math.sin(k) / 1e5).toFixed(7)}]`
  const ring = [...Array.from({ length: 16 }, (_, k) => corner((k * Math.PI) / 8)), corner(0)]
  return `{"type":"Feature","properties":{"id":"${i}"},"geometry":{"type":"Polygon","coordinates":[[${ring}]]}}`
}

function* blocks(count: number, line: (i: number) => string, head = '', tail = ''): Generator<string> {
  if (head) yield head
  for (let i = 0; i < count; i += 1000)
    yield Array.from({ length: Math.min(1000, count - i) }, (_, j) => line(i + j)).join('')
  if (tail) yield tail
}

/** Times the reading of generated files by the connectors, casts included. */
export async function benchConnect(): Promise<{ name: string; size: string; seconds: number; rate: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-connect-'))
  try {
    const readings = 1_000_000
    const places = 50_000
    const header = 'segment;at;speed;count;street;status\n'
    const cases: [name: string, rows: number, file: string, content: Generator<string>, source: Source][] = [
      ['CSV', readings, 'a.csv', blocks(readings, csvLine, header), plain(csv({ ...facts, rows: Reading }))],
      ['CSV in gzip', readings, 'a.csv.gz', blocks(readings, csvLine, header), plain(csv({ ...facts, rows: Reading }))],
      ['NDJSON', readings / 2, 'a.ndjson', blocks(readings / 2, jsonLine), plain(json({ ...facts, rows: Reading }))],
      [
        'GeoJSON',
        places,
        'a.geojson',
        blocks(places, (i) => (i > 0 ? ',' : '') + feature(i), '{"type":"FeatureCollection","features":[', ']}'),
        plain(geojson({ ...facts, rows: Place })),
      ],
    ]
    const results = []
    for (const [name, rows, file, content, source] of cases) {
      const path = join(folder, file)
      const to = createWriteStream(path)
      if (file.endsWith('.gz')) await pipeline(Readable.from(content), createGzip({ level: 1 }), to)
      else await pipeline(Readable.from(content), to)
      results.push(await timed(name, rows, path, source))
    }
    return results
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const plain = (source: unknown) => source as Source

async function timed(name: string, rows: number, path: string, source: Source) {
  const { size: bytes } = await stat(path)
  const file = { path, name: path, sha256: '', bytes }
  const started = performance.now()
  let count = 0
  for await (const batch of source.read(file, making())) count += batch.length
  if (count !== rows) throw new Error(`${name}: ${count} rows instead of ${rows}`)
  const seconds = (performance.now() - started) / 1000
  const rate = `${Math.round(rows / seconds / 1000)} k rows/s, ${Math.round(bytes / seconds / 1e6)} MB/s`
  return { name: `connect: ${name}`, size: `${rows} rows, ${Math.round(bytes / 1e6)} MB`, seconds, rate }
}

function making(): Making {
  return {
    partition: undefined,
    now: new Date(START),
    territory: {
      id: 'bench',
      title: facts.title,
      description: facts.title,
      bounds: [-2, 47, -1, 49],
      crs: 'EPSG:4326',
      timezone: 'Europe/Paris',
      organisation: { name: facts.producer },
    },
    signal: new AbortController().signal,
    folder: tmpdir(),
    reject: ({ place }) => {
      throw new Error(`unexpected rejection at ${place}`)
    },
    progress: () => {},
    raster: () => Promise.reject(new Error('a source writes no raster')),
  }
}
