import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { FetchRequest } from '../../kernel/index.ts'
import { scratch } from '../testing/run.ts'
import { serving } from '../testing/server.ts'
import { httpFetch } from './index.ts'

const CSV = 'a;b\n1;2\n'

const quick = httpFetch({ attempts: 3, firstWaitMs: 1, maxWaitMs: 2_000, redirects: 5 })

/** Fetches into a folder of its own; nothing may be left there after a failure. */
async function attempt(address: string, more: Partial<FetchRequest> = {}, fetch = quick) {
  const into = scratch()
  try {
    return { fetched: await fetch({ address, into, ...more }), left: readdirSync(into) }
  } catch (error) {
    return { error: error as { code?: string; retry?: string; facts?: unknown; name: string }, left: readdirSync(into) }
  }
}

test('a file comes whole, with its hash, name and validators', async () => {
  const seen: [number, number?][] = []
  const server = await serving({
    '/files/d%C3%A9bits.csv': (_, r) =>
      r
        .writeHead(200, {
          etag: '"v1"',
          'last-modified': 'Mon, 05 Feb 2024 10:00:00 GMT',
          'content-length': CSV.length,
        })
        .end(CSV),
  })
  const { fetched } = await attempt(server.at('/files/d%C3%A9bits.csv'), { progress: (...p) => seen.push(p) })
  if (!fetched || fetched.unchanged) throw new Error('nothing came')
  expect(fetched).toMatchObject({ etag: '"v1"', lastModified: 'Mon, 05 Feb 2024 10:00:00 GMT' })
  expect(fetched.file).toMatchObject({
    name: 'débits.csv',
    bytes: CSV.length,
    sha256: createHash('sha256').update(CSV).digest('hex'),
  })
  expect(readFileSync(fetched.file.path, 'utf8')).toBe(CSV)
  expect(seen.at(-1)).toEqual([CSV.length, CSV.length])
})

test('what is known already is not sent again', async () => {
  const server = await serving({
    '/a.csv': (q, r) => (q.headers['if-none-match'] === '"v1"' ? r.writeHead(304).end() : r.end(CSV)),
    '/b.csv': (q, r) => (q.headers['if-modified-since'] === 'yesterday' ? r.writeHead(304).end() : r.end(CSV)),
  })
  expect((await attempt(server.at('/a.csv'), { known: { etag: '"v1"' } })).fetched).toEqual({ unchanged: true })
  expect((await attempt(server.at('/b.csv'), { known: { lastModified: 'yesterday' } })).fetched).toEqual({
    unchanged: true,
  })
  expect((await attempt(server.at('/a.csv'), { known: { etag: '"v0"' } })).fetched).toMatchObject({ unchanged: false })
})

test('a compressed answer is decompressed', async () => {
  const server = await serving({
    '/a.csv': (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(CSV)),
  })
  const { fetched } = await attempt(server.at('/a.csv'))
  expect(fetched).toMatchObject({ file: { bytes: CSV.length } })
})

test('passing failures are tried again', async () => {
  const server = await serving({
    '/flaky.csv': (_, r, visit) => (visit < 3 ? r.writeHead(503).end() : r.end(CSV)),
    '/reset.csv': (q, r, visit) => (visit < 2 ? q.socket.destroy() : r.end(CSV)),
    '/busy.csv': (_, r, visit) => (visit < 2 ? r.writeHead(429, { 'retry-after': '1' }).end() : r.end(CSV)),
    '/cut.csv': (_, r, visit) => {
      r.writeHead(200, { 'content-length': 1000 })
      if (visit < 2) r.write(CSV, () => r.destroy())
      else r.end('x'.repeat(1000))
    },
  })
  const started = Date.now()
  for (const path of ['/flaky.csv', '/reset.csv', '/busy.csv', '/cut.csv'])
    expect((await attempt(server.at(path))).fetched, path).toMatchObject({ unchanged: false })
  expect(server.visits).toEqual({ '/flaky.csv': 3, '/reset.csv': 2, '/busy.csv': 2, '/cut.csv': 2 })
  expect(Date.now() - started, 'the wait that was asked for').toBeGreaterThanOrEqual(1000)
})

