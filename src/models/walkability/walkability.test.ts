import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import {
  choices,
  comfortScore,
  connectivityScore,
  type Destination,
  decayOf,
  densityAround,
  destinationKinds,
  intersectionsOf,
  nearestEdge,
  parkScore,
  partLengths,
  reachOf,
  slopeScore,
  stressOf,
  trafficScore,
  type WalkNetwork,
  walker,
} from './index.ts'

const network = (
  nodes: number,
  edges: readonly (readonly [from: number, to: number, length: number])[],
): WalkNetwork => ({
  nodes,
  from: Uint32Array.from(edges, ([from]) => from),
  to: Uint32Array.from(edges, ([, to]) => to),
  length: Float64Array.from(edges, ([, , length]) => length),
})

describe('what a destination is worth by its distance', () => {
  test('in full to a quarter of a mile, 12 % at a mile, nothing beyond the limit', () => {
    expect([decayOf(0, 1250), decayOf(402, 1250)]).toEqual([1, 1])
    expect(decayOf(1609.344, 2000)).toBeCloseTo(0.12, 9)
    expect([decayOf(1251, 1250), decayOf(Infinity, 1250), decayOf(Number.NaN, 1250)]).toEqual([0, 0, 0])
    for (let d = 0; d < 2000; d += 50) expect(decayOf(d + 50, 3000)).toBeLessThanOrEqual(decayOf(d, 3000))
  })

  test('the shares of each kind sum to one; the published weights of Walk Score are those of its paper', () => {
    for (const kind of destinationKinds)
      expect(choices[kind].shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12)
    const { food, meals, shops, services, parks, schools, culture } = choices
    const published = [food, meals, shops, services, parks, schools, culture].reduce((sum, one) => sum + one.weight, 0)
    expect(published).toBeCloseTo(15, 12)
  })
})

describe('walks', () => {
  test('distances to the middles of edges are those of Floyd and Warshall, on random networks', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const draw = seeded(seed)
      const nodes = 12
      const edges = Array.from(
        { length: 22 },
        () => [Math.floor(draw() * nodes), Math.floor(draw() * nodes), 20 + Math.floor(draw() * 300)] as const,
      )
      const between = Array.from({ length: nodes }, (_, i) =>
        Array.from({ length: nodes }, (_, j) => (i === j ? 0 : Infinity)),
      )
      for (const [a, b, length] of edges) {
        between[a]![b] = Math.min(between[a]![b]!, length)
        between[b]![a] = between[a]![b]!
      }
      for (let k = 0; k < nodes; k++)
        for (let i = 0; i < nodes; i++)
          for (let j = 0; j < nodes; j++) between[i]![j] = Math.min(between[i]![j]!, between[i]![k]! + between[k]![j]!)
      const walk = walker(network(nodes, edges), 500)
      for (const [edge, [a, b, length]] of edges.entries()) {
        const [along, aside] = [length * draw(), 30 * draw()]
        const found = new Map<number, number>()
        walk([{ edge, along, aside }], (one, metres) => found.set(one, metres))
        for (const [other, [c, d, size]] of edges.entries()) {
          const ends = [c, d].map((n) => Math.min(along + between[a]![n]!, length - along + between[b]![n]!))
          const round = Math.min(...ends) + size / 2 + aside
          const metres = other === edge ? Math.min(round, aside + Math.abs(length / 2 - along)) : round
          if (metres <= 500) expect(found.get(other)).toBeCloseTo(metres, 6)
          else expect(found.has(other)).toBe(false)
        }
      }
    }
  })

  test('a river is not walked across: what is near in a straight line may be far on foot', () => {
    // Two banks 50 m apart, a bridge at the far end.
    const banks = network(4, [
      [0, 1, 600],
      [2, 3, 600],
      [1, 3, 50],
    ])
    const school: Destination = { kind: 'schools', doorsteps: [{ edge: 1, along: 0, aside: 0 }] }
    const { score, nearest } = reachOf(banks, [school], 1250)
    expect([...nearest.get('schools')!]).toEqual([950, 300, 625])
    expect([score[1], score[0]]).toEqual([1, decayOf(950, 1250)])
  })

  test('a park is as near as the nearest of its gates, and is one', () => {
    const street = network(3, [
      [0, 1, 400],
      [1, 2, 400],
    ])
    const gates = [0, 1].map((edge) => ({ edge, along: edge * 400, aside: 5 }))
    const { nearest, places } = reachOf(street, [{ kind: 'parks', doorsteps: gates }], 1000)
    expect([...nearest.get('parks')!]).toEqual([205, 205])
    expect([...places]).toEqual([1, 1])
  })

  test('a second place of a kind adds less than the first; one of another kind weighs by its kind', () => {
    const street = network(2, [[0, 1, 100]])
    const at = (kind: Destination['kind']): Destination => ({ kind, doorsteps: [{ edge: 0, along: 50, aside: 0 }] })
    const scoreOf = (...kinds: Destination['kind'][]) => reachOf(street, kinds.map(at), 1250).score[0]!
    expect(scoreOf('schools')).toBe(1)
    const [one, two] = [scoreOf('shops'), scoreOf('shops', 'shops')]
    expect(one).toBeCloseTo(0.25, 9)
    expect(two - one).toBeCloseTo(0.225, 9)
    expect(scoreOf('schools', 'shops')).toBeCloseTo((1 + 2 * 0.25) / 3, 9)
  })

  test('with everything at the door the score is 1, and no hair more', () => {
    const doorsteps = [{ edge: 0, along: 50, aside: 0 }]
    const everything = destinationKinds.flatMap((kind) => choices[kind].shares.map(() => ({ kind, doorsteps })))
    for (let n = 1; n <= destinationKinds.length; n++) {
      const some = everything.filter(({ kind }) => destinationKinds.indexOf(kind) < n)
      const [score] = reachOf(network(2, [[0, 1, 100]]), some, 1250).score
      expect(score).toBeLessThanOrEqual(1)
      expect(score).toBeCloseTo(1, 12)
    }
  })

  test('one more place never lowers a score, once its kind is known', () => {
    const draw = seeded(3)
    const edges = Array.from({ length: 30 }, (_, i) => [i % 20, (i * 7 + 3) % 20, 50 + 200 * draw()] as const)
    const net = network(20, edges)
    const places = Array.from(
      { length: 12 },
      (_, i): Destination => ({
        kind: destinationKinds[i % 3]!,
        doorsteps: [{ edge: Math.floor(draw() * 30), along: 20, aside: 0 }],
      }),
    )
    for (let n = 3; n < places.length; n++) {
      const [fewer, more] = [reachOf(net, places.slice(0, n), 800), reachOf(net, places.slice(0, n + 1), 800)]
      for (const [i, score] of more.score.entries()) expect(score).toBeGreaterThanOrEqual(fewer.score[i]! - 1e-12)
    }
  })

  test('nothing to walk to scores nothing', () => {
    expect([...reachOf(network(2, [[0, 1, 10]]), [], 1000).score]).toEqual([0])
  })
})

