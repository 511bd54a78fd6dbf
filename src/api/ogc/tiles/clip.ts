import { BUFFER, EXTENT } from './grid.ts'
import type { Path } from './paths.ts'

export const LOW = -BUFFER
export const HIGH = EXTENT + BUFFER

/** Whether a position is drawn: in the tile or its buffer. */
export const isDrawn = (x: number, y: number): boolean => x >= LOW && x <= HIGH && y >= LOW && y <= HIGH

/** Where a path is: wholly drawn, wholly out on one side, or to be cut. */
export function placeOf(path: Path): 'in' | 'out' | 'across' {
  let [minx, miny, maxx, maxy] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < path.length; i += 2) {
    const [x, y] = [path[i]!, path[i + 1]!]
    if (x < minx) minx = x
    if (x > maxx) maxx = x
    if (y < miny) miny = y
    if (y > maxy) maxy = y
  }
  if (minx >= LOW && maxx <= HIGH && miny >= LOW && maxy <= HIGH) return 'in'
  return maxx < LOW || minx > HIGH || maxy < LOW || miny > HIGH || path.length === 0 ? 'out' : 'across'
}

/** The parts of a line in the tile and its buffer, each of two positions at least (Liang–Barsky on each segment). */
export function clipLine(path: Path): Path[] {
  const place = placeOf(path)
  if (place !== 'across') return place === 'in' && path.length >= 4 ? [path] : []
  const parts: Path[] = []
  let part: number[] = []
  const close = (): void => {
    if (part.length >= 4) parts.push(Float64Array.from(part))
    part = []
  }
  for (let i = 0; i + 3 < path.length; i += 2) {
    const [x, y] = [path[i]!, path[i + 1]!]
    const [dx, dy] = [path[i + 2]! - x, path[i + 3]! - y]
    const span = inside(x, y, dx, dy)
    if (!span) {
      close()
      continue
    }
    const [from, to] = span
    if (part.length === 0) part.push(Math.round(x + from * dx), Math.round(y + from * dy))
    append(part, Math.round(x + to * dx), Math.round(y + to * dy))
    if (to < 1) close()
  }
  close()
  return parts
}

/** The share of a segment, from and to, that is in the box; undefined when none is. */
function inside(x: number, y: number, dx: number, dy: number): [number, number] | undefined {
  let [from, to] = [0, 1]
  for (const [step, room] of [
    [-dx, x - LOW],
    [dx, HIGH - x],
    [-dy, y - LOW],
    [dy, HIGH - y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return undefined
    } else if (step < 0) from = Math.max(from, room / step)
    else to = Math.min(to, room / step)
  }
  return from <= to ? [from, to] : undefined
}

function append(list: number[], x: number, y: number): void {
  if (list.length === 0 || list[list.length - 2] !== x || list[list.length - 1] !== y) list.push(x, y)
}
