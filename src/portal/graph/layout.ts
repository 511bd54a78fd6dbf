import dagre, { type Edge } from '@dagrejs/dagre'

/** A node of the drawing and what it is made from. */
interface GraphNode {
  readonly name: string
  readonly inputs: readonly string[]
}

interface Placed {
  readonly name: string
  /** Top left corner. */
  readonly x: number
  readonly y: number
}

interface Drawn {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Placed[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[]
}

export const NODE_WIDTH = 200
export const NODE_HEIGHT = 62
const MARGIN = 8
const GAP = 10
/** Nodes without edges stand in a grid of that many columns at least. */
const LEAST_COLUMNS = 4

/** Lays a graph without cycles out from left to right, sources first; nodes tied to no other stand in a grid below. */
export function layOut(nodes: readonly GraphNode[]): Drawn {
  const known = new Set(nodes.map((node) => node.name))
  const clean = nodes.map(({ name, inputs }) => ({ name, inputs: inputs.filter((input) => known.has(input)) }))
  const tied = new Set(clean.flatMap(({ name, inputs }) => (inputs.length > 0 ? [name, ...inputs] : [])))
  const main = layTied(clean.filter(({ name }) => tied.has(name)))
  const alone = clean.filter(({ name }) => !tied.has(name))
  if (alone.length === 0) return main
  const step = NODE_WIDTH + 2 * GAP
  const columns = Math.min(alone.length, Math.max(LEAST_COLUMNS, Math.floor((main.width - 2 * MARGIN) / step)))
  const top = main.height > 0 ? main.height + 2 * GAP : MARGIN
  const grid = alone.map(({ name }, i) => ({
    name,
    x: MARGIN + (i % columns) * step,
    y: top + Math.floor(i / columns) * (NODE_HEIGHT + GAP),
  }))
  return {
    width: Math.max(main.width, columns * step - 2 * GAP + 2 * MARGIN),
    height: top + Math.ceil(alone.length / columns) * (NODE_HEIGHT + GAP) - GAP + MARGIN,
    nodes: [...main.nodes, ...grid],
    edges: main.edges,
  }
}

// No asset can have this name.
const ROOT = '(root)'
/** Pulls every source to the left edge, whatever the length of its way to the right. */
const PULL = 1000

function layTied(nodes: readonly GraphNode[]): Drawn {
  if (nodes.length === 0) return { width: 0, height: 0, nodes: [], edges: [] }
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, edgesep: 8, ranksep: 34, marginx: MARGIN, marginy: MARGIN })
  graph.setNode(ROOT, { width: 0, height: 0 })
  for (const { name } of nodes) graph.setNode(name, { width: NODE_WIDTH, height: NODE_HEIGHT })
  for (const { name, inputs } of nodes) {
    for (const input of inputs) graph.setEdge(input, name, {})
    if (inputs.length === 0) graph.setEdge(ROOT, name, { weight: PULL })
  }
  dagre.layout(graph)
  const placed = nodes.map(({ name }) => {
    const { x = 0, y = 0 } = graph.node(name) as { x?: number; y?: number }
    return { name, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }
  })
  // The root took a column of its own: the drawing starts where the first real node does.
  const shift = Math.min(...placed.map((p) => p.x)) - MARGIN
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const middle = new Map(nodes.map(({ name }) => [name, graph.node(name) as Point]))
  const columns = new Set([...middle.values()].map(({ x }) => Math.round(x)))
  return {
    width: Math.ceil(width - shift),
    height: Math.ceil(height),
    nodes: placed.map((p) => ({ ...p, x: p.x - shift })),
    edges: graph
      .edges()
      .filter((edge: Edge) => edge.v !== ROOT)
      .map((edge: Edge) => ({
        from: edge.v,
        to: edge.w,
        path: curve(
          fromSideToSide(
            middle.get(edge.v)!,
            (graph.edge(edge) as { points: Point[] }).points,
            middle.get(edge.w)!,
            columns,
          ),
          shift,
        ),
      })),
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

/**
 * The way of an edge, from the middle of the right side of a box to the middle of the left side of another. It goes straight
 * past the boxes of the columns between, where the layout left it room, and bends in the gaps only.
 */
function fromSideToSide(from: Point, way: readonly Point[], to: Point, columns: ReadonlySet<number>): Point[] {
  const half = NODE_WIDTH / 2
  const past = way
    .slice(1, -1)
    .filter(({ x }) => columns.has(Math.round(x)))
    .flatMap(({ x, y }) => [
      { x: x - half, y },
      { x: x + half, y },
    ])
  return [{ x: from.x + half, y: from.y }, ...past, { x: to.x - half, y: to.y }]
}

/** Horizontal ease from point to point. */
function curve(points: readonly Point[], shift: number): string {
  const at = ({ x, y }: Point) => `${(x - shift).toFixed(1)} ${y.toFixed(1)}`
  return points
    .map((point, i) => {
      if (i === 0) return `M${at(point)}`
      const last = points[i - 1]!
      const middle = (last.x + point.x) / 2
      return `C${at({ x: middle, y: last.y })} ${at({ x: middle, y: point.y })} ${at(point)}`
    })
    .join('')
}
