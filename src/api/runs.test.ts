import { afterAll, beforeAll, expect, test } from 'vitest'
import { work } from '../pipeline/index.ts'
import { createApi } from './index.ts'
import type { Asset, AssetList, FootprintReport, Problem, Run, RunPage, Territory } from './json/shapes.ts'
import { openTown, type Town } from './testing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const post = (body: string, headers: Record<string, string> = {}) =>
  town.app.request('/api/runs', { method: 'POST', body, headers })

test('a run that finds nothing to do tells what it spared', async () => {
  const { run } = await town.house.run()
  const { body } = await town.get<Run>(`/api/runs/${run.id}`)
  expect(body.skipped.map((one) => one.asset)).toContain('hourly')
  expect(body.avoided.cpu_s).toBeGreaterThan(0)
  expect(body.avoided.cpu_s).toBeCloseTo(
    body.skipped.reduce((sum, one) => sum + (one.footprint?.cpu_s ?? 0), 0),
    9,
  )
  const { body: report } = await town.get<FootprintReport>('/api/footprint')
  expect(report.byRun[0]).toMatchObject({ run: run.id, avoided: body.avoided })
  expect(report.runs).toBe(2)
  expect(report.total.energy_wh).toBeCloseTo(
    report.byAsset.reduce((sum, one) => sum + one.footprint.energy_wh, 0),
    12,
  )
  expect(report.byDay.reduce((sum, one) => sum + one.runs, 0)).toBe(2)
  expect(report.constants.every((one) => one.source && one.date && one.unit)).toBe(true)
})

test('runs are paged, newest first', async () => {
  const { body } = await town.get<RunPage>('/api/runs?limit=1')
  expect(body.items[0]!.id).toBe(body.total)
  const next = await town.get<RunPage>(body.next!)
  expect(next.body.items[0]!.id).toBe(body.total - 1)
})

test('only the operator starts a run', async () => {
  expect((await post('{}')).status).toBe(401)
  expect((await post('{}', { Authorization: 'Bearer guess' })).status).toBe(401)
  const { chain, queue } = town.house
  const closed = createApi({ chain, queue, version: '0' })
  const answer = await closed.request('/api/runs', { method: 'POST', body: '{}', headers: town.operator })
  expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([403, 'api.runs-not-open'])
  expect((await post('[]', town.operator)).status).toBe(400)
  expect((await post('{"assets": [1]}', town.operator)).status).toBe(400)
  expect((await post('{"assets": ["nothing"]}', town.operator)).status).toBe(404)
  expect((await post(`{"assets": ["${'x'.repeat(70_000)}"]}`, town.operator)).status).toBe(413)
})

test('a run started by the API is followed to its end', async () => {
  town.change(5)
  const answer = await post('{"assets": ["hourly"]}', town.operator)
  expect(answer.status).toBe(202)
  const { id, href } = (await answer.json()) as { id: number; href: string }
  expect(answer.headers.get('Location')).toBe(href)
  const live = await town.app.request(`${href}/events`)
  expect(live.headers.get('Content-Type')).toContain('text/event-stream')
  const { chain, queue } = town.house
  const done = new AbortController()
  const working = work(chain, queue, { signal: done.signal })
  const text = await live.text()
  done.abort()
  await working
  const told = [...text.matchAll(/^event: run\ndata: (.+)$/gm)].map((m) => JSON.parse(m[1]!) as Run)
  expect(told.length).toBeGreaterThan(1)
  expect(told.at(-1)).toMatchObject({ id, state: 'done', wanted: ['hourly'] })
  expect(text).toMatch(/event: end\ndata: done/)
})

test('a failure is told without the folders of this machine', async () => {
  town.break()
  await town.house.run('counters')
  const { body } = await town.get<Asset>('/api/assets/counters')
  expect(body.state).toBe('failed')
  expect(body.partitions).toMatchObject({ failed: 1, ranges: [{ state: 'failed', count: 1 }] })
  expect(body.fault?.error).toMatchObject({ code: 'test.broken', place: expect.stringMatching(/counters\.csv$/) })
  const { body: territory } = await town.get<Territory>('/api/territory')
  expect(territory.states.failed).toBe(1)
  const { body: all } = await town.get<AssetList>('/api/assets')
  expect(JSON.stringify(all) + JSON.stringify(body)).not.toContain(town.house.chain.home)
  // The last good version stays served.
  expect((await town.get('/api/datasets/counters/rows?limit=1')).status).toBe(200)
  const health = await town.get<{ status: string }>('/health')
  expect([health.status, health.body.status]).toEqual([200, 'degraded'])
})
