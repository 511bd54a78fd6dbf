import dagre, { type Edge } from '@dagrejs/dagre'

/** A node of the drawing and what it is made from. */
export interface GraphNode {
  readonly name: string
  readonly inputs: readonly string[]
}

export interface Placed {
  readonly name: string
  /** Top left corner. */
  readonly x: number
  readonly y: number
}

export interface Drawn {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Placed[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[]
}

export const NODE_WIDTH = 226
export const NODE_HEIGHT = 46

// No asset can have this name.
const ROOT = '(root)'
/** Pulls every source to the left edge, whatever the length of its way to the right. */
const PULL = 1000

/** Lays a graph without cycles out from left to right, with all that has no input in the first column. */
export function layOut(nodes: readonly GraphNode[]): Drawn {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 10, edgesep: 8, ranksep: 60, marginx: 8, marginy: 8 })
  graph.setDefaultEdgeLabel(() => ({}))
  graph.setNode(ROOT, { width: 0, height: 0 })
  for (const { name } of nodes) graph.setNode(name, { width: NODE_WIDTH, height: NODE_HEIGHT })
  const known = new Set(nodes.map((node) => node.name))
  for (const { name, inputs } of nodes) {
    const from = inputs.filter((input) => known.has(input))
    for (const input of from) graph.setEdge(input, name, {})
    if (from.length === 0) graph.setEdge(ROOT, name, { weight: PULL, minlen: 1 })
  }
  dagre.layout(graph)
  const placed = nodes.map(({ name }) => {
    const { x = 0, y = 0 } = graph.node(name) as { x?: number; y?: number }
    return { name, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }
  })
  // The root took a column of its own: the drawing starts where the first real node does.
  const left = Math.min(...placed.map((p) => p.x), Infinity) - 8
  const shift = Number.isFinite(left) ? left : 0
  const edges = graph
    .edges()
    .filter((edge: Edge) => edge.v !== ROOT)
    .map((edge: Edge) => ({
      from: edge.v,
      to: edge.w,
      path: curve((graph.edge(edge) as { points: { x: number; y: number }[] }).points, shift),
    }))
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width: Math.ceil(width - shift),
    height: Math.ceil(height),
    nodes: placed.map((p) => ({ ...p, x: p.x - shift })),
    edges,
  }
}

/** Horizontal ease from point to point. */
function curve(points: readonly { x: number; y: number }[], shift: number): string {
  const at = (p: { x: number; y: number }) => `${(p.x - shift).toFixed(1)} ${p.y.toFixed(1)}`
  return points
    .map((point, i) => {
      if (i === 0) return `M${at(point)}`
      const last = points[i - 1]!
      const middle = (last.x + point.x) / 2
      return `C${at({ x: middle, y: last.y })} ${at({ x: middle, y: point.y })} ${at(point)}`
    })
    .join('')
}
