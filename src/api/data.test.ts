import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeaturePage, Problem, RowsPage, Series, Statistics } from './json/shapes.ts'
import { COUNTERS, openTown, START, type Town } from './testing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const HOUR = 3_600_000

/** All the pages from an address on. */
async function pages(path: string): Promise<RowsPage[]> {
  const found: RowsPage[] = []
  for (let next: string | null = path; next; next = found.at(-1)!.next) {
    const { status, body } = await town.get<RowsPage>(next)
    expect(status, JSON.stringify(body)).toBe(200)
    found.push(body)
  }
  return found
}

describe('rows', () => {
  test('pages give every row once, in any order asked', async () => {
    for (const order of [
      '',
      '&sort=lanes',
      '&sort=-name',
      '&where=lanes>=0',
      '&bbox=-2,48,-1,49',
      '&bbox=-2,48,-1,49&sort=open',
    ]) {
      const rows = (await pages(`/api/datasets/counters/rows?limit=37${order}`)).flatMap((page) => page.rows)
      expect(rows.length, order).toBe(COUNTERS)
      expect(new Set(rows.map((row) => row.id)).size, order).toBe(COUNTERS)
    }
    const lanes = (await pages('/api/datasets/counters/rows?limit=100&sort=-lanes')).flatMap((page) => page.rows)
    expect(lanes.map((row) => row.lanes)).toEqual(lanes.map((row) => row.lanes as number).sort((a, b) => b - a))
  })

  test('columns, conditions and a box keep a part', async () => {
    const { body } = await town.get<RowsPage>(
      '/api/datasets/counters/rows?columns=name,id&where=lanes:2&where=open:true&limit=3',
    )
    expect(body.columns).toEqual(['name', 'id'])
    expect(body.rows.map((row) => Object.keys(row))).toEqual([
      ['name', 'id'],
      ['name', 'id'],
      ['name', 'id'],
    ])
    const all = await town.get<RowsPage>('/api/datasets/counters/rows?where=lanes:2&where=open:true&limit=10000')
    expect(all.body.rows.length).toBe(
      Array.from({ length: COUNTERS }, (_, i) => i).filter((i) => i % 3 === 2 && i % 2 === 0).length,
    )
    const from = new Date(START + 10 * HOUR).toISOString()
    const some = await town.get<RowsPage>(
      `/api/datasets/hourly/rows?where=time>=${from}&where=time<2024-03-25T14:00:00Z&sort=time`,
    )
    expect(some.body.rows.map((row) => row.bikes)).toEqual([10, 11, 12, 13])
    const days = await town.get<RowsPage>('/api/datasets/daily/rows?where=day:2024-03-26')
    expect(days.body.rows).toEqual([{ day: '2024-03-26', bikes: (24 + 47) * 12 }])
  })

  test('a box in degrees is met in the CRS of the data', async () => {
    const whole = await town.get<FeaturePage>('/api/datasets/counters/rows?format=geojson&limit=1000')
    const [lon, lat] = (whole.body.features.find((one) => one.id === 'c0')!.geometry as { coordinates: number[] })
      .coordinates as [number, number]
    expect([lon > -1.7 && lon < -1.6, lat > 48.1 && lat < 48.2]).toEqual([true, true])
    const near = 0.0004
    const box = [lon - near, lat - near, lon + near, lat + near].join(',')
    for (const more of ['', '&sort=id', '&where=id:c0']) {
      const { body } = await town.get<FeaturePage>(`/api/datasets/counters/rows?format=geojson&bbox=${box}${more}`)
      expect(
        body.features.map((one) => one.id),
        more,
      ).toEqual(['c0'])
    }
    expect(whole.body).toMatchObject({ numberReturned: COUNTERS, numberMatched: COUNTERS })
    expect(whole.headers.get('Content-Type')).toContain('application/geo+json')
  })

  test('pages go on reading the version they began with while the data changes', async () => {
    const first = await town.get<RowsPage>('/api/datasets/hourly/rows?limit=100&sort=time')
    town.change(3)
    await town.house.run()
    const rest = await pages(first.body.next!)
    const rows = [first.body, ...rest].flatMap((page) => page.rows)
    expect(rows.at(-1)).toMatchObject({ bikes: 335 })
    expect(new Set([first.body, ...rest].map((page) => page.version)).size).toBe(1)
    const now = await town.get<RowsPage>('/api/datasets/hourly/rows?limit=1&sort=-time')
    expect(now.body).toMatchObject({ version: first.body.version + 1, rows: [{ bikes: 3 * 335 }] })
    const gone = await town.get<Problem>('/api/datasets/hourly/rows?pin=1-0123456789abcdef')
    expect([gone.status, gone.body.code]).toEqual([410, 'api.version-gone'])
    town.change(1)
    await town.house.run()
  })

  test.each([
    ['counters', 'limit=10001', 'limit'],
    ['counters', 'offset=-1', 'offset'],
    ['counters', 'columns=id,nam', 'columns'],
    ['counters', 'sort=at', 'sort'],
    ['counters', 'bbox=1,2,3', 'bbox'],
    ['counters', 'bbox=-1,48,-2,49', 'bbox'],
    ['counters', 'bbox=-1,48,x,49', 'bbox'],
    ['hourly', 'bbox=-2,48,-1,49', 'bbox'],
    ['hourly', 'format=geojson', 'format'],
    ['hourly', 'format=xml', 'format'],
    ['hourly', 'where=bikes', 'where'],
    ['hourly', 'where=bikes:many', 'where'],
    ['hourly', 'where=day:2024-01-01', 'where'],
    ['daily', 'where=day:2024-13-01', 'where'],
    ['daily', "where=day:2024-01-01' or true --", 'where'],
    ['counters', 'sort=id;drop', 'sort'],
    ['plan', '', 'id'],
  ])('%s?%s is refused', async (dataset, query, place) => {
    const { status, body } = await town.get<Problem>(`/api/datasets/${dataset}/rows?${encodeURI(query)}`)
    expect([status, body.code, body.place]).toEqual([400, 'api.bad-parameter', place])
    expect(body.remedy?.en.length).toBeGreaterThan(5)
  })

  test('what looks like SQL is only text', async () => {
    const { body } = await town.get<RowsPage>(
      `/api/datasets/counters/rows?where=${encodeURIComponent("id:c0' or '1'='1")}`,
    )
    expect(body.rows).toEqual([])
  })

  test('an answer known already is not worked out again', async () => {
    const path = '/api/datasets/counters/rows?limit=5'
    const first = await town.app.request(path)
    const tag = first.headers.get('ETag')!
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*'])
      expect((await town.app.request(path, { headers: { 'If-None-Match': known } })).status).toBe(304)
    expect((await town.app.request(`${path}0`, { headers: { 'If-None-Match': tag } })).status).toBe(200)
  })
})

