import { type Graph, type IndexRange, inputRanges, type Node } from '../kernel/index.ts'

/** The nodes made directly from an asset. */
export function downstreamOf(graph: Graph, name: string): Node[] {
  return graph.nodes.filter((node) => Object.values(node.inputs).includes(name))
}

/** Which partitions of `node` a change in one partition of its input makes stale; `undefined` means all. */
export function affected(node: Node, input: Node, index: number, now: Date): IndexRange[] | undefined {
  if (!node.partitions) return [[0, 1]]
  if (!input.partitions) return undefined
  const bothTime = node.partitions.by !== 'tile' && input.partitions.by !== 'tile'
  const bothTiles = node.partitions.by === 'tile' && input.partitions.by === 'tile'
  // Two periods that overlap do so both ways, and two tiles are as far from each other: the rule that finds inputs finds outputs.
  return bothTime || bothTiles ? inputRanges(input.partitions, index, node.partitions, now, node.margin) : undefined
}
