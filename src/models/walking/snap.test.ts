import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { openSnap } from './snap.ts'
import { town } from './testing/town.ts'

const graph = town({ columns: 15, rows: 15 })
const all = new Uint8Array(graph.edges.from.length).fill(1)
const find = openSnap(graph)

/** The nearest place by trying every edge at every metre. */
function tried(x: number, y: number): number {
  const { coordinates } = graph.edges.geometry
  let least = Number.POSITIVE_INFINITY
  for (let edge = 0; edge < all.length; edge++) {
    const [ax, ay, bx, by] = coordinates.subarray(4 * edge, 4 * edge + 4) as unknown as [number, number, number, number]
    for (let i = 0; i <= 200; i++)
      least = Math.min(least, Math.hypot(ax + ((bx - ax) * i) / 200 - x, ay + ((by - ay) * i) / 200 - y))
  }
  return least
}

test('the place found is the nearest', () => {
  const next = seeded(2)
  for (let i = 0; i < 40; i++) {
    const [x, y] = [next() * 1400 - 100, next() * 1400 - 100]
    const found = find(x, y, all, 500)!
    expect(found.away).toBeCloseTo(tried(x, y), 0)
    const [a, b] = [graph.edges.from[found.edge]!, graph.edges.to[found.edge]!]
    expect(graph.nodes.x[a]! + found.along * (graph.nodes.x[b]! - graph.nodes.x[a]!)).toBeCloseTo(found.x, 6)
  }
})

test('what is too far is not found, nor an edge that may not be taken', () => {
  expect(find(-5000, -5000, all, 300)).toBeUndefined()
  const nearest = find(500, 500, all, 300)!
  const without = all.slice()
  without[nearest.edge] = 0
  expect(find(500, 500, without, 300)!.edge).not.toBe(nearest.edge)
})
