import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crsOf } from '../src/api/ogc/common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../src/api/ogc/cql2/index.ts'
import { countMatched } from '../src/api/ogc/features/count.ts'
import { readPage } from '../src/api/ogc/features/page.ts'
import type { Reading } from '../src/api/ogc/features/reading.ts'
import { columnsToRead, featureWriter, type Writing } from '../src/api/ogc/features/writer.ts'
import { geometry, integer, number, projector, table, text } from '../src/kernel/index.ts'
import { openLake, type Row } from '../src/lake/index.ts'
import { count, type Line } from './measure.ts'

const about = (name: string) => ({ title: { fr: name, en: name } })
const Tree = table('tree', {
  id: integer({ ...about('id'), role: 'id' }),
  species: text(about('essence')),
  height: number({ ...about('hauteur'), unit: 'm' }),
  place: geometry({ ...about('lieu'), types: ['Point'], crs: 'EPSG:2154' }),
})

const ROWS = 1_000_000
const REPEATS = 200
const PAGE = 100
/** A city and its surroundings: 20 km around Rennes, in degrees. */
const [WEST, SOUTH, WIDTH, HEIGHT] = [-1.8, 48.0, 0.27, 0.18]
const SPECIES = ['Platanus', 'Tilia', 'Quercus', 'Acer', 'Fraxinus', 'Ulmus']

/** Pages of features among a million: read, tested, written, and counted. */
export async function benchFeatures(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-features-'))
  const lake = await openLake({ folder })
  try {
    const { hash, rows } = await lake.writeRows(Tree, batches())
    const snapshot = {
      table: { shape: Tree, hashes: [hash] },
      counts: [rows],
      rows,
    }
    const properties = ['id', 'species', 'height']
    const writing: Writing = { shape: Tree, properties, geometry: true, crs: crsOf('OGC:CRS84'), jsonfg: false }
    const write = featureWriter(writing)

    const page = async (filters: readonly CompiledFilter[], more: Partial<Reading> = {}) => {
      const reading = {
        snapshot,
        columns: columnsToRead(writing),
        filters,
        sort: [],
        offset: 0,
        limit: PAGE,
        ...more,
      }
      const { texts, seen } = await readPage(lake, reading, write)
      if (seen === undefined) await countMatched(lake, snapshot, filters)
      return texts.length
    }
    const measure = async (name: string, size: string, one: (i: number) => Promise<number>): Promise<Line> => {
      for (let i = 0; i < 5; i++) await one(i)
      const times: number[] = []
      let features = 0
      for (let i = 0; i < REPEATS; i++) {
        const start = performance.now()
        features += await one(i)
        times.push(performance.now() - start)
      }
      times.sort((a, b) => a - b)
      const at = (share: number) => times[Math.floor(times.length * share)]!
      return {
        name: `features: ${name}`,
        size,
        seconds: at(0.95) / 1000,
        rate: `p95; median ${at(0.5).toFixed(1)} ms, ${count(Math.round(features / REPEATS))} features`,
      }
    }
    const size = `${count(rows)} rows, pages of ${PAGE}`
    return [
      await measure('page by bbox', size, (i) => page([boxFilter(i)])),
      await measure('page by bbox, in metres', size, (i) => page([metresFilter(i)])),
      await measure('page by place in the version', size, (i) => page([], { offset: (i * 4999) % ROWS })),
      await measure('page by CQL2', size, (i) => page([textFilter(`species = 'Acer' AND height > ${i % 30}`)])),
      await measure('feature by id', `${count(rows)} rows`, (i) =>
        page([textFilter(`id = ${(i * 4999) % ROWS}`)], { limit: 1 }),
      ),
    ]
  } finally {
    await lake.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const textFilter = (filter: string) => compileFilter(parseFilter(filter, 'cql2-text'), Tree)

/** A neighbourhood: 600 m or so. */
function boxFilter(i: number): CompiledFilter {
  const [x, y] = spot(i * 7919)
  const bbox = [x, y, x + 0.008, y + 0.005]
  return compileFilter(parseFilter({ op: 's_intersects', args: [{ property: 'place' }, { bbox }] }, 'cql2-json'), Tree)
}

/** The same, in the CRS of the table: no geometry needs be looked at. */
function metresFilter(i: number): CompiledFilter {
  const [x, y] = toMetres(spot(i * 7919)) as [number, number]
  const filter = { op: 's_intersects', args: [{ property: 'place' }, { bbox: [x, y, x + 600, y + 550] }] }
  return compileFilter(parseFilter(filter, 'cql2-json'), Tree, { crs: 'EPSG:2154' })
}

/** A fixed scatter. */
const spot = (i: number): [number, number] => [
  WEST + WIDTH * ((i * 0.618_033_988) % 1),
  SOUTH + HEIGHT * ((i * 0.754_877_666) % 1),
]

const toMetres = projector('EPSG:4326', 'EPSG:2154')

function* batches(): Generator<Row[]> {
  for (let i = 0; i < ROWS; i += 4096)
    yield Array.from({ length: Math.min(4096, ROWS - i) }, (_, k) => ({
      id: i + k,
      species: SPECIES[(i + k) % SPECIES.length],
      height: (((i + k) * 7919) % 300) / 10,
      place: { type: 'Point', coordinates: toMetres(spot(i + k)) },
    }))
}
