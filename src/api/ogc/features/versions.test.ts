import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '../../json/shapes.ts'
import { linkOf, openPlots, type Page, type Plots, SIDE } from './testing.ts'

// One town, whose plots change once: what is read before and after must each be whole.

let plots: Plots
let first: Page
let before: string
const items = '/ogc/collections/plots/items'
const changes = '/ogc/collections/plots/changes'

beforeAll(async () => {
  plots = await openPlots()
  first = (await plots.get<Page>(`${items}?limit=150&sortby=number`)).body
  const [made] = await plots.house.chain.store.query<{ made: Date }>(
    "select max(made) as made from materialization where asset = 'plots'",
  )
  before = new Date(made!.made.getTime() + 1).toISOString()
  plots.change()
  await plots.house.run()
}, 120_000)
afterAll(() => plots?.house.close())

test('whoever is paging goes on in the version of the first page', async () => {
  const ids = first.features.map(({ id }) => id)
  for (let url = linkOf(first, 'next'); url; ) {
    const { body } = await plots.get<Page>(url)
    expect(body).toMatchObject({ numberMatched: SIDE * SIDE, pin: first.pin })
    ids.push(...body.features.map(({ id }) => id))
    url = linkOf(body, 'next')
  }
  expect(new Set(ids).size).toBe(SIDE * SIDE)
  expect((await plots.get<Page>(`${items}?limit=1`)).body.numberMatched).toBe(SIDE * SIDE - SIDE)
})

test('a version is read again by its instant, and its next pages too', async () => {
  const { body } = await plots.get<Page>(`${items}?limit=300&version=${before}`)
  expect(body.numberMatched).toBe(SIDE * SIDE)
  const next = linkOf(body, 'next')!
  expect(next).toContain('version=')
  expect((await plots.get<Page>(next)).body.features).toHaveLength(100)
  const gone = await plots.get<Problem>(`${items}?version=2001-01-01T00:00:00Z`)
  expect([gone.status, gone.body.code]).toEqual([404, 'api.no-version-then'])
  // The instant that the answer names is one that is answered.
  const [first] = /\d{4}-[\d-]+T[\d:.]+Z/.exec(gone.body.remedy!.en)!
  expect((await plots.get<Page>(`${items}?version=${first}`)).status).toBe(200)
  expect((await plots.get<Problem>(`${items}?version=then`)).status).toBe(400)
})

test('an instant after the last change is the version of now', async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const now = (await plots.get<Page>(`${items}?limit=1`)).body
  expect((await plots.get<Page>(`${items}?limit=1&version=${soon}`)).body.pin).toBe(now.pin)
})

test('what changed between two versions is told by key', async () => {
  type Changes = Page & {
    counts: Record<string, number>
    features: { change: string; changed: string[]; properties: Record<string, unknown> }[]
  }
  const { body } = await plots.get<Changes>(`${changes}?from=${before}&limit=30`)
  expect(body).toMatchObject({ counts: { added: 0, removed: SIDE, changed: SIDE }, numberReturned: 30 })
  const rest = await plots.get<Changes>(linkOf(body, 'next')!)
  const all = [...body.features, ...rest.body.features]
  expect(all).toHaveLength(2 * SIDE)
  for (const { change, changed, properties } of all)
    expect([change, changed]).toEqual(properties.number === 1 ? ['removed', []] : ['changed', ['use']])
  expect(all.find(({ change }) => change === 'changed')!.properties.use).toBe('road')
  expect(all.find(({ change }) => change === 'removed')!.geometry).not.toBeNull()
  const back = await plots.get<Changes>(`${changes}?from=${new Date(Date.now() + 60_000).toISOString()}&to=${before}`)
  expect(back.body.counts).toEqual({ added: SIDE, removed: 0, changed: SIDE })
  const none = await plots.get<Changes>(`${changes}?from=${before}&to=${before}`)
  expect(none.body).toMatchObject({ numberMatched: 0, features: [] })
})
