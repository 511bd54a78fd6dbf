import { connectedParts } from '../../../src/models/walking/index.ts'

/** Which connected part each node is of: 1 is the longest. */
export interface Components {
  readonly of: Int32Array
  /** By rank, from the longest. */
  readonly parts: readonly { readonly nodes: number; readonly edges: number; readonly length: number }[]
}

/** The connected parts of a graph, in the order of the length of their edges. */
export function componentsOf(
  nodes: number,
  edges: readonly { readonly from: number; readonly to: number; readonly length: number }[],
): Components {
  const ends = { from: edges.map(({ from }) => from), to: edges.map(({ to }) => to) }
  const partOf = connectedParts(nodes, ends)
  const sums = new Map<number, { nodes: number; edges: number; length: number }>()
  for (const own of partOf) {
    const part = sums.get(own)
    if (part) part.nodes++
    else sums.set(own, { nodes: 1, edges: 0, length: 0 })
  }
  for (const { from, length } of edges) {
    const part = sums.get(partOf[from]!)!
    part.edges++
    part.length += length
  }
  const ranked = [...sums].sort(([a, x], [b, y]) => y.length - x.length || a - b)
  const ranks = new Map(ranked.map(([at], rank) => [at, rank + 1]))
  return {
    of: partOf.map((own) => ranks.get(own)!),
    parts: ranked.map(([, part]) => part),
  }
}
