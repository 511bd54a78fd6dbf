import { connectedParts } from './connected.ts'
import type { Network } from './network.ts'
import { CLOSED } from './profiles.ts'

/** Which edges can be taken and belong to the largest piece that hangs together: the others lead nowhere. */
export function mainEdges({ graph, nodes, edges }: Network, costs: Int32Array): Uint8Array {
  const { from } = graph.edges
  const isOpen = (edge: number) => costs[2 * edge] !== CLOSED
  const part = connectedParts(nodes, graph.edges, isOpen)
  const size = new Int32Array(nodes)
  let largest = 0
  for (let edge = 0; edge < edges; edge++) {
    if (!isOpen(edge)) continue
    const own = part[from[edge]!]!
    if (++size[own]! > size[largest]!) largest = own
  }
  return Uint8Array.from({ length: edges }, (_, edge) => (isOpen(edge) && part[from[edge]!] === largest ? 1 : 0))
}
