import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { areaOf } from '../planar/index.ts'
import { networkOf } from './network.ts'
import { outlineOf } from './outline.ts'
import { roundsFrom } from './round.ts'
import { openRouter } from './router.ts'
import { sizeOf } from './stretch.ts'
import { town } from './testing/town.ts'
import { FAR } from './tree.ts'
import { streetsWithin, walkWithin, wayTo } from './within.ts'

const graph = town({ columns: 24, rows: 22, waits: true })
const router = openRouter(graph)
const usual = { profile: 'foot', season: 'summer', departure: 15 * 3600 } as const
const from = { edge: 500, along: 0.3 }

describe('what is within reach', () => {
  const weighing = router.weighing({ ...usual, alpha: 1 })
  const most = 10 * 60 * weighing.speed * 100
  const reached = walkWithin(router.network, weighing, from, usual.departure, most)

  test('each node is as far as the shortest way to it is long', () => {
    const next = seeded(4)
    for (let i = 0; i < 40; i++) {
      const edge = Math.floor(next() * graph.edges.from.length)
      const node = graph.edges.from[edge]!
      const { felt } = router.find({ ...usual, alpha: 1, from, to: { edge, along: 0 } })!
      if (felt <= most) expect(reached.walked[node]).toBe(felt)
      else expect(reached.walked[node]).toBe(FAR)
    }
  })

  test('the way to a node costs what it is told to', () => {
    const node = [...reached.walked.keys()].find(
      (one) => reached.walked[one]! > most / 2 && reached.walked[one]! < FAR,
    )!
    const cost = wayTo(router.network, reached, node).reduce(
      (sum, one) => sum + Math.round(weighing.costs[one.arc]! * sizeOf(one)),
      0,
    )
    expect(cost).toBe(reached.walked[node])
  })

  test('more time reaches more street, and never beyond it', () => {
    let before = 0
    for (const minutes of [2, 5, 10]) {
      const limit = minutes * 60 * weighing.speed * 100
      let metres = 0
      for (const one of streetsWithin(router.network, weighing.costs, reached, limit)) {
        const cost = weighing.costs[one.arc]! * sizeOf(one)
        expect(sizeOf(one)).toBeGreaterThan(0)
        // Whole streets may be reached from both of their ends.
        if (sizeOf(one) < 1) expect(one.after + cost).toBeLessThanOrEqual(limit + 1)
        metres += graph.edges.length[one.arc >> 1]! * sizeOf(one)
      }
      expect(metres).toBeGreaterThan(before)
      before = metres
    }
  })
})

describe('an outline', () => {
  test('of a line is a stadium around it', () => {
    const [polygon, ...others] = outlineOf(
      [
        [
          [0, 0],
          [400, 0],
        ],
      ],
      50,
    )
    expect(others).toEqual([])
    expect(polygon).toHaveLength(1)
    const expected = 400 * 100 + Math.PI * 50 ** 2
    expect(Math.abs(areaOf(polygon!) - expected) / expected).toBeLessThan(0.03)
  })

  test('of a large ring of streets has a hole; of two places apart, two parts', () => {
    const corners = [
      [0, 0],
      [600, 0],
      [600, 600],
      [0, 600],
      [0, 0],
    ] as const
    const [ring] = outlineOf([corners], 40)
    expect(ring).toHaveLength(2)
    expect(
      outlineOf(
        [
          [
            [0, 0],
            [10, 0],
          ],
          [
            [900, 0],
            [910, 0],
          ],
        ],
        40,
      ),
    ).toHaveLength(2)
    expect(outlineOf([], 40)).toEqual([])
  })
})

describe('a round walk', () => {
  const rounds = roundsFrom(router, { ...usual, alpha: 3, from }, 30 * 60, 3)

  test('comes back to where it began, in about the time asked, by other streets', () => {
    expect(rounds.length).toBeGreaterThan(0)
    const network = networkOf(graph)
    const { speed } = router.weighing({ ...usual, alpha: 3 })
    for (const { stretches, walked, twice } of rounds) {
      const [first, last] = [stretches[0]!, stretches.at(-1)!]
      expect([first.arc >> 1, first.start]).toEqual([from.edge, from.along])
      expect([last.arc >> 1, last.end]).toEqual([from.edge, from.along])
      // Each stretch begins where the one before ended.
      for (const [i, one] of stretches.slice(1).entries()) {
        const end = stretches[i]!
        const nodeAt = ({ arc }: { arc: number }, share: number) =>
          (share === 1 ? network.graph.edges.to : network.graph.edges.from)[arc >> 1]
        expect(nodeAt(one, one.start)).toBe(nodeAt(end, end.end))
      }
      const minutes = walked / 100 / speed / 60
      expect(minutes).toBeGreaterThan(20)
      expect(minutes).toBeLessThan(37)
      expect(twice).toBeLessThan(0.6)
    }
  })
})
