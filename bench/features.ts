import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crsOf } from '../src/api/ogc/common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../src/api/ogc/cql2/index.ts'
import { countMatched } from '../src/api/ogc/features/count.ts'
import { readPage } from '../src/api/ogc/features/page.ts'
import type { Reading } from '../src/api/ogc/features/reading.ts'
import { columnsToRead, featureWriter, type Writing } from '../src/api/ogc/features/writer.ts'
import { openLake } from '../src/lake/index.ts'
import { count, type Line, orchestra, timed } from './measure.ts'
import { ROWS, spot, Tree, toMetres, trees } from './trees.ts'

const REPEATS = 200
const PAGE = 100
const size = `${count(ROWS)} rows, pages of ${PAGE}`

/** Pages of features among a million: as `serve` answers them, then read, tested, written and counted without it. */
export const benchFeatures = async (): Promise<Line[]> => [...(await byHttp()), ...(await byQuery())]

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-features-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const byHttp = (): Promise<Line[]> =>
  withFolder(async (home) => {
    const territory = fileURLToPath(new URL('./trees.territory.js', import.meta.url))
    const at = ['--territory', territory, '--home', home, '--offline']
    await timed(['run', ...at])
    const port = 18_000 + Math.floor(Math.random() * 2000)
    const server = orchestra(['serve', ...at, '--port', String(port)])
    server.stdout!.resume()
    server.stderr!.resume()
    try {
      const items = `http://localhost:${port}/ogc/collections/trees/items?limit=${PAGE}`
      while (!(await fetch(items).catch(() => undefined))?.ok) {
        if (server.exitCode !== null) throw new Error('serve ended')
        await new Promise((done) => setTimeout(done, 50))
      }
      const ask = (query: string) => received(`${items}&${query}`)
      // The boxes of the version are gathered once it was asked.
      await ask(`bbox=${degrees(0)}`)
      await new Promise((done) => setTimeout(done, 2000))
      return [
        await measure('items by bbox, by HTTP', size, (i) => ask(`bbox=${degrees(i)}`)),
        await measure('items by bbox and height', size, (i) => ask(`bbox=${degrees(i)}&height=${(i % 300) / 10}`)),
        await measure('items by HTTP', size, (i) => ask(`offset=${(i * 4999) % ROWS}`)),
      ]
    } finally {
      const over = once(server, 'close')
      server.kill('SIGTERM')
      await over
    }
  })

const byQuery = (): Promise<Line[]> =>
  withFolder(async (folder) => {
    const lake = await openLake({ folder })
    try {
      const { hash, rows } = await lake.writeRows(Tree, trees())
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
    }
  })

/** Connections stay open, as browsers and QGIS keep theirs. */
const agent = new Agent({ keepAlive: true })

/** Asks for a page and waits for its last byte; gives the features that it says it has. */
function received(address: string): Promise<number> {
  return new Promise((done, failed) => {
    get(address, { agent }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('end', () => done(Number(/"numberReturned":(\d+)/.exec(String(pieces[0]))![1])))
    }).on('error', failed)
  })
}

async function measure(name: string, size: string, one: (i: number) => Promise<number>): Promise<Line> {
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

const textFilter = (filter: string) => compileFilter(parseFilter(filter, 'cql2-text'), Tree)

/** A neighbourhood: 600 m or so. */
function degrees(i: number): [number, number, number, number] {
  const [x, y] = spot(i * 7919)
  return [x, y, x + 0.008, y + 0.005]
}

function boxFilter(i: number): CompiledFilter {
  const filter = { op: 's_intersects', args: [{ property: 'place' }, { bbox: degrees(i) }] }
  return compileFilter(parseFilter(filter, 'cql2-json'), Tree)
}

/** The same, in the CRS of the table: no geometry needs be looked at. */
function metresFilter(i: number): CompiledFilter {
  const [x, y] = toMetres(spot(i * 7919)) as [number, number]
  const filter = { op: 's_intersects', args: [{ property: 'place' }, { bbox: [x, y, x + 600, y + 550] }] }
  return compileFilter(parseFilter(filter, 'cql2-json'), Tree, { crs: 'EPSG:2154' })
}
