import { expect, test } from 'vitest'
import { seeded } from '../../../kernel/testing/random.ts'
import { checkGeometries } from '../../../lake/index.ts'
import { isDrawn } from './clip.ts'
import { clipRings } from './clip-rings.ts'
import { twiceArea } from './mvt.ts'
import type { Path, Ring } from './paths.ts'

const [LOW, HIGH] = [-64, 4160]
const outer = (...path: number[]): Ring => ({ path: Float64Array.from(path), hole: false })
const hole = (...path: number[]): Ring => ({ path: Float64Array.from(path), hole: true })
const area = (rings: readonly Ring[]) =>
  rings.reduce((sum, { path, hole }) => sum + (Math.abs(twiceArea(path)) / 2) * (hole ? -1 : 1), 0)

/** The rings as polygons of GeoJSON, to be judged by GEOS. */
function polygons(rings: readonly Ring[]) {
  const list: number[][][][] = []
  for (const { path, hole: isHole } of rings) {
    const ring = Array.from({ length: path.length / 2 + 1 }, (_, i) => [
      path[(2 * i) % path.length]!,
      path[(2 * i + 1) % path.length]!,
    ])
    if (isHole) list.at(-1)!.push(ring)
    else list.push([ring])
  }
  return { type: 'MultiPolygon' as const, coordinates: list }
}
const problems = async (all: readonly Ring[][]) => (await checkGeometries(all.map(polygons))).filter(Boolean)

test('a ring around the tile becomes the tile, one beside it nothing, one inside stays as it is', () => {
  const around = clipRings([outer(-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9)])
  expect(area(around)).toBe((HIGH - LOW) ** 2)
  expect(clipRings([outer(5000, 0, 6000, 0, 6000, 50)])).toEqual([])
  const inside = [outer(0, 0, 10, 0, 10, 10), hole(5, 2, 8, 2, 8, 4)]
  expect(clipRings(inside)).toEqual(inside)
})

test('a comb that leaves the tile between its teeth becomes one ring a tooth, none over another', async () => {
  const teeth = Array.from({ length: 6 }, (_, i) => [
    i * 400,
    1000,
    i * 400 + 200,
    1000,
    i * 400 + 200,
    -500,
    i * 400 + 400,
    -500,
  ])
  const comb = outer(-10, -900, 0, -500, ...teeth.flat(), 2400, -900)
  const rings = clipRings([comb])
  expect(rings).toHaveLength(6)
  expect(rings.every(({ path }) => path.length === 8)).toBe(true)
  expect(await problems([rings])).toEqual([])
})

test('a hole across the border opens into the ring; one inside goes with the part around it', async () => {
  const polygon = [
    outer(100, -2000, 900, -2000, 900, 900, 600, 900, 600, -1000, 400, -1000, 400, 900, 100, 900),
    hole(700, 300, 800, 300, 800, 400, 700, 400),
    hole(200, -300, 300, -300, 300, 200, 200, 200),
  ]
  const rings = clipRings(polygon)
  expect(rings.map((one) => one.hole)).toEqual([false, false, true])
  expect(area(rings)).toBe(2 * 300 * 964 - 100 * 100 - 100 * 264)
  expect(await problems([rings])).toEqual([])
})

test('whatever the polygon: inside, valid by GEOS, and with the area of the part inside', async () => {
  const random = seeded(1)
  const all: Ring[][] = []
  for (let n = 0; n < 600; n++) {
    const [cx, cy, r] = [random() * 5000 - 500, random() * 5000 - 500, 500 + random() * 4000]
    const spikes = 8 + Math.floor(random() * 60)
    const star = (scale: number, depth: number): number[] =>
      Array.from({ length: spikes }, (_, k) => {
        const far = r * scale * (1 - depth * random())
        const turn = (2 * Math.PI * k) / spikes
        return [Math.round(cx + far * Math.cos(turn)), Math.round(cy + far * Math.sin(turn))]
      }).flat()
    const polygon = [outer(...star(1, 0.9)), ...(n % 2 ? [hole(...star(0.09, 0.5))] : [])]
    const clipped = clipRings(polygon)
    for (const { path } of clipped)
      for (let k = 0; k < path.length; k += 2) expect(isDrawn(path[k]!, path[k + 1]!)).toBe(true)
    const expected = polygon.reduce((sum, one) => sum + inside(one.path) * (one.hole ? -1 : 1), 0)
    // Where sides are cut they are rounded to whole units.
    expect(Math.abs(area(clipped) - expected)).toBeLessThan(expected * 0.001 + spikes * 100)
    all.push(clipped)
  }
  expect(all.filter((rings) => rings.filter((one) => !one.hole).length > 1).length).toBeGreaterThan(50)
  // Two cuts less than a unit apart meet when they are rounded: the ring touches itself there.
  expect((await problems(all)).length).toBeLessThanOrEqual(3)
})

/** Area of a ring in the box by Sutherland–Hodgman, whose edges over one another enclose nothing. */
function inside(path: Path): number {
  let ring = Array.from({ length: path.length / 2 }, (_, i) => [path[2 * i]!, path[2 * i + 1]!])
  for (const [axis, border, sign] of [
    [0, LOW, 1],
    [0, HIGH, -1],
    [1, LOW, 1],
    [1, HIGH, -1],
  ] as const)
    ring = ring.flatMap((point, i) => {
      const before = ring.at(i - 1)!
      const [was, is] = [(before[axis]! - border) * sign, (point[axis]! - border) * sign]
      const cut = before.map((value, k) => value + (was / (was - is)) * (point[k]! - value))
      return [...(was >= 0 !== is >= 0 ? [cut] : []), ...(is >= 0 ? [point] : [])]
    })
  return Math.abs(twiceArea(Float64Array.from(ring.flat()))) / 2
}
