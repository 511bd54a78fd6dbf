import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../json/shapes.ts'
import { COUNTERS, openTown, type Town } from '../testing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  town.app.request(`/download/${path}`, { headers, method })
const linesOf = async (path: string) => {
  const answer = await ask(path)
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text.trimEnd().split('\r\n')
}
const query = (values: Record<string, string>) => new URLSearchParams(values)

describe('a part of a dataset', () => {
  test('rows by a filter, in any format', async () => {
    const filter = query({ filter: "open = true AND name LIKE 'Compteur%'" })
    const expected = Array.from({ length: COUNTERS }, (_, i) => i).filter((i) => i % 2 === 0 && i > 0).length
    expect((await linesOf(`counters/csv?${filter}`)).length - 1).toBe(expected)
    const geojson = (await (await ask(`counters/geojson?${filter}`)).json()) as { features: unknown[] }
    expect(geojson.features.length).toBe(expected)
    for (const format of ['fgb', 'gpkg', 'shp', 'xlsx', 'datapackage', 'parquet']) {
      const bytes = (await (await ask(`counters/${format}?${filter}`)).arrayBuffer()).byteLength
      const whole = (await (await ask(`counters/${format}`)).arrayBuffer()).byteLength
      expect(bytes, format).toBeGreaterThan(100)
      expect(bytes, format).not.toBe(whole)
    }
  })

  test('rows by a box, a geometry, both at once', async () => {
    const box = { bbox: '352450,6788990,353010,6789210', 'bbox-crs': 'EPSG:2154' }
    const inBox = (await linesOf(`counters/csv?${query(box)}`)).length - 1
    expect(inBox).toBe(6 * 3)
    // Two corners of the box cut off: only the geometries themselves tell.
    const filter = 'S_INTERSECTS(at, POLYGON((352450 6788990, 353010 6788990, 353010 6789210, 352450 6788990)))'
    const cut = { ...box, filter, 'filter-crs': 'EPSG:2154' }
    const inBoth = (await linesOf(`counters/csv?${query(cut)}`)).length - 1
    expect(inBoth).toBeGreaterThan(3)
    expect(inBoth).toBeLessThan(inBox)
    const { body } = await town.get<{ numberMatched: number }>(`/ogc/collections/counters/items?${query(cut)}`)
    expect(body.numberMatched).toBe(inBoth)
  })

  test('rows of a period, and those of a version that was', async () => {
    const day = await linesOf(`hourly/csv?${query({ datetime: '2024-03-26T00:00:00Z/2024-03-26T23:59:59Z' })}`)
    expect(day.length - 1).toBe(24)
    const before = await linesOf('hourly/csv')
    const moment = new Date().toISOString()
    town.change(3)
    await town.house.run()
    expect(await linesOf('hourly/csv')).not.toEqual(before)
    expect(await linesOf(`hourly/csv?${query({ version: moment })}`)).toEqual(before)
  })

  test('columns, positions, CRS', async () => {
    expect((await linesOf('counters/csv?properties=id,open&skipGeometry=true'))[0]).toBe('id,open')
    const [head, first] = await linesOf('counters/csv?properties=id&crs=EPSG:2154&positions=lonlat')
    expect([head, first]).toEqual(['x,y,id', expect.stringMatching(/^\d{6},\d{7},c\d+$/)])
    expect((await linesOf('counters/csv?positions=wkt'))[0]).not.toContain('lon')
  })

  test.each([
    ['counters/geojson?crs=EPSG:2154', 'export.crs-fixed'],
    ['counters/csv?crs=EPSG:99', 'api.bad-parameter'],
    ['counters/csv?filter=nom%3D1', 'cql2.unknown-property'],
    ['counters/csv?bbox=1,2', 'api.bad-parameter'],
    ['counters/csv?properties=nom', 'api.bad-parameter'],
    ['counters/csv?datetime=hier', 'api.bad-parameter'],
    ['counters/csv?version=hier', 'api.bad-parameter'],
    ['counters/shp?skipGeometry=true', 'export.needs-geometry'],
    ['hourly/csv?positions=lonlat', 'export.not-points'],
    ['plan/file?bbox=1,2,3,4', 'api.bad-parameter'],
  ])('%s is refused: %s', async (path, code) => {
    const answer = await ask(path)
    const problem = (await answer.json()) as Problem
    expect([answer.status, problem.code]).toEqual([400, code])
    expect(problem.remedy?.fr).toBeTruthy()
  })

  test('access is decided before anything is read', async () => {
    expect((await ask('staff/csv?filter=id%3D1')).status).toBe(403)
    expect((await ask('staff/csv?filter=nothing')).status).toBe(403)
    expect((await ask('residents/csv', town.operator)).status).toBe(403)
    expect((await ask('staff/csv', town.operator)).status).toBe(200)
  })
})