test('a place is at the nearest edge, as far along as drawn, in proportion to the length walked', () => {
  const lines = [Float64Array.of(0, 0, 100, 0, 100, 100), Float64Array.of(0, 300, 500, 300)]
  const find = nearestEdge(lines, [400, 500], 150)
  expect(find(110, 50)).toEqual({ edge: 0, along: 300, aside: 10 })
  expect(find(50, -20)).toEqual({ edge: 0, along: 100, aside: 20 })
  expect(find(250, 290)).toEqual({ edge: 1, along: 250, aside: 10 })
  expect(find(1000, 1000)).toBeUndefined()
})

test('what hangs together is one part', () => {
  const apart = network(5, [
    [0, 1, 10],
    [3, 4, 7],
    [1, 2, 20],
    [4, 4, 1],
  ])
  expect([...partLengths(apart)]).toEqual([30, 8, 30, 8])
})

test('crossroads drawn as several junctions are one; a bend is none', () => {
  const star = network(6, [
    [0, 1, 10],
    [0, 2, 10],
    [0, 3, 10],
    [3, 4, 10],
    [3, 5, 10],
  ])
  const x = Float64Array.of(0, -100, 0, 10, 100, 10)
  const y = Float64Array.of(0, 0, 100, 0, 0, -100)
  const found = intersectionsOf(star, x, y)
  expect(found).toEqual([{ x: 0, y: 0 }])
  expect([densityAround(found)(500, 0), densityAround(found)(600, 0)]).toEqual([1, 0])
})

test('each score goes from bad to good, held between 0 and 1', () => {
  expect([connectivityScore(0), connectivityScore(50), connectivityScore(300)]).toEqual([0, 0.5, 1])
  expect([slopeScore(0), slopeScore(1), slopeScore(-1)]).toEqual([1, 0.9, 0.9])
  expect([comfortScore(20), comfortScore(36), comfortScore(50)]).toEqual([1, 0.5, 0])
  expect([parkScore(100, 1300), parkScore(800, 1300), parkScore(Infinity, 1300)]).toEqual([1, 0.5, 0])
})

test('traffic: no cars, slow, town, road', () => {
  expect(['footway', 'living_street'].map((road) => stressOf(road, null))).toEqual([1, 1])
  expect([stressOf('residential', 50), stressOf('residential', 30), stressOf('residential', 20)]).toEqual([2, 2, 1])
  expect([stressOf('tertiary', 50), stressOf('tertiary', 30), stressOf('secondary', null)]).toEqual([3, 2, 3])
  expect([stressOf('primary', 50), stressOf('unclassified', 80), stressOf('primary', 30)]).toEqual([4, 4, 3])
  expect([1, 2, 3, 4].map((level) => trafficScore(level as 1))).toEqual([1, 2 / 3, 1 / 3, 0])
})
