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
  const root = Int32Array.from({ length: nodes }, (_, i) => i)
  const find = (node: number): number => {
    let at = node
    while (root[at] !== at) {
      root[at] = root[root[at]!]!
      at = root[at]!
    }
    return at
  }
  for (const { from, to } of edges) root[find(from)] = find(to)
  const sums = new Map<number, { nodes: number; edges: number; length: number }>()
  for (let i = 0; i < nodes; i++) {
    const part = sums.get(find(i))
    if (part) part.nodes++
    else sums.set(find(i), { nodes: 1, edges: 0, length: 0 })
  }
  for (const { from, length } of edges) {
    const part = sums.get(find(from))!
    part.edges++
    part.length += length
  }
  const ranked = [...sums].sort(([a, x], [b, y]) => y.length - x.length || a - b)
  const ranks = new Map(ranked.map(([at], rank) => [at, rank + 1]))
  return {
    of: Int32Array.from({ length: nodes }, (_, i) => ranks.get(find(i))!),
    parts: ranked.map(([, part]) => part),
  }
}
