import type { Cells, Line, Span } from '../../../src/models/planar/index.ts'

/** Visits the cells whose centre is within `radius` metres of a line, one segment after the other. */
export function eachNear(line: Line, radius: number, cells: Cells, visit: Span): void {
  for (let i = 2; i < line.length; i += 2)
    eachNearSegment(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!, radius, cells, visit)
}

/** The round-ended strip around a segment is convex: one stretch of cells a line. */
function eachNearSegment(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  radius: number,
  cells: Cells,
  visit: Span,
): void {
  const length = Math.hypot(bx - ax, by - ay)
  // Half the width of the strip, across it.
  const [ox, oy] = length === 0 ? [0, 0] : [(-(by - ay) / length) * radius, ((bx - ax) / length) * radius]
  const corners = [ax + ox, ay + oy, bx + ox, by + oy, bx - ox, by - oy, ax - ox, ay - oy]
  eachLine(Math.min(ay, by) - radius, Math.max(ay, by) + radius, cells, (line, y) => {
    let [from, to] = [Infinity, -Infinity]
    for (const [cx, cy] of [
      [ax, ay],
      [bx, by],
    ] as const) {
      const reach2 = radius * radius - (y - cy) ** 2
      if (reach2 < 0) continue
      const reach = Math.sqrt(reach2)
      from = Math.min(from, cx - reach)
      to = Math.max(to, cx + reach)
    }
    for (let k = 0; k < 8; k += 2) {
      const [ux, uy, vx, vy] = [corners[k]!, corners[k + 1]!, corners[(k + 2) % 8]!, corners[(k + 3) % 8]!]
      if (uy > y === vy > y) continue
      const x = ux + ((vx - ux) * (y - uy)) / (vy - uy)
      from = Math.min(from, x)
      to = Math.max(to, x)
    }
    stretch(from, to, cells, line, visit)
  })
}

/** Visits the cells whose centre is within `radius` metres of a point, with the square of how far they are. */
export function eachInDisc(
  [x, y]: readonly [number, number],
  radius: number,
  cells: Cells,
  visit: (index: number, distance2: number) => void,
): void {
  const { step, column, width } = cells
  eachLine(y - radius, y + radius, cells, (line, middle) => {
    const reach2 = radius * radius - (middle - y) ** 2
    if (reach2 < 0) return
    const reach = Math.sqrt(reach2)
    stretch(x - reach, x + reach, cells, line, (_, from, to) => {
      for (let i = from; i < to; i++) visit(line * width + i, (middle - y) ** 2 + ((column + i + 0.5) * step - x) ** 2)
    })
  })
}

/** Lines of cells, from the north, whose centres are between two ordinates. */
function eachLine(
  south: number,
  north: number,
  { step, row, height }: Cells,
  visit: (line: number, y: number) => void,
): void {
  const first = Math.max(0, row - Math.floor(north / step - 0.5))
  const last = Math.min(height - 1, row - Math.ceil(south / step - 0.5))
  for (let line = first; line <= last; line++) visit(line, (row - line + 0.5) * step)
}

/** The cells of a line whose centres are between two abscissas, if any. */
function stretch(from: number, to: number, { step, column, width }: Cells, line: number, visit: Span): void {
  const left = Math.max(0, Math.ceil(from / step - 0.5) - column)
  const right = Math.min(width, Math.floor(to / step - 0.5) + 1 - column)
  if (left < right) visit(line, left, right)
}
