import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import type { WalkingGraph } from './graph.ts'
import { networkOf } from './network.ts'
import { type Asked, openRouter, type Router } from './router.ts'
import { feltOf, sizeOf, timed } from './stretch.ts'
import { bestOfAll, plainDijkstra } from './testing/plain.ts'
import { town } from './testing/town.ts'

const noon = 14 * 3600

/** A sun that stands still: each street keeps its share of it. */
const still = (_edge: number, _bin: number, _bearing: number, luck: number) => 200 * luck

/** Walks between places drawn at random. */
function* walks(graph: WalkingGraph, count: number, seed = 7): Generator<Pick<Asked, 'from' | 'to'>> {
  const next = seeded(seed)
  const place = () => ({ edge: Math.floor(next() * graph.edges.from.length), along: next() })
  for (let i = 0; i < count; i++) yield { from: place(), to: place() }
}
const usual = { profile: 'foot', season: 'summer', departure: noon, alpha: 3 } as const

const metres = (graph: WalkingGraph, found: ReturnType<Router['find']>) =>
  found!.stretches.reduce((sum, one) => sum + graph.edges.length[one.arc >> 1]! * sizeOf(one), 0)

function inSun(router: Router, asked: Asked, found: ReturnType<Router['find']>): number {
  const { lengths, day } = router.weighing(asked)
  let sum = 0
  for (const { edge, share, bin } of timed(router.weighing(asked), found!.stretches, asked.departure))
    sum += bin < 0 ? 0 : lengths[edge]! * share * day.shares[bin]![day.sun[bin * day.edges + edge]!]!
  return sum
}

describe('the way found is the best there is', () => {
  const graph = town({ columns: 24, rows: 20, waits: true })
  const network = networkOf(graph)

  test.each([1, 1.5, 3, 7])('at the sun of one moment, α = %d, as Dijkstra finds it', (alpha) => {
    const graph = town({ columns: 24, rows: 20, waits: true, sun: still })
    const router = openRouter(graph)
    for (const walk of walks(graph, 60)) {
      const asked: Asked = { ...usual, ...walk, alpha, departure: 12 * 3600 }
      const found = router.find(asked)!
      const { felt } = found
      expect(felt).toBe(plainDijkstra(networkOf(graph), { ...router.weighing(asked), ...asked }))
      expect(feltOf(router.weighing(asked), found.stretches, asked.departure)).toBe(felt)
    }
  })

  test.each([6.2, 12, 15.4, 20.9])(
    'while the sun moves, from %d o’clock, with loose bounds and with tight ones',
    (hour) => {
      const router = openRouter(graph)
      const asked = [...walks(graph, 60)].map((walk) => ({ ...usual, ...walk, departure: hour * 3600, alpha: 5 }))
      const loose = asked.map((one) => router.find(one)!)
      while (router.tighten());
      const tight = asked.map((one) => router.find(one)!)
      const plain = asked.map((one) => plainDijkstra(network, { ...router.weighing(one), ...one }))
      loose.forEach(({ felt, stretches }, i) => {
        // A walk is felt as it is told, and no shorter one is found by Dijkstra's algorithm.
        expect(feltOf(router.weighing(asked[i]!), stretches, asked[i]!.departure)).toBe(felt)
        expect(felt).toBeLessThanOrEqual(plain[i]!)
        expect(tight[i]!.felt).toBe(felt)
      })
      const settled = (found: typeof loose) => found.reduce((sum, one) => sum + one.settled, 0)
      expect(settled(tight)).toBeLessThanOrEqual(settled(loose))
    },
  )

  test('among all walks, even those whose beginning is felt longer, none is better by more than one in a hundred', () => {
    const small = town({ columns: 6, rows: 5, seed: 3 })
    const router = openRouter(small)
    let [missed, asks] = [0, 0]
    for (const walk of walks(small, 30)) {
      const asked: Asked = { ...usual, ...walk, departure: 14.9 * 3600 }
      const { felt } = router.find(asked)!
      const best = bestOfAll(networkOf(small), { ...router.weighing(asked), ...asked }, felt)
      asks++
      if (felt > best) missed++
      expect(felt).toBeGreaterThanOrEqual(best)
      expect(felt).toBeLessThanOrEqual(best * 1.01)
    }
    expect(missed).toBeLessThan(asks / 10)
  })
})

