import { expect, test } from 'vitest'
import type { Node } from '../../kernel/index.ts'
import { boxIn } from '../../kernel/index.ts'
import type { AssetState } from '../../pipeline/index.ts'
import { closest } from '../http/closest.ts'
import { openLimit } from '../http/limit.ts'
import { publicFault } from './faults.ts'
import { openKept } from './kept.ts'
import { partitionState } from './partitions.ts'
import { filesOfPage } from './rows.ts'

const tiles = {
  partitions: { by: 'tile', crs: 'EPSG:2154', origin: [0, 0], size: 1, columns: 1000, rows: 100 },
} as unknown as Node
const state = (fresh: AssetState['fresh'], failed: AssetState['failed']) =>
  ({ fresh, failed, version: 1 }) as unknown as AssetState

test('partitions are counted and named by state, as ranges', () => {
  const told = partitionState(
    tiles,
    state(
      [
        [0, 10],
        [20, 99_000],
      ],
      [
        [12, 14],
        [99_000, 99_001],
      ],
    ),
    new Date(),
  )
  expect(told).toMatchObject({ by: 'tile', total: 100_000, fresh: 98_990, stale: 1010, failed: 3, more: 0 })
  expect(told.ranges).toEqual([
    { state: 'fresh', from: '0_0', to: '9_0', count: 10 },
    { state: 'stale', from: '10_0', to: '11_0', count: 2 },
    { state: 'failed', from: '12_0', to: '13_0', count: 2 },
    { state: 'stale', from: '14_0', to: '19_0', count: 6 },
    { state: 'fresh', from: '20_0', to: '999_98', count: 98_980 },
    { state: 'failed', from: '0_99', to: '0_99', count: 1 },
    { state: 'stale', from: '1_99', to: '999_99', count: 999 },
  ])
})

test('a state in shreds is cut, its counts are not', () => {
  const shreds = Array.from({ length: 50_000 }, (_, i) => [2 * i, 2 * i + 1] as const)
  const told = partitionState(tiles, state(shreds, []), new Date())
  expect(told).toMatchObject({ fresh: 50_000, stale: 50_000, more: 99_500 })
  expect(told.ranges.length).toBe(500)
})

test('the closest name is proposed only when it may be meant', () => {
  const known = ['traffic', 'traffic_hourly', 'stops']
  expect(closest('trafic', known)).toBe('traffic')
  expect(closest('Traffic-hourly', known)).toBe('traffic_hourly')
  expect(closest('weather', known)).toBeUndefined()
  expect(closest('x'.repeat(100_000), known)).toBeUndefined()
})

test('a box stays around what it held in another CRS', () => {
  const [west, south, east, north] = boxIn([352_000, 6_789_000, 354_400, 6_789_900], 'EPSG:2154', 'EPSG:4326')
  const [minx, miny, maxx, maxy] = boxIn([west, south, east, north], 'EPSG:4326', 'EPSG:2154')
  expect([minx <= 352_000, miny <= 6_789_000, maxx >= 354_400, maxy >= 6_789_900]).toEqual([true, true, true, true])
})

test('no more than so many at once, the others wait or are told to come back', async () => {
  const limit = openLimit(2, 1)
  let most = 0
  let now = 0
  const work = async () => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now--
  }
  const answers = await Promise.allSettled([1, 2, 3, 4].map(() => limit.run(work)))
  expect(answers.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
  expect(most).toBe(2)
  await limit.run(work)
})

test('an answer is worked out once, a failure again', async () => {
  const kept = openKept<number>(2)
  let worked = 0
  const answer = await Promise.all([1, 2, 3].map(() => kept('a', async () => ++worked)))
  expect(answer).toEqual([1, 1, 1])
  await expect(kept('b', async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await kept('b', async () => 7)).toBe(7)
})

test('a fault hides folders, facts, defects and what may quote closed rows', () => {
  const chain = { home: '/srv/home', data: '/srv/data' }
  const fault = {
    code: 'source.no-file',
    say: { fr: 'Absent : /srv/data/a.csv', en: 'Missing: /srv/data/a.csv' },
    place: '/etc/elsewhere/b.csv',
    facts: { row: 'secret' },
  }
  expect(publicFault(chain, fault, true)).toEqual({
    code: 'source.no-file',
    say: { fr: 'Absent : a.csv', en: 'Missing: a.csv' },
    place: '…/b.csv',
  })
  expect(JSON.stringify(publicFault(chain, fault, false))).not.toMatch(/csv|secret/)
  const defect = { code: 'internal.unexpected', say: { fr: 'x /root/y', en: 'x /root/y' } }
  expect(JSON.stringify(publicFault(chain, defect, true))).not.toContain('root')
  const web = { code: 'http.status', say: { fr: 'https://a.fr/b/c', en: 'https://a.fr/b/c' } }
  expect(publicFault(chain, web, true).say.en).toBe('https://a.fr/b/c')
})

test.each([
  [0, 1, { from: 0, to: 1, skip: 0 }],
  [0, 3, { from: 0, to: 1, skip: 0 }],
  [2, 2, { from: 0, to: 3, skip: 2 }],
  [3, 4, { from: 2, to: 3, skip: 0 }],
  [4, 9, { from: 2, to: 4, skip: 1 }],
  [8, 5, { from: 4, to: 4, skip: 0 }],
])('the files of a page: from row %i, %i of them', (offset, limit, found) => {
  const counts = [3, 0, 4, 1]
  expect(filesOfPage(counts, offset, limit)).toEqual(found)
})
