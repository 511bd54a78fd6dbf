import type { Network } from './network.ts'
import { distances, FAR } from './tree.ts'

/**
 * Distances to and from a few nodes at the rim, at costs that no walk can be below: with them the triangle inequality bounds what is left of any
 * walk (A. Goldberg and C. Harrelson, Computing the shortest path: A* search meets graph theory, 2005).
 */
export interface Landmarks {
  readonly count: number
  /** Costs that the bounds are made of, cm by arc. */
  readonly costs: Int32Array
  /** `to[v * count + l]`: from node v to landmark l, cm. */
  readonly to: Int32Array
  readonly from: Int32Array
}

/** More bound better and cost more: a table of 200,000 nodes takes 12 × 2 × 0.8 MB and 24 searches. */
const [FEW, MANY, MANY_NODES] = [4, 12, 20_000]

/** Nodes at the rim, one for each direction from the middle of those in use. */
export function rimNodes({ graph, nodes }: Network, inUse: (node: number) => boolean): number[] {
  const { x, y } = graph.nodes
  let [count, sumX, sumY] = [0, 0, 0]
  for (let node = 0; node < nodes; node++) {
    if (!inUse(node)) continue
    count++
    sumX += x[node]!
    sumY += y[node]!
  }
  const sectors = count > MANY_NODES ? MANY : FEW
  const [midX, midY] = [sumX / count, sumY / count]
  const far = new Float64Array(sectors)
  const found = new Int32Array(sectors).fill(-1)
  for (let node = 0; node < nodes; node++) {
    if (!inUse(node)) continue
    const [dx, dy] = [x[node]! - midX, y[node]! - midY]
    const sector = Math.min(sectors - 1, Math.floor(((Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI)) * sectors))
    const away = dx * dx + dy * dy
    if (away < far[sector]! || (found[sector] !== -1 && away === far[sector])) continue
    far[sector] = away
    found[sector] = node
  }
  return [...found].filter((node) => node >= 0)
}

/** Starts the tables of landmarks; each call of `next` makes two of their columns, and says whether more are left. */
export function makeLandmarks(
  network: Network,
  costs: Int32Array,
  rim: readonly number[],
): { readonly made: Landmarks; next(): boolean } {
  const count = rim.length
  const [to, from] = [new Int32Array(network.nodes * count), new Int32Array(network.nodes * count)]
  let done = 0
  return {
    made: { count, costs, to, from },
    next() {
      if (done === count) return false
      distances(network, costs, rim[done]!, true, to, count, done)
      distances(network, costs, rim[done]!, false, from, count, done)
      return ++done < count
    },
  }
}

/** One way out of the end of a walk: a node, and what it costs between it and the end, in and out, at the costs of the landmarks. */
export interface Ending {
  readonly node: number
  readonly toEnd: number
  readonly fromEnd: number
}

/** Bounds used in one search: the landmarks that say most, and what they say of its end. */
export interface Bounding {
  /** Ranks of landmarks in the tables, and the distances between each and the end. */
  readonly toRanks: Int32Array
  readonly toEnds: Int32Array
  readonly fromRanks: Int32Array
  readonly fromEnds: Int32Array
}

/** Bounds looked at for each node of a search: what others add is less than what they take. */
const MOST_ACTIVE = 3

/** Chooses the landmarks that bound a walk from `node` to an end best. */
export function boundingOf({ count, to, from }: Landmarks, node: number, endings: readonly Ending[]): Bounding {
  const rank = (table: Int32Array, sign: 1 | -1, side: 'toEnd' | 'fromEnd') => {
    const all = Array.from({ length: count }, (_, l) => {
      const end = Math.min(FAR, ...endings.map((one) => table[one.node * count + l]! + one[side]))
      return { l, end, bound: sign * (table[node * count + l]! - end) }
    })
    const best = all.toSorted((a, b) => b.bound - a.bound).slice(0, MOST_ACTIVE)
    return [Int32Array.from(best, ({ l }) => l), Int32Array.from(best, ({ end }) => end)] as const
  }
  // From v to a landmark is at most from v to the end and from the end to it; and so for the way from a landmark.
  const [toRanks, toEnds] = rank(to, 1, 'fromEnd')
  const [fromRanks, fromEnds] = rank(from, -1, 'toEnd')
  return { toRanks, toEnds, fromRanks, fromEnds }
}
