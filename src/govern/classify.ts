import type { Graph, Node } from '../kernel/index.ts'
import type { Access } from './access.ts'

const strictness: Record<Access, number> = { open: 0, restricted: 1, personal: 2 }

/** The strictest of several classes; open when there is none. */
export function strictest(classes: readonly Access[]): Access {
  return classes.reduce((a, b) => (strictness[b] > strictness[a] ? b : a), 'open' as Access)
}

/**
 * The class of the rows of an asset: what it declares. One that declares nothing takes the strictest class declared by what
 * it is made from and by what is made from it, so that forgetting to say it on a source opens nothing. Sources all carry an
 * open licence: with nothing said on either side, the rows are open.
 */
export function classOfRows(graph: Graph, node: Node): Access {
  if (node.publish) return node.publish.access
  return strictest(declared([...upstream(graph, node), ...downstream(graph, node)]))
}

/**
 * The class of what shows rows that are not published: quarantine, samples of checks, messages of failures. They may quote
 * the inputs, so their classes count too.
 */
export function classOfEvidence(graph: Graph, node: Node): Access {
  return strictest([classOfRows(graph, node), ...[...upstream(graph, node)].map((input) => classOfRows(graph, input))])
}

const declared = (nodes: readonly Node[]): Access[] => nodes.flatMap((node) => node.publish?.access ?? [])

/** All that an asset is made from, near and far. */
export function upstream(graph: Graph, node: Node): Set<Node> {
  const found = new Set<Node>()
  const visit = (of: Node): void => {
    for (const name of Object.values(of.inputs)) {
      const input = graph.byName.get(name)!
      if (found.has(input)) continue
      found.add(input)
      visit(input)
    }
  }
  visit(node)
  return found
}

function downstream(graph: Graph, node: Node): Set<Node> {
  // Inputs come first in a graph: one pass finds everything made from the node.
  const found = new Set<Node>()
  const names = new Set([node.name])
  for (const other of graph.nodes) {
    if (!Object.values(other.inputs).some((input) => names.has(input))) continue
    names.add(other.name)
    found.add(other)
  }
  return found
}