describe('taking a download up', () => {
  test.each(['csv', 'geojson', 'gpkg', 'shp', 'xlsx', 'datapackage', 'parquet?filter=open%3Dtrue'])(
    '%s cut anywhere goes on at the very byte',
    async (format) => {
      const first = await ask(`counters/${format}`)
      const tag = first.headers.get('ETag')!
      const whole = Buffer.from(await first.arrayBuffer())
      expect([first.headers.get('Accept-Ranges'), tag.startsWith('"')]).toEqual(['bytes', true])
      const half = Math.floor(whole.length / 2)
      const rest = await ask(`counters/${format}`, { Range: `bytes=${half}-`, 'If-Range': tag })
      expect([rest.status, rest.headers.get('Content-Range')]).toEqual([
        206,
        `bytes ${half}-${whole.length - 1}/${whole.length}`,
      ])
      expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(half))).toBe(true)
      const head = await ask(`counters/${format}`, {}, 'HEAD')
      expect([head.headers.get('Content-Length'), head.headers.get('ETag')]).toEqual([String(whole.length), tag])
    },
  )

  test('a part asked for first, of what nobody asked for before', async () => {
    const filter = query({ filter: 'lanes = 1' })
    const part = await ask(`counters/csv?${filter}`, { Range: 'bytes=3-12' })
    expect(part.status).toBe(206)
    const whole = await (await ask(`counters/csv?${filter}`)).text()
    expect(await part.text()).toBe(whole.slice(3, 13))
    const beyond = await ask(`counters/csv?${filter}`, { Range: 'bytes=99999999-' })
    expect(beyond.status).toBe(416)
  })

  test('two of other parameters have other tags, the same asked twice has one', async () => {
    const tagOf = async (path: string) => (await ask(path, {}, 'HEAD')).headers.get('ETag')
    const paths = ['', '?filter=lanes%3D1', '?properties=id', '?crs=EPSG:2154', '?bbox=1,2,3,4', '?positions=wkt']
    const tags = await Promise.all(paths.map((path) => tagOf(`counters/csv${path}`)))
    expect(new Set(tags).size).toBe(paths.length)
    expect(await tagOf('counters/csv')).toBe(tags[0])
  })
})

test('readers of one byte a second, over a real connection, hold neither DuckDB nor the others', async () => {
  const server = serve({ fetch: town.app.fetch, port: 0, createServer }) as ReturnType<typeof createServer>
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const open = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`http://localhost:${port}${path}`, (answer) => {
        answer.pause()
        resolve(answer)
      }).on('error', reject)
    })
  const slow = await Promise.all([
    ...Array.from({ length: 20 }, (_, i) => open(`/download/hourly/xlsx?filter=bikes%3E${i}`)),
    ...Array.from({ length: 20 }, () => open('/ogc/collections/hourly/items?limit=10000')),
  ])
  const before = await fetch(`http://localhost:${port}/ogc/collections/hourly/items?limit=5&filter=bikes%3E7`)
  expect([before.status, ((await before.json()) as { numberReturned: number }).numberReturned]).toEqual([200, 5])
  const file = await fetch(`http://localhost:${port}/download/counters/csv?filter=lanes%3D2`)
  expect((await file.text()).length).toBeGreaterThan(1000)
  for (const answer of slow) {
    expect(answer.statusCode).toBe(200)
    answer.destroy()
  }
  server.closeAllConnections()
  server.close()
})
