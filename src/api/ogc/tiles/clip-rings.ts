import { HIGH, LOW, placeOf } from './clip.ts'
import { reversed, twiceArea } from './mvt.ts'
import type { Path, Ring } from './paths.ts'

// A concave polygon may leave the tile and come back several times. Cutting it vertex by vertex (Sutherland–Hodgman) joins
// its parts by edges that run over each other along the border: such a ring is not valid, and programs that check or cut
// polygons make something else of it. Here the parts inside are closed along the border two by two, as separate rings.

/** A part of a ring inside a half-plane, with where it comes in and goes out along the border, not rounded. */
interface Chain {
  readonly points: number[]
  readonly from: number
  readonly to: number
}

/** Half-planes that together are the tile and its buffer: axis (0 is x), border, and on which side of it is inside. */
const planes = [
  [0, LOW, 1],
  [0, HIGH, -1],
  [1, LOW, 1],
  [1, HIGH, -1],
] as const

/** The parts of polygons in the tile and its buffer. Each outer ring is followed by its holes, as they came. */
export function clipRings(rings: readonly Ring[]): Ring[] {
  const clipped: Ring[] = []
  for (let i = 0; i < rings.length; ) {
    let end = i + 1
    while (end < rings.length && rings[end]!.hole) end++
    clipped.push(...clipPolygon(rings.slice(i, end)))
    i = end
  }
  return clipped
}

function clipPolygon(polygon: readonly Ring[]): readonly Ring[] {
  const place = placeOf(polygon[0]!.path)
  if (place !== 'across') return place === 'in' ? polygon : []
  // Outer rings turn one way and holes the other: inside is always on the same side of an edge.
  let paths: Path[] = polygon.map(({ path, hole }) => (twiceArea(path) > 0 === !hole ? path : reversed(path)))
  for (const [axis, border, sign] of planes) paths = cutAll(paths, axis, border, sign)
  const outers = paths.filter((path) => twiceArea(path) > 0)
  const holes = paths.filter((path) => twiceArea(path) < 0)
  return outers.flatMap((path) => [
    { path, hole: false },
    ...holes.filter((hole) => outers.length === 1 || isAround(path, hole)).map((hole) => ({ path: hole, hole: true })),
  ])
}

/** The rings of one polygon cut by one border. */
function cutAll(paths: readonly Path[], axis: 0 | 1, border: number, sign: 1 | -1): Path[] {
  const whole: Path[] = []
  const chains: Chain[] = []
  for (const path of paths) {
    const cut = chainsOf(path, axis, border, sign)
    if (cut === 'in') whole.push(path)
    else if (cut !== 'out') chains.push(...cut)
  }
  return [...whole, ...joined(chains)]
}

function chainsOf(path: Path, axis: 0 | 1, border: number, sign: 1 | -1): Chain[] | 'in' | 'out' {
  const depth = (i: number) => (path[i + axis]! - border) * sign
  const size = path.length
  let first = -1
  let inside = 0
  for (let i = 0; i < size; i += 2) {
    if (depth(i) < 0) continue
    inside++
    if (depth(i === 0 ? size - 2 : i - 2) < 0) first = i
  }
  if (inside === 0) return 'out'
  if (first === -1) return 'in'
  /** Where the edge between two vertices meets the border, along it. */
  const meets = (i: number, j: number): number => {
    const [a, b] = [depth(i), depth(j)]
    return path[i + 1 - axis]! + (a / (a - b)) * (path[j + 1 - axis]! - path[i + 1 - axis]!)
  }
  const put = (points: number[], x: number, y: number): void => {
    if (points.at(-2) !== x || points.at(-1) !== y) points.push(x, y)
  }
  const onBorder = (points: number[], along: number): void =>
    axis === 0 ? put(points, border, Math.round(along)) : put(points, Math.round(along), border)

  const chains: Chain[] = []
  let points: number[] = []
  let from = 0
  for (let step = 0; step < size; step += 2) {
    const i = (first + step) % size
    if (depth(i) < 0) continue
    const [before, after] = [(i + size - 2) % size, (i + 2) % size]
    if (depth(before) < 0) {
      points = []
      from = meets(before, i)
      onBorder(points, from)
    }
    put(points, path[i]!, path[i + 1]!)
    if (depth(after) < 0) {
      const to = meets(i, after)
      onBorder(points, to)
      chains.push({ points, from, to })
    }
  }
  return chains
}

/** Closes chains along the border: sorted along it, each place where one goes out has beside it one where one comes in. */
function joined(chains: readonly Chain[]): Path[] {
  const ends = chains.flatMap(({ from, to }, chain) => [
    { at: from, chain, comesIn: true },
    { at: to, chain, comesIn: false },
  ])
  ends.sort((a, b) => a.at - b.at)
  const next = new Int32Array(chains.length).fill(-1)
  for (let i = 0; i + 1 < ends.length; i += 2) {
    // Of two at one place, or of a ring that crosses itself, the nearest that fits.
    let other = i + 1
    while (ends[other]!.comesIn === ends[i]!.comesIn) other++
    const partner = ends[other]!
    ends[other] = ends[i + 1]!
    ends[i + 1] = partner
    const [out, into] = ends[i]!.comesIn ? [partner, ends[i]!] : [ends[i]!, partner]
    next[out.chain] = into.chain
  }
  const rings: Path[] = []
  for (let start = 0; start < chains.length; start++) {
    const ring: number[] = []
    for (let chain = start; next[chain] !== -1; ) {
      for (const value of chains[chain]!.points) ring.push(value)
      const following = next[chain]!
      next[chain] = -1
      chain = following
    }
    const path = withoutRepeats(ring)
    if (path.length >= 6) rings.push(path)
  }
  return rings
}

function withoutRepeats(ring: readonly number[]): Path {
  const kept: number[] = []
  for (let i = 0; i < ring.length; i += 2)
    if (kept.at(-2) !== ring[i] || kept.at(-1) !== ring[i + 1]) kept.push(ring[i]!, ring[i + 1]!)
  while (kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2
  return Float64Array.from(kept)
}

/** Whether a ring is around a hole, told by the middle of the hole's first edge (even-odd). */
function isAround(ring: Path, hole: Path): boolean {
  const [x, y] = [(hole[0]! + hole[2]!) / 2, (hole[1]! + hole[3]!) / 2]
  let isIn = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isIn = !isIn
  }
  return isIn
}
