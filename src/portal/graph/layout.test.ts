import { expect, test } from 'vitest'
import { layOut, NODE_HEIGHT, NODE_WIDTH } from './layout.ts'

const graph = [
  { name: 'a', inputs: [] },
  { name: 'b', inputs: [] },
  { name: 'far', inputs: [] },
  { name: 'c', inputs: ['a', 'b'] },
  { name: 'd', inputs: ['c'] },
  { name: 'e', inputs: ['d', 'far'] },
  { name: 'alone', inputs: ['not drawn'] },
]

test('what is made stands right of what it is made from, sources on the left edge', () => {
  const { nodes, edges } = layOut(graph)
  const x = new Map(nodes.map((node) => [node.name, node.x]))
  for (const { from, to } of edges) expect(x.get(to)! - x.get(from)!).toBeGreaterThan(NODE_WIDTH)
  expect(new Set(['a', 'b', 'far'].map((name) => x.get(name))).size).toBe(1)
  expect(edges).toHaveLength(5)
})

test('no box covers another, and all are inside the drawing', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({
    name: `n${i}`,
    inputs: i % 5 === 0 ? [] : [`n${i - 1}`, `n${Math.floor(i / 2)}`],
  }))
  for (const input of [graph, many, graph.slice(0, 1)]) {
    const { nodes, width, height } = layOut(input)
    expect(nodes).toHaveLength(input.length)
    for (const a of nodes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + NODE_WIDTH <= width && a.y + NODE_HEIGHT <= height).toBe(true)
      for (const b of nodes)
        if (a !== b) expect(Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT).toBe(false)
    }
  }
})

test('nothing to draw gives an empty drawing', () => {
  expect(layOut([])).toEqual({ width: 0, height: 0, nodes: [], edges: [] })
})

test('an edge leaves by the right side of its box and arrives at the left side of the next', () => {
  const { nodes, edges } = layOut(graph)
  const at = new Map(nodes.map((node) => [node.name, node]))
  for (const { from, to, path } of edges) {
    const numbers = path.match(/-?[\d.]+/g)!.map(Number)
    const [a, b] = [at.get(from)!, at.get(to)!]
    expect(numbers.slice(0, 2)).toEqual([a.x + NODE_WIDTH, a.y + NODE_HEIGHT / 2].map(tenth))
    expect(numbers.slice(-2)).toEqual([b.x, b.y + NODE_HEIGHT / 2].map(tenth))
  }
})

const tenth = (value: number) => Number(value.toFixed(1))
