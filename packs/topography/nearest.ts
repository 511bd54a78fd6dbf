import type { Position3D } from './altitude.ts'

/** The place of a line nearest to a position: its altitude, interpolated along the line, and how far it is, in metres. */
export interface Nearest {
  readonly z: number
  readonly distance: number
}

/** Side of the squares in which segments are sorted, m: near the spacing of streets, so that each holds a few. */
const SQUARE = 64

/** Finds the nearest of many segments within a distance. Each is sorted into the squares that its box meets. */
export function nearestSegment(
  lines: Iterable<readonly Position3D[]>,
  reach: number,
): (x: number, y: number) => Nearest | undefined {
  const ends: number[] = []
  const squares = new Map<string, number[]>()
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const at = ends.length
      ends.push(...a, ...b)
      for (let u = squareOf(Math.min(a[0], b[0])); u <= squareOf(Math.max(a[0], b[0])); u++)
        for (let v = squareOf(Math.min(a[1], b[1])); v <= squareOf(Math.max(a[1], b[1])); v++) {
          const inside = squares.get(`${u} ${v}`)
          if (inside) inside.push(at)
          else squares.set(`${u} ${v}`, [at])
        }
    }

  return (x, y) => {
    const [u, v] = [squareOf(x), squareOf(y)]
    let best: Nearest | undefined
    // Rings of squares around: beyond the ring k, everything is at least k squares away.
    for (let k = 0; (k - 1) * SQUARE <= Math.min(reach, best?.distance ?? reach); k++)
      for (const name of ring(u, v, k))
        for (const at of squares.get(name) ?? []) {
          const found = along(ends, at, x, y)
          if (found.distance <= reach && found.distance < (best?.distance ?? Infinity)) best = found
        }
    return best
  }
}

const squareOf = (coordinate: number) => Math.floor(coordinate / SQUARE)

function* ring(u: number, v: number, k: number): Generator<string> {
  for (let i = u - k; i <= u + k; i++)
    for (let j = v - k; j <= v + k; j += Math.abs(i - u) === k || k === 0 ? 1 : 2 * k) yield `${i} ${j}`
}

function along(ends: readonly number[], at: number, x: number, y: number): Nearest {
  const [ax, ay, az, bx, by, bz] = ends.slice(at, at + 6) as [number, number, number, number, number, number]
  const [dx, dy] = [bx - ax, by - ay]
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2))
  return { z: az + t * (bz - az), distance: Math.hypot(ax + t * dx - x, ay + t * dy - y) }
}
