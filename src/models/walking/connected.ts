/** The edges of a graph, by the nodes at their two ends. Parallel arrays. */
export interface Ends {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
}

/** For each node of a graph, the one that stands for all that edges tie to it; `ties` passes over edges. */
export function connectedParts(nodes: number, { from, to }: Ends, ties?: (edge: number) => boolean): Int32Array {
  const root = Int32Array.from({ length: nodes }, (_, node) => node)
  const rootOf = (node: number): number => {
    let top = node
    while (root[top] !== top) top = root[top] = root[root[top]!]!
    return top
  }
  for (let edge = 0; edge < from.length; edge++) if (!ties || ties(edge)) root[rootOf(from[edge]!)] = rootOf(to[edge]!)
  for (let node = 0; node < nodes; node++) root[node] = rootOf(node)
  return root
}
