/** A position in metres of a projected CRS. */
export type Point = readonly [x: number, y: number]

/**
 * Whether a position is within `radius` metres, in a straight line, of any of the points.
 * Points are sorted once into squares of that side, so that each question looks at nine squares only.
 */
export function nearAny(points: readonly Point[], radius: number): (x: number, y: number) => boolean {
  const squares = new Map<string, Point[]>()
  const square = (x: number, y: number) => `${Math.floor(x / radius)} ${Math.floor(y / radius)}`
  for (const point of points) {
    const name = square(point[0], point[1])
    const inside = squares.get(name)
    if (inside) inside.push(point)
    else squares.set(name, [point])
  }
  // The nine squares around are gathered once for each square asked about.
  const around = new Map<string, Point[]>()
  const candidates = (x: number, y: number): Point[] => {
    const name = square(x, y)
    const known = around.get(name)
    if (known) return known
    const steps = [-radius, 0, radius]
    const found = steps.flatMap((dx) => steps.flatMap((dy) => squares.get(square(x + dx, y + dy)) ?? []))
    around.set(name, found)
    return found
  }
  return (x, y) => candidates(x, y).some(([px, py]) => (px - x) ** 2 + (py - y) ** 2 <= radius ** 2)
}
