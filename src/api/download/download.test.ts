import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from 'hono'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLimit } from '../http/limit.ts'
import { createApi } from '../index.ts'
import type { Dataset, Problem } from '../json/shapes.ts'
import { COUNTERS, openTown, type Town } from '../testing.ts'
import { readRange } from './file.ts'
import { sendStream } from './stream.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  town.app.request(`/download/${path}`, { headers, method })

test('every distribution of a dataset is what it says', async () => {
  for (const id of ['counters', 'hourly', 'daily', 'plan']) {
    const { body } = await town.get<Dataset>(`/api/datasets/${id}`)
    for (const one of body.distributions) {
      const answer = await town.app.request(one.href)
      expect(answer.status, one.href).toBe(200)
      expect(answer.headers.get('Content-Type')).toContain(one.mediaType)
      expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="${one.fileName}"`)
      const bytes = (await answer.arrayBuffer()).byteLength
      if (one.bytes !== null) expect(bytes).toBe(one.bytes)
      expect(bytes).toBeGreaterThan(10)
    }
  }
})

test('GeoJSON holds every row in degrees', async () => {
  const body = (await (await ask('counters/geojson')).json()) as { features: { geometry: { coordinates: number[] } }[] }
  expect(body.features.length).toBe(COUNTERS)
  expect(
    body.features.every(
      ({
        geometry: {
          coordinates: [lon],
        },
      }) => lon! > -1.7 && lon! < -1.6,
    ),
  ).toBe(true)
})

test('CSV holds every row, quoted where needed', async () => {
  const text = await (await ask('counters/csv')).text()
  expect(text.trimEnd().split('\r\n').length).toBe(COUNTERS + 1)
  expect(text).toContain('"=1+1, ""quoted"""')
})

test('Parquet never holds the row numbers of a source, and parts come as one file', async () => {
  for (const path of ['counters/parquet', 'daily/parquet']) {
    const bytes = Buffer.from(await (await ask(path)).arrayBuffer())
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1')
    expect(bytes.subarray(-4).toString()).toBe('PAR1')
    expect(bytes.includes('_row')).toBe(false)
  }
})

test('a version known already is not sent again, and a new one is', async () => {
  const tag = (await ask('hourly/csv')).headers.get('ETag')!
  const known = { 'If-None-Match': tag }
  expect((await ask('hourly/csv', known)).status).toBe(304)
  town.change(2)
  await town.house.run()
  const fresh = await ask('hourly/csv', known)
  expect(fresh.status).toBe(200)
  expect(fresh.headers.get('ETag')).not.toBe(tag)
  expect(fresh.headers.get('Content-Disposition')).toContain('hourly-v2.csv')
})

test('HEAD tells the same without a byte', async () => {
  for (const path of ['counters/csv', 'hourly/parquet']) {
    const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')]
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const name of ['ETag', 'Content-Type', 'Content-Length', 'Content-Disposition', 'Accept-Ranges'])
      expect(head.headers.get(name), name).toBe(get.headers.get(name))
    await get.body?.cancel()
  }
})

test('HEAD of a file that nobody has asked for yet tells its length, and gives the very file that GET sends', async () => {
  for (const id of ['geojson', 'gpkg', 'fgb', 'csv']) {
    const path = `counters/${id}?properties=name`
    const head = await ask(path, { Range: 'bytes=0-9' }, 'HEAD')
    const length = Number(head.headers.get('Content-Length'))
    expect([head.status, head.headers.get('Content-Range'), length > 0], id).toEqual([200, null, true])
    const get = await ask(path)
    expect(get.headers.get('Content-Length'), id).toBe(String(length))
    expect((await get.arrayBuffer()).byteLength, id).toBe(length)
  }
})

test('HEAD writes nothing when there is no place for a GET', async () => {
  const app = createApi({ chain: town.house.chain, version: '0' })
  const open = await Promise.all(Array.from({ length: 64 }, () => app.request('/download/counters/csv')))
  const head = (id: string) => app.request(`/download/counters/${id}?properties=lanes`, { method: 'HEAD' })
  expect((await head('csv')).status).toBe(503)
  await Promise.all(open.map((one) => one.body?.cancel()))
  expect((await head('csv')).status).toBe(200)
})

describe('what a browser saves can be taken up where it was cut', () => {
  const gzip = { 'Accept-Encoding': 'gzip' }
  test.each([
    ['a link followed', { 'Sec-Fetch-Mode': 'navigate' }],
    ['a link followed off TLS', { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' }],
  ])('%s', async (_, saved) => {
    const first = await ask('counters/csv', { ...gzip, ...saved })
    const whole = Buffer.from(await first.arrayBuffer())
    const tag = first.headers.get('ETag')!
    expect([first.headers.get('Content-Encoding'), tag.startsWith('"')]).toEqual([null, true])
    const rest = await ask('counters/csv', { ...gzip, ...saved, Range: 'bytes=1000-', 'If-Range': tag })
    expect(rest.status).toBe(206)
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(1000))).toBe(true)
  })

  test.each([
    ['the script of a page', { 'Sec-Fetch-Mode': 'cors', 'User-Agent': 'Mozilla/5.0' }],
    ['a program', { 'User-Agent': 'python-requests/2.32' }],
  ])('%s has it compressed', async (_, read) => {
    const answer = await ask('counters/csv', { ...gzip, ...read })
    expect(answer.headers.get('Content-Encoding')).toBe('gzip')
    await answer.body?.cancel()
  })
})

test('the same version is the same bytes, whenever it is written', async () => {
  const written = async () => {
    const all = new Map<string, string>()
    for (const id of ['geojson', 'csv', 'parquet', 'fgb', 'gpkg', 'shp', 'xlsx', 'datapackage']) {
      const answer = await ask(`counters/${id}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      all.set(id, `${answer.headers.get('ETag')} ${createHash('sha256').update(bytes).digest('hex')}`)
    }
    await rm(join(town.house.chain.home, 'exports'), { recursive: true })
    return all
  }
  const today = await written()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 3_600_000 })
  try {
    expect(await written()).toEqual(today)
  } finally {
    vi.useRealTimers()
  }
})

