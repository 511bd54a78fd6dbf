import { createApi } from '../src/api/index.ts'
import type { DatasetRecord } from '../src/catalogue/index.ts'
import { noDocuments, put, sizeOf } from '../src/catalogue/search/documents.ts'
import { find } from '../src/catalogue/search/find.ts'
import type { SearchQuery } from '../src/catalogue/search/query.ts'
import { readySynonyms, usualSynonyms } from '../src/catalogue/search/synonyms.ts'
import { seeded } from '../src/kernel/testing/random.ts'
import { openTestHouse, place } from '../src/pipeline/testing.ts'
import type { Store } from '../src/store/index.ts'
import { count, type Line, rate } from './measure.ts'

const RECORDS = 100_000
const QUERIES = 600
const WORDS = 60_000
const frequencies = ['CONT', 'DAILY', 'WEEKLY', 'MONTHLY', 'ANNUAL', 'IRREG', 'NEVER'] as const
const formats = ['CSV', 'JSON', 'GEOJSON', 'SHP', 'XLSX', 'PDF', 'XML', 'PARQUET', 'GPKG', 'KML', 'ZIP', 'GTFS']
const themes = ['AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL', 'JUST', 'REGI', 'SOCI', 'TECH', 'TRAN']
const licences = ['etalab-2.0', 'ODbL-1.0', 'CC-BY-4.0', 'CC0-1.0', 'CC-BY-SA-4.0', '']

/** A catalogue of invented records, whose words are as frequent as those of a language are (Zipf's law). */
function makeWorld() {
  const next = seeded(11)
  const below = (most: number) => Math.floor(next() * most)
  const onsets = 'b c ch d f g j l m n p qu r s t v br cr dr gr pl pr tr'.split(' ')
  const vowels = 'a e i o u é è ou an on in oi eau'.split(' ')
  const syllable = () => onsets[below(onsets.length)]! + vowels[below(vowels.length)]!
  const words = [
    ...new Set(Array.from({ length: WORDS * 1.3 }, () => Array.from({ length: 2 + below(3) }, syllable).join(''))),
  ].slice(0, WORDS)
  // The rank of a word drawn by Zipf's law with exponent 1.
  const word = () => words[Math.min(words.length - 1, Math.floor(words.length ** next()) - 1)]!
  const text = (length: number) => Array.from({ length }, word).join(' ')
  const one = <T>(of: readonly T[]): T => of[Math.floor(of.length * next() ** 2)]!
  const keywords = Array.from({ length: 5000 }, () => text(1 + below(2)))
  const producers = Array.from({ length: 800 }, () => text(2 + below(3)))
  const both = (fr: string) => ({ fr, en: fr })
  const record = (i: number): DatasetRecord => {
    const [west, south] = [-5 + next() * 12, 43 + next() * 7]
    const licence = one(licences)
    const year = 2005 + below(20)
    return {
      id: `bench~${i}`,
      title: both(text(4 + below(8))),
      description: both(text(30 + below(90))),
      keywords: Array.from({ length: below(9) }, () => both(one(keywords))),
      themes: [one(themes)],
      access: next() < 0.9 ? 'open' : 'restricted',
      ...(licence && { licence: { id: licence, title: licence } }),
      publisher: { name: one(producers) },
      creators: [],
      contacts: [{ name: 'Contact' }],
      ...(next() < 0.7 && { spatial: [west, south, west + next(), south + next()] as const }),
      ...(next() < 0.5 && { temporal: { from: `${year}-01-01`, to: `${year + below(5)}-12-31` } }),
      frequency: one(frequencies),
      modified: new Date(Date.UTC(year, below(12), 1 + below(28))),
      sources: [],
      page: `/datasets/bench~${i}`,
      files: Array.from({ length: 1 + below(3) }, (_, n) => ({
        ...{ id: `f${n}`, title: both(`f${n}`), path: `https://data.example.org/${i}/${n}`, mediaType: 'text/csv' },
        fileType: one(formats),
      })),
      services: [],
      origin: {
        ...{ source: `s${i % 12}`, title: both(`Source ${i % 12}`), external: String(i) },
        ...{ first: new Date(0), seen: new Date(0), archived: false },
      },
    }
  }
  /** A search: one to three words, some of them mistyped, and filters. */
  const question = (): SearchQuery => {
    const asked = Array.from({ length: 1 + below(3) }, word).map((w) => (next() < 0.3 ? mistyped(w, below) : w))
    const keep = {
      ...(next() < 0.6 && { theme: [one(themes)] }),
      ...(next() < 0.3 && { format: [one(formats), one(formats)] }),
      ...(next() < 0.2 && { access: ['open'] }),
      ...(next() < 0.2 && { producer: [one(producers)] }),
    }
    const [west, south] = [-5 + next() * 10, 43 + next() * 5]
    return {
      ...(next() < 0.8 && { words: asked.join(' ') }),
      keep,
      ...(next() < 0.25 && { box: [west, south, west + 2, south + 2] as const }),
      ...(next() < 0.2 && { period: [Date.UTC(2015, 0), Date.UTC(2018, 0)] as const }),
      ...(next() < 0.1 && { sort: 'modified' as const }),
      offset: 20 * below(3),
      limit: 20,
    }
  }
  return { record, question }
}

function mistyped(word: string, below: (most: number) => number): string {
  const at = 1 + below(word.length - 1)
  return [
    word.slice(0, at - 1) + word.slice(at),
    `${word.slice(0, at)}x${word.slice(at)}`,
    word.slice(0, at - 1) + (word[at] ?? '') + word[at - 1] + word.slice(at + 1),
  ][below(3)]!
}

