import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DownloadProgress, Problem } from '../json/shapes.ts'
import { COUNTERS, openTown, type Town } from '../testing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

/** Asks until it is ready. */
async function prepared(path: string): Promise<DownloadProgress> {
  for (;;) {
    const { status, body, headers } = await town.get<DownloadProgress>(path)
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    if (body.state === 'ready') return body
    expect(body.rows).toBeLessThanOrEqual(COUNTERS)
  }
}

test('a file is prepared, then sent whole, of the size that was told, and taken up at any byte', async () => {
  for (const format of ['geojson', 'fgb', 'xlsx', 'parquet']) {
    const { bytes, rows, ofRows } = await prepared(`/download/counters/${format}/progress`)
    expect([rows, ofRows]).toEqual([COUNTERS, COUNTERS])
    const file = await town.app.request(`/download/counters/${format}`)
    expect(file.headers.get('Content-Length')).toBe(String(bytes))
    const whole = Buffer.from(await file.arrayBuffer())
    expect(whole.length).toBe(bytes)
    const Range = `bytes=${bytes - 100}-`
    const end = await town.app.request(`/download/counters/${format}`, { headers: { Range } })
    expect([end.status, Buffer.from(await end.arrayBuffer()).equals(whole.subarray(-100))]).toEqual([206, true])
  }
})

test('a selection is prepared as it is asked for; how many rows it has is not known before', async () => {
  const query = `?filter=${encodeURIComponent('lanes = 1')}&crs=${encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/2154')}`
  const { bytes, ofRows } = await prepared(`/download/counters/gpkg/progress${query}`)
  expect(ofRows).toBeNull()
  expect((await town.app.request(`/download/counters/gpkg${query}`)).headers.get('Content-Length')).toBe(String(bytes))
})

test('what a download refuses is refused', async () => {
  const refused = async (path: string) => {
    const { status, body } = await town.get<Problem>(path)
    return [status, body.code]
  }
  expect(await refused('/download/staff/csv/progress')).toEqual([403, 'api.refused'])
  expect(await refused('/download/counters/docx/progress')).toEqual([404, 'api.unknown-distribution'])
  expect(await refused('/download/counters/csv/progress?filter=x=1')).toEqual([400, 'cql2.unknown-property'])
})