test('each way to fail has its name, says whether to try again, and leaves nothing behind', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  const server = await serving({
    '/gone': (_, r) => r.writeHead(410).end(),
    '/closed': (_, r) => r.writeHead(403).end(),
    '/broken': (_, r) => r.writeHead(500).end(),
    '/teapot': (_, r) => r.writeHead(418).end(),
    '/tomorrow': (_, r) => r.writeHead(503, { 'retry-after': '86400' }).end(),
    '/loop': (_, r) => r.writeHead(302, { location: '/loop' }).end(),
    '/away': (_, r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/moved': (_, r) => r.writeHead(301, { location: '/nowhere' }).end(),
    '/silent': () => {},
    '/stalled': (_, r) => r.writeHead(200, { 'content-length': 1000 }).write(CSV),
    '/drip': (_, r) => {
      const timer = setInterval(() => r.write('x'), 50)
      r.on('close', () => clearInterval(timer))
    },
    '/cut': (_, r) => r.writeHead(200, { 'content-length': 1000 }).write(CSV, () => r.destroy()),
    '/cut-chunks': (_, r) => r.writeHead(200).write(CSV, () => r.destroy()),
    '/announced': (_, r) => r.writeHead(200, { 'content-length': 10_000_000 }).end('x'.repeat(10_000_000)),
    '/endless': (_, r) => {
      const more = () => r.write('x'.repeat(65536), () => (r.destroyed ? undefined : setImmediate(more)))
      more()
    },
    '/bomb': (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    '/not-gzip': (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(CSV),
  })
  const expected: Record<string, [code: string, retry: string, visits: number]> = {
    '/missing': ['http.not-found', 'terminal', 1],
    '/gone': ['http.not-found', 'terminal', 1],
    '/moved': ['http.not-found', 'terminal', 1],
    '/closed': ['http.forbidden', 'terminal', 1],
    '/broken': ['http.server', 'transient', 2],
    '/teapot': ['http.status', 'terminal', 1],
    '/tomorrow': ['http.server', 'transient', 1],
    '/loop': ['http.redirects', 'terminal', 6],
    '/away': ['http.scheme', 'terminal', 1],
    '/silent': ['http.timeout', 'transient', 2],
    '/stalled': ['http.timeout', 'transient', 2],
    '/drip': ['http.timeout', 'transient', 2],
    '/cut': ['http.truncated', 'transient', 2],
    '/cut-chunks': ['http.truncated', 'transient', 2],
    '/announced': ['http.too-large', 'terminal', 1],
    '/endless': ['http.too-large', 'terminal', 1],
    '/bomb': ['http.too-large', 'terminal', 1],
    '/not-gzip': ['http.encoding', 'transient', 2],
  }
  const twice = httpFetch({ attempts: 2, firstWaitMs: 1, maxWaitMs: 10, idleMs: 1_000, totalMs: 2_000, redirects: 5 })
  await Promise.all(
    Object.entries(expected).map(async ([path, [code, retry, visits]]) => {
      const { error, left } = await attempt(server.at(path), { maxBytes: 1_000_000 }, twice)
      expect({ path, code: error?.code, retry: error?.retry }).toEqual({ path, code, retry })
      expect(left, path).toEqual([])
      expect(server.visits[path], path).toBe(visits)
    }),
  )
})

test('an address that leads nowhere, or must not be followed', async () => {
  const codes = async (address: string) => (await attempt(address)).error?.code
  expect(await codes('http://127.0.0.1:9/')).toBe('http.unreachable')
  expect(await codes('http://does-not-exist.invalid/')).toBe('http.unreachable')
  expect(await codes('file:///etc/passwd')).toBe('http.scheme')
  expect(await codes('not an address')).toBe('http.address')
  expect(await codes('https://me:hidden@example.org/')).toBe('http.address')
})

test('secrets of an address are not shown', async () => {
  const server = await serving({})
  const { error } = await attempt(server.at('/x?apikey=hidden&page=2'))
  expect(JSON.stringify(error)).not.toContain('hidden')
  expect(JSON.stringify(error)).toContain('page=2')
})

test('an abandoned download stops with the reason given', async () => {
  const server = await serving({ '/silent': () => {}, '/broken': (_, r) => r.writeHead(503).end() })
  const patient = httpFetch({ attempts: 5, firstWaitMs: 60_000 })
  for (const path of ['/silent', '/broken']) {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 50)
    const { error, left } = await attempt(server.at(path), { signal: controller.signal }, patient)
    expect(String(error)).toBe('Error: enough')
    expect(left).toEqual([])
  }
})

test('the name of the file cannot lead outside its folder', async () => {
  const disposition = (value: string) => (_: unknown, r: import('node:http').ServerResponse) =>
    r.writeHead(200, { 'content-disposition': value, 'content-type': 'text/csv' }).end(CSV)
  const server = await serving({
    '/1': disposition('attachment; filename="../../etc/cron.d/evil"'),
    '/2': disposition("attachment; filename*=UTF-8''donn%C3%A9es%202024.csv; filename=x.csv"),
    '/3': disposition('attachment; filename="..\\\\..\\\\evil.csv"'),
    '/4': disposition(`attachment; filename="${'é'.normalize('NFD').replace(/[^e]/g, '')}${'x'.repeat(5000)}.csv"`),
    '/..%2F..%2Fevil.csv': disposition('inline'),
    '/5': disposition('attachment; filename=".."'),
  })
  const names: string[] = []
  for (const path of ['/1', '/2', '/3', '/4', '/..%2F..%2Fevil.csv', '/5']) {
    const { fetched, left } = await attempt(server.at(path))
    if (!fetched || fetched.unchanged) throw new Error('nothing came')
    const { path: whole, name } = fetched.file
    expect([basename(whole), existsSync(dirname(whole)), left]).toEqual([name, true, [name]])
    names.push(name)
  }
  expect(names.map((n) => n.slice(0, 20))).toEqual([
    'evil.csv',
    'données 2024.csv',
    'evil.csv',
    `e${'x'.repeat(19)}`,
    'evil.csv',
    'download.csv',
  ])
})