/** The search of a large catalogue: in memory alone, then as it is asked over HTTP, kept up to date from the database. */
export async function benchSearch(): Promise<Line[]> {
  const { record, question } = makeWorld()
  const records = Array.from({ length: RECORDS }, (_, i) => record(i))
  const questions = Array.from({ length: QUERIES }, question)
  const size = `${count(RECORDS)} records`
  return [...inMemory(records, questions, size), ...(await overHttp(records, questions, size))]
}

function inMemory(records: readonly DatasetRecord[], questions: readonly SearchQuery[], size: string): Line[] {
  const before = heap()
  const documents = noDocuments()
  const begin = performance.now()
  for (const one of records) put(documents, { record: one }, { fr: 'Ici', en: 'Here' })
  const seconds = (performance.now() - begin) / 1000
  const held = heap() - before
  const synonyms = readySynonyms(usualSynonyms)
  let found = 0
  const [times, busy]: [number[], number[]] = [[], []]
  for (const query of questions) {
    const [start, used] = [performance.now(), process.threadCpuUsage()]
    found += find(documents, synonyms, query).total
    times.push(performance.now() - start)
    const { user, system } = process.threadCpuUsage(used)
    busy.push((user + system) / 1000)
  }
  const megabytes = (bytes: number) => `${count(Math.round(bytes / 1e6))} MB`
  return [
    {
      ...{ name: 'search: index', size, seconds, rate: rate(records.length, seconds, 'records') },
    },
    {
      ...{ name: 'search: memory of the index', size, seconds: Number.NaN },
      rate: `${megabytes(sizeOf(documents))} in arrays, ${megabytes(held)} with the words (${count(documents.vocabulary.words.size)})`,
    },
    {
      ...told('search: faceted queries in memory', times, size, busy),
      ...{ size: `${size}, ${count(Math.round(found / questions.length))} found` },
    },
  ]
}

async function overHttp(
  records: readonly DatasetRecord[],
  questions: readonly SearchQuery[],
  size: string,
): Promise<Line[]> {
  const house = await openTestHouse(place([]))
  try {
    await fill(house.chain.store, records)
    const app = createApi({ chain: house.chain, version: 'bench' })
    const ask = async (query: string) => {
      const start = performance.now()
      const answer = await app.request(`/api/search?${query}`)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${query}: ${answer.status}`)
      return performance.now() - start
    }
    const first = await ask('')
    const [times, busy]: [number[], number[]] = [[], []]
    for (const query of questions) {
      const used = process.threadCpuUsage()
      times.push(await ask(queryOf(query)))
      const { user, system } = process.threadCpuUsage(used)
      busy.push((user + system) / 1000)
    }
    const changes: number[] = []
    for (let i = 0; i < 20; i++) {
      await touch(house.chain.store, `bench~${i}`)
      changes.push(await ask('q=zzz'))
    }
    return [
      {
        name: 'search: ready, from the database',
        size,
        seconds: first / 1000,
        rate: rate(records.length, first / 1000, 'records'),
      },
      told('search: faceted queries over HTTP', times, size, busy),
      told('search: after a record changed', changes, size),
    ]
  } finally {
    await house.close()
  }
}

/** Median, 95th percentile and worst of some times (ms). */
function told(name: string, times: readonly number[], size: string, busy?: readonly number[]): Line {
  const { p50, p95, worst } = spread(times)
  const used = busy ? ` (of processor: p95 ${spread(busy).p95})` : ''
  return {
    ...{ name, size, seconds: times.reduce((sum, one) => sum + one, 0) / times.length / 1000 },
    rate: `p50 ${p50} ms, p95 ${p95} ms${used}, worst ${worst} ms of ${count(times.length)}`,
  }
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
  return { p50: at(0.5), p95: at(0.95), worst: at(1) }
}

function queryOf({ words, keep = {}, box, period, sort, offset }: SearchQuery): string {
  const query = new URLSearchParams({ offset: String(offset), limit: '20' })
  if (words) query.set('q', words)
  for (const [name, values] of Object.entries(keep)) for (const value of values) query.append(name, value)
  if (box) query.set('bbox', box.join(','))
  if (period) {
    query.set('from', new Date(period[0]).toISOString().slice(0, 10))
    query.set('to', new Date(period[1]).toISOString().slice(0, 10))
  }
  if (sort) query.set('sort', sort)
  return String(query)
}

/** Records written at once. */
const BATCH = 2000

async function fill(store: Store, records: readonly DatasetRecord[]): Promise<void> {
  const [run] = await store.query<{ id: number }>(
    `insert into harvest_run (territory, source, started, state, mode) values ('test', 's0', now(), 'done', 'full') returning id`,
  )
  for (let from = 0; from < records.length; from += BATCH) {
    const rows = records.slice(from, from + BATCH).map(({ id, page, origin, ...record }) => ({
      ...{ id, source: origin!.source, external: origin!.external, record },
    }))
    await store.query(
      `insert into catalogue_record (territory, id, source, external, state, record, hash, first_seen, last_seen, run)
       select 'test', r.id, r.source, r.external, 'active', r.record, '', now(), now(), $1
       from jsonb_to_recordset($2::jsonb) as r(id text, source text, external text, record jsonb)`,
      [run!.id, JSON.stringify(rows)],
    )
  }
}

const touch = (store: Store, id: string) =>
  store.query(
    `insert into catalogue_change (territory, dataset, at, verb, kind, fields) values ('test', $1, now(), 'changed', 'service', '[]')`,
    [id],
  )

/** Bytes that the process holds in JavaScript and in arrays. */
function heap(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
