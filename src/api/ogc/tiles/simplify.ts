import { EXTENT } from './grid.ts'
import type { Path } from './paths.ts'

// Douglas–Peucker decides on a vertex from the whole line, so that two polygons, or two tiles, that share a part of a line
// keep different vertices of it and gaps show. Here a vertex goes when it is the least useful of its neighbourhood, which
// reads the same from either side and whatever else of the line is known; what stays is within the tolerance of what was.

/** Rounds of removal: each takes about a third of what can go. */
const MOST_ROUNDS = 16

/** Whether a position must stay: where borders of several polygons meet. */
export type Fixed = (x: number, y: number) => boolean

/**
 * Removes vertices so that the result is within `tolerance` of the path. The ends of a line stay, and at least three
 * vertices of a ring. Neighbours that share vertices lose the same ones.
 */
export function simplify(path: Path, isRing: boolean, tolerance: number, fixed?: Fixed): Path {
  const count = path.length / 2
  const least = isRing ? 3 : 2
  if (tolerance === 0 || count <= least) return path
  const kept = keptVertices(path, isRing, tolerance, least, fixed)
  if (kept.length === count) return path
  const result = new Float64Array(kept.length * 2)
  for (let i = 0; i < kept.length; i++) {
    result[2 * i] = path[2 * kept[i]!]!
    result[2 * i + 1] = path[2 * kept[i]! + 1]!
  }
  return result
}

function keptVertices(
  path: Path,
  isRing: boolean,
  tolerance: number,
  least: number,
  fixed: Fixed | undefined,
): Uint32Array {
  let kept: Uint32Array = new Uint32Array(path.length / 2)
  const isFixed = new Uint8Array(kept.length)
  for (let i = 0; i < kept.length; i++) {
    kept[i] = i
    if (fixed?.(path[2 * i]!, path[2 * i + 1]!)) isFixed[i] = 1
  }
  /** How far the vertices removed after each vertex are from the segment that replaced them, at most. */
  const error = new Float64Array(kept.length)
  for (let round = 0; round < MOST_ROUNDS && kept.length > least; round++) {
    const costs = costsOf(path, kept, error, isRing, isFixed)
    const next = removeLeast(path, kept, costs, error, tolerance, least)
    if (next.length === kept.length) break
    kept = next
  }
  return kept
}

/** What removing each vertex would cost, in units: infinite for those that stay. */
function costsOf(
  path: Path,
  kept: Uint32Array,
  error: Float64Array,
  isRing: boolean,
  isFixed: Uint8Array,
): Float64Array {
  const last = kept.length - 1
  const costs = new Float64Array(kept.length)
  for (let k = 0; k <= last; k++) {
    const vertex = kept[k]!
    if ((!isRing && (k === 0 || k === last)) || isFixed[vertex]) {
      costs[k] = Infinity
      continue
    }
    const before = kept[k === 0 ? last : k - 1]!
    const after = kept[k === last ? 0 : k + 1]!
    costs[k] = distance(path, vertex, before, after) + Math.max(error[before]!, error[vertex]!)
  }
  return costs
}

/** Removes the vertices that cost less than both their neighbours and no more than the tolerance. */
function removeLeast(
  path: Path,
  kept: Uint32Array,
  costs: Float64Array,
  error: Float64Array,
  tolerance: number,
  least: number,
): Uint32Array {
  const last = kept.length - 1
  const next = new Uint32Array(kept.length)
  let length = 0
  let removed = 0
  /** Errors change after the round: those of this round were all worked out before it. */
  const changed: number[] = []
  for (let k = 0; k <= last; k++) {
    const cost = costs[k]!
    const before = k === 0 ? last : k - 1
    const after = k === last ? 0 : k + 1
    const goes =
      cost <= tolerance &&
      kept.length - removed > least &&
      isLess(path, kept, costs, k, before) &&
      isLess(path, kept, costs, k, after)
    if (goes) {
      changed.push(kept[before]!, cost)
      removed++
    } else next[length++] = kept[k]!
  }
  for (let i = 0; i < changed.length; i += 2) error[changed[i]!] = changed[i + 1]!
  return next.subarray(0, length)
}

/**
 * Orders vertices by cost, and ties by a number scattered from their place: along a straight line a third of them go at once.
 * The place is that in any tile, so that tiles agree.
 */
function isLess(path: Path, kept: Uint32Array, costs: Float64Array, a: number, b: number): boolean {
  if (costs[a] !== costs[b]) return costs[a]! < costs[b]!
  const [i, j] = [2 * kept[a]!, 2 * kept[b]!]
  const [one, other] = [scatter(path[i]!, path[i + 1]!), scatter(path[j]!, path[j + 1]!)]
  if (one !== other) return one < other
  return path[i] === path[j] ? path[i + 1]! < path[j + 1]! : path[i]! < path[j]!
}

function scatter(x: number, y: number): number {
  const place = ((x & (EXTENT - 1)) * EXTENT + (y & (EXTENT - 1))) | 0
  const h = Math.imul(place ^ (place >>> 15), 0x2c1b3c6d)
  return h ^ (h >>> 12)
}

/** From a vertex to the segment between two others. Both ways round a segment give the very same number. */
function distance(path: Path, vertex: number, one: number, other: number): number {
  const swap =
    path[2 * one]! > path[2 * other]! ||
    (path[2 * one] === path[2 * other] && path[2 * one + 1]! > path[2 * other + 1]!)
  const [a, b] = swap ? [2 * other, 2 * one] : [2 * one, 2 * other]
  const dx = path[b]! - path[a]!
  const dy = path[b + 1]! - path[a + 1]!
  const px = path[2 * vertex]! - path[a]!
  const py = path[2 * vertex + 1]! - path[a + 1]!
  const along = dx * px + dy * py
  const square = dx * dx + dy * dy
  if (along <= 0 || square === 0) return Math.sqrt(px * px + py * py)
  if (along >= square) return Math.sqrt((px - dx) * (px - dx) + (py - dy) * (py - dy))
  return Math.abs(dx * py - dy * px) / Math.sqrt(square)
}
