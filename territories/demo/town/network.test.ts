import { expect, test } from 'vitest'
import { demo } from '../territory.ts'
import { rowsOf } from '../testing.ts'
import { islandOf } from './island.ts'
import { postsOf } from './network.ts'
import { distance } from './polygon.ts'
import { openTown } from './town.ts'

const town = openTown({ size: 1, seed: 1 })
const posts = postsOf(town, 48)

test('the posts asked for, apart from each other, in the town and around it', () => {
  expect(posts.length).toBe(48)
  for (const [i, post] of posts.entries())
    for (const other of posts.slice(0, i)) expect(distance(post.at, other.at)).toBeGreaterThan(60)
  const depths = posts.map(({ at }) => town.plan.urbanity(at))
  expect(depths.filter((depth) => depth < 0).length).toBeGreaterThan(4)
  expect(depths.filter((depth) => depth > 0.5).length).toBeGreaterThan(8)
})

test('the heart of the town is warmer than the country, by some kelvins on a clear night', () => {
  const { intensity, strength } = islandOf(town)
  const { centre, site } = town.plan
  expect(intensity(centre) - intensity([20, site.side - 20])).toBeGreaterThan(2)
  expect(strength(24 * 80 + 1, 0.5)).toBeGreaterThan(3 * strength(24 * 80 + 1, 6))
  expect(strength(24 * 80 + 13, 0.5)).toBe(0)
})

test('posts read that difference at night, and fail as networks do', async () => {
  const { rows, rejected } = await rowsOf(demo(), 'heat_network')
  const { intensity } = islandOf(town)
  const [warm, cool] = [...posts]
    .sort((a, b) => intensity(b.at) - intensity(a.at))
    .filter((_, i) => i === 0 || i === 47)
  const nights = (id: string) =>
    rows.filter((r) => r.station === id && (r.at as Date).getUTCHours() < 4 && Number(r.temperature) < 60)
  const mean = (id: string) => nights(id).reduce((sum, r) => sum + Number(r.temperature), 0) / nights(id).length
  expect(mean(warm!.id) - mean(cool!.id)).toBeGreaterThan(1.5)
  expect(rows.some((r) => r.temperature === 85)).toBe(true)
  expect(rows.some((r) => r.temperature === null)).toBe(true)
  expect(rejected.length).toBeGreaterThan(0)
  expect(rows.filter((r) => r.station === 'IC-005').length).toBeLessThan(150)
})

test('as many posts as asked', async () => {
  const { rows } = await rowsOf(demo({ posts: 12 }), 'heat_network')
  expect(new Set(rows.map((r) => r.station)).size).toBe(12)
})
