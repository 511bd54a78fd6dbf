/** A network of walks: edges between numbered nodes, walked both ways. Parallel arrays. */
export interface WalkNetwork {
  /** How many nodes there are: `from` and `to` are below it. */
  readonly nodes: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** m */
  readonly length: Float32Array | Float64Array
}

/** The edges at each node: those of node n are `edges[starts[n]]` to `edges[starts[n + 1]]`, left out. */
export interface Incidence {
  readonly starts: Uint32Array
  readonly edges: Uint32Array
}

/** Sorts the edges by the nodes they touch. One that comes back to its node is there twice. */
export function incidenceOf({ nodes, from, to }: WalkNetwork): Incidence {
  const starts = new Uint32Array(nodes + 1)
  for (const ends of [from, to]) for (const node of ends) starts[node + 1]!++
  for (let n = 0; n < nodes; n++) starts[n + 1]! += starts[n]!
  const next = starts.slice()
  const edges = new Uint32Array(from.length * 2)
  for (const ends of [from, to])
    ends.forEach((node, edge) => {
      edges[next[node]!++] = edge
    })
  return { starts, edges }
}
