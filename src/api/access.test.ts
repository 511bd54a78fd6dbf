import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Asset, Checks, Dataset, Problem } from './json/shapes.ts'
import { routes } from './routes.ts'
import { openTown, type Town } from './testing.ts'

// Every address that gives data, for every class of access: what the town hides is the word «sealed».

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const ways = [
  '/api/datasets/{}/rows',
  '/api/datasets/{}/statistics',
  '/api/datasets/{}/series',
  '/download/{}/csv',
  '/download/{}/parquet',
  '/download/{}/geojson',
  '/download/{}/file',
  '/api/assets/{}/quarantine',
]
const classes = { open: 'counters', restricted: 'staff', personal: 'residents' }
const every = ways.flatMap((way) =>
  Object.entries(classes).map(([access, name]) => [access, way.replace('{}', name)] as const),
)

test.each(every)('anonymous, %s: %s', async (access, path) => {
  const answer = await town.app.request(path)
  const text = await answer.text()
  if (access === 'open') return expect(answer.status).not.toBe(403)
  const body = JSON.parse(text) as Problem
  expect([answer.status, body.code]).toEqual([403, 'api.refused'])
  expect(body.remedy?.fr.length).toBeGreaterThan(10)
  expect(text).not.toContain('sealed')
})

test('no address shows what is hidden, whatever way is asked', async () => {
  const names = ['people', 'staff', 'residents']
  const paths = routes
    .filter((one) => one.method === 'get' && !one.path.endsWith('/events'))
    .flatMap(({ path }) =>
      /:(name|id|dataset)/.test(path)
        ? names.flatMap((name) =>
            ['csv', 'parquet', 'gpkg', 'xlsx', 'datapackage'].map((d) =>
              path.replace(/:(name|id|dataset)/, name).replace(':distribution', d),
            ),
          )
        : [path],
    )
  expect(paths.length).toBeGreaterThan(40)
  for (const path of [...new Set(paths)]) {
    const text = await (await town.app.request(path)).text()
    expect(text, path).not.toContain('sealed')
  }
})

test('a source that says nothing is as closed as the datasets made from it', async () => {
  expect((await town.get<Asset>('/api/assets/people')).body.access).toBe('personal')
  expect((await town.get('/api/assets/people/quarantine')).status).toBe(403)
})

test('what is closed is described, with why it is not given and whom to ask', async () => {
  const { body, status } = await town.get<Dataset>('/api/datasets/staff')
  expect([status, body.allowed, body.rows]).toEqual([200, false, 1])
  expect(body.refusal?.reason.fr).toContain('restreint')
  expect(body.contact?.email).toBe('city@example.org')
  const checks = await town.get<Checks>('/api/assets/staff/checks')
  expect(checks.body.current[0]).toMatchObject({ passed: false, bad: 1, sample: [] })
  expect(checks.body.withheld).not.toBeNull()
})

test('the operator reads what is restricted, not what is personal; a wrong token is refused', async () => {
  const staff = await town.get<{ rows: unknown[] }>('/api/datasets/staff/rows', town.operator)
  expect([staff.status, staff.body.rows]).toEqual([200, [{ id: 'p1', secret: 'sealed' }]])
  expect(staff.headers.get('Cache-Control')).toBe('private, no-store')
  expect((await town.get('/api/datasets/residents/rows', town.operator)).status).toBe(403)
  for (const Authorization of ['Bearer wrong', 'Basic xyz', 'Bearer ']) {
    const { status, headers } = await town.get('/api/datasets/counters/rows', { Authorization })
    expect([status, headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer'])
  }
})
