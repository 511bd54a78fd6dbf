import { type Line, nearestOf, type PlaceOnLine, type Point, packed } from '../../../src/models/planar/index.ts'

/** How far an end that meets nothing looks for a neighbour, m, and among which lines: all the others when it is not said. */
export interface Look {
  readonly within: number
  readonly asks?: (own: number, other: number) => boolean
}

/** A piece of a line between two junctions or ends. */
export interface Section {
  readonly strand: number
  /** Number of the piece along its line, from 0. */
  readonly part: number
  readonly from: number
  readonly to: number
  readonly line: Line
}

export interface Network {
  readonly nodes: readonly Point[]
  readonly sections: readonly Section[]
  /** Ends that were joined to a neighbour nearby. */
  readonly joined: number
}

/** Positions in the same square of a centimetre are one. */
const GRAIN = 100

/**
 * Joins lines into a network: where they share a position, and where an end that meets nothing finds a neighbour by one of its looks,
 * in their order, to whose nearest place it is prolonged. Lines that cross without a shared position pass over each other.
 */
export function joinLines(strands: readonly Line[], looks: readonly Look[]): Network {
  const vertices = verticesOf()
  const chains = strands.map(vertices.chain)
  const uses = new Map<number, number>()
  const use = (vertex: number, times: number) => uses.set(vertex, (uses.get(vertex) ?? 0) + times)
  for (const chain of chains)
    chain.forEach((vertex, i) => {
      // An end is a node whatever else is there.
      use(vertex, i === 0 || i === chain.length - 1 ? 2 : 1)
    })

  const near = nearestOf(packed(strands))
  const inserted = new Map<number, { place: PlaceOnLine; vertex: number }[]>()
  let joined = 0
  const prolonged = chains.map((chain, index) => {
    if (chain.length < 2 || chain[0] === chain.at(-1)) return chain
    const meet = (end: number): number[] => {
      if (uses.get(end)! > 2) return []
      const [x, y] = vertices.at(end)
      let place: PlaceOnLine | undefined
      for (const { within, asks } of looks)
        place ??= near(x, y, within, (line) => line !== index && (asks?.(index, line) ?? true))
      if (!place) return []
      joined++
      const vertex = vertices.of(place.x, place.y)
      if (vertex === end) {
        // The end lies on its neighbour already.
        insert(place, end)
        return []
      }
      if (!isOn(chains[place.line]!, vertex)) insert(place, vertex)
      use(vertex, 2)
      // What was an end is now on the way.
      use(end, -1)
      return [vertex]
    }
    return [...meet(chain[0]!), ...chain, ...meet(chain.at(-1)!)]
  })

  const nodes: Point[] = []
  const numbers = new Map<number, number>()
  const nodeOf = (vertex: number) => {
    const known = numbers.get(vertex)
    if (known !== undefined) return known
    numbers.set(vertex, nodes.length)
    return nodes.push(vertices.at(vertex)) - 1
  }
  const sections: Section[] = []
  const drawn = new Set<string>()
  prolonged.forEach((chain, strand) => {
    const whole = withInserted(chain, strand)
    let part = 0
    for (const piece of piecesOf(whole, (vertex) => (uses.get(vertex) ?? 0) > 1)) {
      const name = piece[0]! <= piece.at(-1)! ? piece.join(' ') : piece.toReversed().join(' ')
      if (drawn.has(name)) continue
      drawn.add(name)
      sections.push({
        strand,
        part: part++,
        from: nodeOf(piece[0]!),
        to: nodeOf(piece.at(-1)!),
        line: Float64Array.from(piece.flatMap((vertex) => vertices.at(vertex))),
      })
    }
  })
  return { nodes, sections, joined }

  function insert(place: PlaceOnLine, vertex: number): void {
    const list = inserted.get(place.line)
    if (list) list.push({ place, vertex })
    else inserted.set(place.line, [{ place, vertex }])
    use(vertex, 2)
  }

  /** A chain with the vertices that others put on it, in their order along it. */
  function withInserted(chain: readonly number[], strand: number): number[] {
    const puts = inserted.get(strand)
    if (!puts) return [...chain]
    const own = chains[strand]!
    const first = chain.indexOf(own[0]!)
    const after = new Map<number, { share: number; vertex: number }[]>()
    for (const { place, vertex } of puts) {
      // Vertices of the chain are those of the line, but for positions that were one: found by place.
      const at = segmentOf(own, place)
      after.set(at, [...(after.get(at) ?? []), { share: shareOn(own, at, vertex), vertex }])
    }
    const whole: number[] = []
    chain.forEach((vertex, i) => {
      whole.push(vertex)
      const here = after.get(i - first)
      if (here) for (const put of here.sort((a, b) => a.share - b.share)) whole.push(put.vertex)
    })
    return whole.filter((vertex, i) => vertex !== whole[i - 1])
  }

  /** The segment of a chain that a place is on: the nearest one. */
  function segmentOf(chain: readonly number[], { x, y }: PlaceOnLine): number {
    let [best, least] = [0, Infinity]
    for (let i = 0; i + 1 < chain.length; i++) {
      const [a, b] = [vertices.at(chain[i]!), vertices.at(chain[i + 1]!)]
      const off = Math.hypot(a[0] - x, a[1] - y) + Math.hypot(b[0] - x, b[1] - y) - Math.hypot(a[0] - b[0], a[1] - b[1])
      if (off < least) [best, least] = [i, off]
    }
    return best
  }

  function shareOn(chain: readonly number[], segment: number, vertex: number): number {
    const [a, p] = [vertices.at(chain[segment]!), vertices.at(vertex)]
    return Math.hypot(p[0] - a[0], p[1] - a[1])
  }
}

const isOn = (chain: readonly number[], vertex: number) => chain.includes(vertex)

/** Positions by their number, each once. */
function verticesOf() {
  const numbers = new Map<string, number>()
  const positions: Point[] = []
  const of = (x: number, y: number): number => {
    const key = `${Math.round(x * GRAIN)} ${Math.round(y * GRAIN)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, positions.length)
    return positions.push([Math.round(x * GRAIN) / GRAIN, Math.round(y * GRAIN) / GRAIN]) - 1
  }
  return {
    of,
    at: (vertex: number) => positions[vertex]!,
    /** The vertices of a line, those that follow each other being different. */
    chain(line: Line): number[] {
      const chain: number[] = []
      for (let i = 0; i + 1 < line.length; i += 2) {
        const vertex = of(line[i]!, line[i + 1]!)
        if (vertex !== chain.at(-1)) chain.push(vertex)
      }
      return chain
    },
  }
}

/** Cuts a chain at its nodes. A loop is cut in two, so that no section begins where it ends. */
function* piecesOf(chain: readonly number[], isNode: (vertex: number) => boolean): Generator<number[]> {
  let start = 0
  for (let i = 1; i < chain.length; i++) {
    if (i < chain.length - 1 && !isNode(chain[i]!)) continue
    const piece = chain.slice(start, i + 1)
    start = i
    if (piece[0] !== piece.at(-1)) {
      yield piece
      continue
    }
    if (piece.length < 4) continue
    const half = piece.length >> 1
    yield piece.slice(0, half + 1)
    yield piece.slice(half)
  }
}
