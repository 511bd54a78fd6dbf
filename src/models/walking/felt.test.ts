import { describe, expect, test } from 'vitest'
import { feltLength, sunWeight } from './felt.ts'
import { kindCode, passable, surfaceCode } from './graph.ts'
import { FLAT_SPEED, walkingSpeed, walkingTime } from './pace.ts'
import { arcCosts, CLOSED, mayTake } from './profiles.ts'
import { town } from './testing/town.ts'

test('felt lengths are those of CoolWalks (Wolf et al. 2025)', () => {
  expect(feltLength(4.6, 10, sunWeight(0.5))).toBeCloseTo(34.6, 10)
  expect(feltLength(3.0, 2.6, sunWeight(-0.5))).toBeCloseTo(3.8667, 4)
  expect(sunWeight(0)).toBe(1)
})

test.each([1, -1, Number.NaN])('a sensitivity of %d is refused', (a) => expect(() => sunWeight(a)).toThrow(RangeError))

describe('pace', () => {
  test('on the flat is between those of OSRM and Valhalla, and greatest down a slope of 5 % (Tobler 1993)', () => {
    expect(FLAT_SPEED * 3.6).toBeGreaterThan(5)
    expect(FLAT_SPEED * 3.6).toBeLessThan(5.1)
    expect(walkingSpeed(-0.05) * 3.6).toBeCloseTo(6, 10)
    for (const slope of [-0.3, -0.1, 0, 0.1]) expect(walkingSpeed(slope)).toBeLessThan(walkingSpeed(-0.05))
  })

  test('a hill walked there and back takes longer than the flat', () => {
    const flat = walkingTime(100, Number.NaN, Number.NaN, false)
    expect(flat).toBeCloseTo(100 / FLAT_SPEED, 10)
    const [up, down] = [walkingTime(100, 10, 0, false), walkingTime(100, 0, 10, false)]
    expect(up).toBeGreaterThan(down)
    expect(up + down).toBeGreaterThan(2 * flat)
    expect(walkingTime(100, 5, 5, false)).toBeGreaterThan(flat)
    expect(walkingTime(10, 0, 0, true)).toBeGreaterThan(walkingTime(10, 0, 0, false))
  })
})

test('stairs stop wheels; steep slopes and closed passages a wheelchair', () => {
  const graph = town({ columns: 4, rows: 4, isFlat: true, holes: 0 })
  const { edges } = graph
  edges.kind[0] = kindCode.steps
  edges.steepest[1] = 9
  edges.wheelchair[2] = passable.no
  edges.surface[3] = surfaceCode.unpaved
  edges.surface[4] = surfaceCode.unpaved
  edges.wheelchair[4] = passable.limited
  const may = (profile: 'foot' | 'wheelchair' | 'pram') =>
    [0, 1, 2, 3, 4, 5].map((edge) => mayTake(graph, profile, edge))
  expect(may('foot')).toEqual([true, true, true, true, true, true])
  expect(may('pram')).toEqual([false, true, true, true, true, true])
  expect(may('wheelchair')).toEqual([false, false, false, false, true, true])
  const costs = arcCosts(graph, 'wheelchair')
  expect([costs[0], costs[5]]).toEqual([CLOSED, CLOSED])
  // On the flat a cost is the length, in centimetres, whatever the speed.
  expect(costs[10]).toBe(Math.round(edges.length[5]! * 100))
})
