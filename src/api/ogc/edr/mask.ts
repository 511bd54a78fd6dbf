import type { Geometry, Position } from '../../../kernel/index.ts'

interface Cells {
  readonly origin: readonly [number, number]
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  readonly values: readonly Float64Array[]
}

/** Makes the cells whose centre is outside a polygon missing: row by row, from where its sides cross. */
export function maskOutside(
  { origin, step, width, height, values }: Cells,
  polygon: Geometry,
  way: (p: Position) => Position,
): void {
  if (polygon.type !== 'MultiPolygon') return
  const rings = polygon.coordinates.flat().map((ring) => ring.map(way))
  for (let row = 0; row < height; row++) {
    const y = origin[1] - (row + 0.5) * step[1]
    const crossings = crossingsAt(rings, y)
    let [inside, next] = [false, 0]
    for (let column = 0; column < width; column++) {
      const x = origin[0] + (column + 0.5) * step[0]
      // Each side crossed goes in or out: holes and parts need no other care.
      while (next < crossings.length && crossings[next]! <= x) {
        inside = !inside
        next++
      }
      if (!inside) for (const band of values) band[row * width + column] = Number.NaN
    }
  }
}

function crossingsAt(rings: readonly (readonly Position[])[], y: number): number[] {
  const found: number[] = []
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [ring[i - 1]!, ring[i]!]
      if (ay > y !== by > y) found.push(ax + ((y - ay) * (bx - ax)) / (by - ay))
    }
  return found.sort((a, b) => a - b)
}
