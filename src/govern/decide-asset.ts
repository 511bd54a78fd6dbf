import type { Graph, Node } from '../kernel/index.ts'
import { classOfRows, upstream } from './classify.ts'
import { type Decision, decide, type Viewer } from './decide.ts'

/** Whether somebody may read the rows of an asset. */
export const decideRows = (graph: Graph, node: Node, viewer: Viewer): Decision =>
  decide({ access: classOfRows(graph, node), dataset: node.name }, viewer)

/**
 * Whether somebody may see what shows rows that are not published: quarantine, samples of checks, messages of failures. They may
 * quote the inputs: a right to the dataset alone is not enough, every input counts.
 */
export function decideEvidence(graph: Graph, node: Node, viewer: Viewer): Decision {
  const own = decideRows(graph, node, viewer)
  if (!own.allowed) return own
  const inputs = [...upstream(graph, node)].map((input) => decideRows(graph, input, viewer))
  return inputs.find((one) => !one.allowed) ?? own
}
