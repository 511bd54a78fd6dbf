import type { Network } from './network.ts'
import { CLOSED } from './profiles.ts'

/** Which edges can be taken and belong to the largest piece that hangs together: the others lead nowhere. */
export function mainEdges({ graph, nodes, edges }: Network, costs: Int32Array): Uint8Array {
  const { from, to } = graph.edges
  const root = Int32Array.from({ length: nodes }, (_, node) => node)
  const rootOf = (node: number): number => {
    let top = node
    while (root[top] !== top) top = root[top] = root[root[top]!]!
    return top
  }
  for (let edge = 0; edge < edges; edge++) if (costs[2 * edge] !== CLOSED) root[rootOf(from[edge]!)] = rootOf(to[edge]!)
  const size = new Int32Array(nodes)
  let largest = 0
  for (let edge = 0; edge < edges; edge++) {
    if (costs[2 * edge] === CLOSED) continue
    const top = rootOf(from[edge]!)
    if (++size[top]! > size[largest]!) largest = top
  }
  return Uint8Array.from({ length: edges }, (_, edge) =>
    costs[2 * edge] !== CLOSED && rootOf(from[edge]!) === largest ? 1 : 0,
  )
}
