import { openHeap } from './heap.ts'
import type { Network } from './network.ts'
import { CLOSED } from './profiles.ts'

/** A distance to what cannot be reached, cm: far beyond any other, and twice it is still a whole number of 32 bits. */
export const FAR = 1_000_000_000

/**
 * The least costs from a node to all, or from all to it, at costs that do not change (Dijkstra), cm; `FAR` where none leads.
 * @param into `into[v * stride + offset]` is set for each node v
 */
export function distances(
  { nodes, first, arcs, heads }: Network,
  costs: Int32Array,
  source: number,
  backward: boolean,
  into: Int32Array,
  stride = 1,
  offset = 0,
): void {
  for (let node = 0; node < nodes; node++) into[node * stride + offset] = FAR
  const heap = openHeap(4096)
  into[source * stride + offset] = 0
  heap.push(0, source)
  const turn = backward ? 1 : 0
  for (;;) {
    const node = heap.pop()
    if (node < 0) return
    const label = heap.key()
    if (label > into[node * stride + offset]!) continue
    for (let i = first[node]!, end = first[node + 1]!; i < end; i++) {
      const cost = costs[arcs[i]! ^ turn]!
      if (cost === CLOSED) continue
      const at = heads[i]! * stride + offset
      if (label + cost < into[at]!) {
        into[at] = label + cost
        heap.push(label + cost, heads[i]!)
      }
    }
  }
}
