import type { Bbox } from '../../kernel/index.ts'
import { type Line, type Point, type Polygon, signedArea } from './shapes.ts'

/** Area of a polygon less its holes, m². */
export const areaOf = (polygon: Polygon): number =>
  polygon.reduce((sum, ring, hole) => sum + (hole ? -1 : 1) * Math.abs(signedArea(ring)), 0)

/** Length of a line, m. */
export function lengthOf(line: Line): number {
  let length = 0
  for (let i = 2; i < line.length; i += 2) length += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!)
  return length
}

/** Length of all the rings of a polygon, m. */
export const perimeterOf = (polygon: Polygon): number => polygon.reduce((sum, ring) => sum + lengthOf(ring), 0)

/** The box of lines or rings. */
export function boxOf(lines: readonly Line[]): Bbox {
  let [minx, miny, maxx, maxy] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const line of lines)
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [line[i]!, line[i + 1]!]
      if (x < minx) minx = x
      if (x > maxx) maxx = x
      if (y < miny) miny = y
      if (y > maxy) maxy = y
    }
  return [minx, miny, maxx, maxy]
}

/** Whether a position is inside a polygon (even-odd rule). */
export function contains(polygon: Polygon, x: number, y: number): boolean {
  let odd = false
  for (const ring of polygon)
    for (let i = 2; i < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd
    }
  return odd
}

/** The centre of gravity of a polygon. */
export function centroidOf(polygon: Polygon): Point {
  const [ox, oy] = [polygon[0]![0]!, polygon[0]![1]!]
  let [sx, sy, sum] = [0, 0, 0]
  polygon.forEach((ring, hole) => {
    const sign = signedArea(ring) > 0 === (hole === 0) ? 1 : -1
    for (let i = 2; i < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i - 2]! - ox, ring[i - 1]! - oy, ring[i]! - ox, ring[i + 1]! - oy]
      const cross = sign * (ax * by - bx * ay)
      sx += (ax + bx) * cross
      sy += (ay + by) * cross
      sum += cross
    }
  })
  return sum === 0 ? [ox, oy] : [ox + sx / (3 * sum), oy + sy / (3 * sum)]
}

/**
 * A position inside a polygon that depends on its shape alone: the centre of gravity, or the middle of the widest stretch of
 * the polygon at its height. Positions added on straight sides, by a street that ends there, do not move it.
 */
export function insidePoint(polygon: Polygon): Point {
  const [cx, cy] = centroidOf(polygon)
  if (contains(polygon, cx, cy)) return [cx, cy]
  const crossings: number[] = []
  for (const ring of polygon)
    for (let i = 2; i < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
      if (ay > cy !== by > cy) crossings.push(((bx - ax) * (cy - ay)) / (by - ay) + ax)
    }
  crossings.sort((a, b) => a - b)
  let [best, width] = [cx, -1]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i]!, crossings[i + 1]!]
    if (to - from > width) [best, width] = [(from + to) / 2, to - from]
  }
  return [best, cy]
}
