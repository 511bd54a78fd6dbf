import type { WalkingGraph } from './graph.ts'

/** A graph with the arcs that leave each node: those of node v are `arcs[first[v]]` to `arcs[first[v + 1]]`. */
export interface Network {
  readonly graph: WalkingGraph
  readonly nodes: number
  readonly edges: number
  readonly first: Int32Array
  /** 2e along edge e, 2e + 1 back. */
  readonly arcs: Int32Array
  /** The node that each leads to. */
  readonly heads: Int32Array
}

/** Throws RangeError when an edge names a node that is not there. */
export function networkOf(graph: WalkingGraph): Network {
  const nodes = graph.nodes.x.length
  const { from, to } = graph.edges
  const edges = from.length
  const first = new Int32Array(nodes + 1)
  for (let edge = 0; edge < edges; edge++) {
    if (from[edge]! >= nodes || to[edge]! >= nodes) throw new RangeError(`edge ${edge} leads to no node`)
    first[from[edge]! + 1]!++
    first[to[edge]! + 1]!++
  }
  for (let node = 0; node < nodes; node++) first[node + 1]! += first[node]!
  const next = first.slice()
  const [arcs, heads] = [new Int32Array(2 * edges), new Int32Array(2 * edges)]
  for (let edge = 0; edge < edges; edge++) {
    const [a, b] = [from[edge]!, to[edge]!]
    const [out, back] = [next[a]!++, next[b]!++]
    arcs[out] = 2 * edge
    heads[out] = b
    arcs[back] = 2 * edge + 1
    heads[back] = a
  }
  return { graph, nodes, edges, first, arcs, heads }
}

/** The node at the start of an arc, and at its end. */
export const tailOf = ({ edges }: WalkingGraph, arc: number): number => (arc & 1 ? edges.to : edges.from)[arc >> 1]!
export const headOf = ({ edges }: WalkingGraph, arc: number): number => (arc & 1 ? edges.from : edges.to)[arc >> 1]!