test('text is compressed for who accepts it', async () => {
  const answer = await ask('counters/csv', { 'Accept-Encoding': 'gzip' })
  expect(answer.headers.get('Content-Encoding')).toBe('gzip')
  const text = await new Response(answer.body!.pipeThrough(new DecompressionStream('gzip'))).text()
  expect(text).toBe(await (await ask('counters/csv')).text())
  expect((await ask('counters/parquet', { 'Accept-Encoding': 'gzip' })).headers.get('Content-Encoding')).toBeNull()
})

describe('ranges', () => {
  test('a file taken up in two parts is the whole file', async () => {
    const whole = Buffer.from(await (await ask('hourly/parquet')).arrayBuffer())
    const first = await ask('hourly/parquet', { Range: 'bytes=0-99' })
    const tag = first.headers.get('ETag')!
    expect([first.status, first.headers.get('Content-Range')]).toEqual([206, `bytes 0-99/${whole.length}`])
    const rest = await ask('hourly/parquet', { Range: 'bytes=100-', 'If-Range': tag })
    const both = Buffer.concat([Buffer.from(await first.arrayBuffer()), Buffer.from(await rest.arrayBuffer())])
    expect(both.equals(whole)).toBe(true)
    const last = await ask('hourly/parquet', { Range: 'bytes=-4' })
    expect(await last.text()).toBe('PAR1')
  })

  test('another version than the one begun is sent whole', async () => {
    const answer = await ask('hourly/parquet', { Range: 'bytes=10-', 'If-Range': '"old"' })
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
  })

  test('a range outside the file is refused', async () => {
    const answer = await ask('hourly/parquet', { Range: 'bytes=99999999-' })
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([416, 'api.bad-range'])
    expect(answer.headers.get('Content-Range')).toMatch(/^bytes \*\/\d+$/)
  })

  test.each([
    [undefined, undefined],
    ['bytes=0-0', [0, 0]],
    ['bytes=5-1000', [5, 9]],
    ['bytes=-3', [7, 9]],
    ['bytes=-30', [0, 9]],
    ['bytes=9-2', undefined],
    ['bytes=0-1,3-4', undefined],
    ['items=0-1', undefined],
    ['bytes=-', undefined],
  ])('%s of ten bytes', (header, range) => expect(readRange(header, 10)).toEqual(range))
})

test('whoever hangs up frees the place', async () => {
  const app = createApi({ chain: town.house.chain, version: '0' })
  const csv = () => app.request('/download/counters/csv')
  for (let i = 0; i < 100; i++) {
    const answer = await csv()
    expect(answer.status).toBe(200)
    await answer.body!.cancel()
  }
  const open = await Promise.all(Array.from({ length: 70 }, csv))
  const refused = open.filter((one) => one.status === 503)
  expect(refused.map((one) => one.headers.get('Retry-After'))).toEqual(['5', '5', '5', '5', '5', '5'])
  await Promise.all(open.map((one) => one.body?.cancel()))
  expect((await csv()).status).toBe(200)
})

test('whoever stops reading is let go', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const limit = openLimit(1)
    let returned = false
    async function* endless() {
      try {
        for (;;) yield new Uint8Array(10)
      } finally {
        returned = true
      }
    }
    const context = { req: { method: 'GET' } } as unknown as Context
    const answer = sendStream(context, {}, limit, endless)
    const reader = answer.body!.getReader()
    await reader.read()
    expect(() => limit.enter()).toThrow('Too many')
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    limit.enter()()
    expect(returned).toBe(true)
    await expect(reader.read().then(() => reader.read())).rejects.toThrow()
  } finally {
    vi.useRealTimers()
  }
})
