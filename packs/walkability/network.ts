import type { InputTable, RowOf } from '../../src/kernel/index.ts'
import { type Line, lengthOf, linesOf } from '../../src/models/planar/index.ts'
import type { WalkNetwork } from '../../src/models/walkability/index.ts'
import { inMetres } from '../heat/read.ts'
import type { WalkEdge } from './shapes.ts'

export type Edge = RowOf<typeof WalkEdge>

/** The edges as read, the network they make, and where it lies in metres. */
export interface Streets {
  readonly edges: readonly Edge[]
  readonly lines: readonly Line[]
  readonly network: WalkNetwork
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Reads a network of walks into a CRS in metres. Edges without a length or a line are left out. */
export async function readStreets(
  input: InputTable<typeof WalkEdge>,
  rows: typeof WalkEdge,
  crs: string,
): Promise<Streets> {
  const { project, rows: read } = inMetres(input, { name: input.name, rows }, crs)
  const [edges, lines]: [Edge[], Line[]] = [[], []]
  for await (const batch of read())
    for (const edge of batch) {
      const [line] = linesOf(edge.line, project)
      if (!line || !(edge.length > 0)) continue
      edges.push(edge)
      lines.push(line)
    }
  const numbers = new Map<string, number>()
  const numberOf = (node: string) => {
    const known = numbers.get(node)
    if (known !== undefined) return known
    numbers.set(node, numbers.size)
    return numbers.size - 1
  }
  const from = Uint32Array.from(edges, (edge) => numberOf(edge.from))
  const to = Uint32Array.from(edges, (edge) => numberOf(edge.to))
  const [x, y] = [new Float64Array(numbers.size), new Float64Array(numbers.size)]
  lines.forEach((line, i) => {
    ;[x[from[i]!], y[from[i]!]] = [line[0]!, line[1]!]
    ;[x[to[i]!], y[to[i]!]] = [line.at(-2)!, line.at(-1)!]
  })
  const length = Float64Array.from(edges, (edge) => edge.length)
  return { edges, lines, network: { nodes: numbers.size, from, to, length }, x, y }
}

/** The position halfway along a line. */
export function middleOf(line: Line): readonly [x: number, y: number] {
  let left = lengthOf(line) / 2
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!]
    const size = Math.hypot(bx - ax, by - ay)
    if (left <= size && size > 0) return [ax + ((bx - ax) * left) / size, ay + ((by - ay) * left) / size]
    left -= size
  }
  return [line.at(-2)!, line.at(-1)!]
}

/** Calls `visit` with the middle of each piece of a line, none longer than `step`: where it is, how long, and which way it goes. */
export function eachPiece(
  line: Line,
  step: number,
  visit: (x: number, y: number, metres: number, dx: number, dy: number) => void,
): void {
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay] = [line[i - 2]!, line[i - 1]!]
    const [dx, dy] = [line[i]! - ax, line[i + 1]! - ay]
    const size = Math.hypot(dx, dy)
    if (size === 0) continue
    const pieces = Math.ceil(size / step)
    for (let p = 0; p < pieces; p++) {
      const share = (p + 0.5) / pieces
      visit(ax + dx * share, ay + dy * share, size / pieces, dx / size, dy / size)
    }
  }
}