test('statistics tell what each column holds', async () => {
  const { body } = await town.get<Statistics>('/api/datasets/hourly/statistics')
  const bikes = body.columns.find((one) => one.name === 'bikes')!
  // Hour 5 was set aside and hour 7 is missing.
  expect(bikes).toMatchObject({ count: 334, missing: 1, distinct: 334, min: 0, max: 335, top: [] })
  expect(bikes.mean).toBeCloseTo(((336 * 335) / 2 - 5 - 7) / 334, 9)
  expect(body.columns.find((one) => one.name === 'counter')!.top).toEqual([
    { value: 'c1', count: 168 },
    { value: 'c0', count: 167 },
  ])
  const counters = await town.get<Statistics>('/api/datasets/counters/statistics')
  expect(counters.body.columns.find((one) => one.name === 'at')).toMatchObject({
    count: COUNTERS,
    distinct: null,
    min: null,
  })
})

describe('series', () => {
  const series = async (query: string) => (await town.get<Series>(`/api/datasets/${query}`)).body

  test('days are those of the territory: the one of the change of clocks has 23 hours', async () => {
    const { points, timezone } = await series('hourly/series?by=day')
    expect(timezone).toBe('Europe/Paris')
    expect(points.find((one) => one.local.startsWith('2024-03-31'))).toMatchObject({
      start: '2024-03-30T23:00:00.000Z',
      count: 23,
    })
    expect(points.find((one) => one.local.startsWith('2024-04-01'))).toMatchObject({
      start: '2024-03-31T22:00:00.000Z',
      count: 24,
    })
    expect(points.reduce((sum, one) => sum + one.count, 0)).toBe(334)
  })

  test('the shortest period that is not too many points is chosen', async () => {
    expect(await series('hourly/series')).toMatchObject({ by: '15min', truncated: false, value: 'bikes', time: 'time' })
    expect((await series('hourly/series?by=hour')).points.length).toBe(334)
    expect((await series('daily/series')).points[0]).toEqual({
      ...{ start: '2024-03-24T23:00:00.000Z', local: '2024-03-25T00:00', count: 1 },
      ...{ sum: 264, mean: 264, min: 264, max: 264 },
    })
  })

  test('one of many is drawn with a condition', async () => {
    const { points } = await series('hourly/series?by=year&where=counter:c0')
    expect(points).toMatchObject([{ count: 166, max: 335 }])
  })

  test.each([
    ['counters/series', 'time'],
    ['hourly/series?time=bikes', 'time'],
    ['hourly/series?value=counter', 'value'],
    ['hourly/series?by=decade', 'by'],
    ['daily/series?by=hour', 'by'],
  ])('%s is refused', async (path, place) => {
    const { status, body } = await town.get<Problem>(`/api/datasets/${path}`)
    expect([status, body.place]).toEqual([400, place])
  })
})