describe('what any router of cool ways must do', () => {
  test('the same shade everywhere gives the shortest way, whatever the sensitivity', () => {
    const graph = town({ columns: 20, rows: 20, isFlat: true, sun: () => 120 })
    const router = openRouter(graph)
    for (const walk of walks(graph, 40)) {
      const shortest = metres(graph, router.find({ ...usual, ...walk, alpha: 1 }))
      for (const alpha of [1.5, 3, 7])
        expect(metres(graph, router.find({ ...usual, ...walk, alpha }))).toBeCloseTo(shortest, 0)
    }
  })

  test('at night the coolest way is the shortest', () => {
    const graph = town({ columns: 20, rows: 20 })
    const router = openRouter(graph)
    for (const walk of walks(graph, 40)) {
      const asked = { ...usual, ...walk, departure: 23 * 3600 }
      expect(router.find({ ...asked, alpha: 7 })).toMatchObject({ felt: router.find({ ...asked, alpha: 1 })!.felt })
    }
  })

  test('a season of which nothing is known gives the shortest way', () => {
    const graph = town({ columns: 12, rows: 12 })
    const router = openRouter(graph)
    for (const walk of walks(graph, 10)) {
      const asked = { ...usual, ...walk, season: 'winter' as const }
      expect(router.find({ ...asked, alpha: 7 })!.felt).toBe(router.find({ ...asked, alpha: 1 })!.felt)
    }
  })

  test('who minds the sun more never walks more metres in it, nor, where nothing else counts, a smaller share in the shade', () => {
    const graph = town({ columns: 20, rows: 20, isFlat: true, sun: still })
    const router = openRouter(graph)
    for (const walk of walks(graph, 40)) {
      let [sun, shade] = [Number.POSITIVE_INFINITY, 0]
      for (const alpha of [1, 1.2, 1.5, 2, 3, 7, 20]) {
        const asked = { ...usual, ...walk, alpha }
        const found = router.find(asked)
        const now = inSun(router, asked, found)
        const share = 1 - now / metres(graph, found)
        // Whole centimetres: each edge is a half off at most.
        expect(now).toBeLessThanOrEqual(sun + 0.5)
        expect(share).toBeGreaterThanOrEqual(shade - 0.001)
        ;[sun, shade] = [now, share]
      }
    }
  })

  test('on flat ground and at one sun the way back is as long as the way there', () => {
    const graph = town({ columns: 20, rows: 20, isFlat: true, sun: still })
    const router = openRouter(graph)
    for (const { from, to } of walks(graph, 40)) {
      const there = router.find({ ...usual, from, to })!.felt
      const back = router.find({ ...usual, from: to, to: from })!.felt
      // Shares of edges at the ends are rounded each way.
      expect(Math.abs(there - back)).toBeLessThanOrEqual(2)
    }
  })

  test('a street that is closed never shortens a way', () => {
    const graph = town({ columns: 14, rows: 14, sun: still })
    const open = openRouter(graph)
    const next = seeded(5)
    for (let i = 0; i < 12; i++) {
      const closed = Math.floor(next() * graph.edges.from.length)
      const router = openRouter(graph, new Set([closed]))
      for (const walk of walks(graph, 10, i)) {
        if (walk.from.edge === closed || walk.to.edge === closed) continue
        const around = router.find({ ...usual, ...walk })?.felt ?? Number.POSITIVE_INFINITY
        expect(around).toBeGreaterThanOrEqual(open.find({ ...usual, ...walk })!.felt)
      }
    }
  })

  test('shade that is not known draws nobody and repels nobody', () => {
    const graph = town({ columns: 12, rows: 12, isFlat: true, sun: () => 255 })
    const router = openRouter(graph)
    for (const walk of walks(graph, 10))
      expect(router.find({ ...usual, ...walk, alpha: 7 })!.felt).toBe(
        router.find({ ...usual, ...walk, alpha: 1 })!.felt,
      )
  })
})

test('a place in a piece apart is reached by no way', () => {
  const graph = town({ columns: 6, rows: 6, holes: 0 })
  const cut = new Set(
    [...graph.edges.from.keys()].filter(
      (edge) => graph.edges.to[edge]! - graph.edges.from[edge]! === 1 && graph.edges.from[edge]! % 6 === 2,
    ),
  )
  const router = openRouter(graph, cut)
  const [left, right] = [0, 5].map((node) => ({ edge: graph.edges.from.indexOf(node === 0 ? 0 : 4), along: 0.5 }))
  expect(router.find({ ...usual, from: left!, to: right! })).toBeUndefined()
  const usable = router.usable('foot')
  expect(usable[left!.edge]! + usable[right!.edge]!).toBe(1)
})
