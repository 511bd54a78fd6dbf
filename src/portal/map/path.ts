import type { Geometry, Position } from '../../kernel/index.ts'
import type { Projection } from './project.ts'

/** What a geometry becomes in a picture. */
export interface Shape {
  readonly form: 'point' | 'line' | 'area'
  readonly path: string
}

/** Half a pixel: what is smaller is not seen. */
const GRAIN = 0.5

/** Draws one geometry: points as dots of a path with round ends, lines and areas without what is under half a pixel. */
export function shapesOf(geometry: Geometry, projection: Projection): Shape[] {
  switch (geometry.type) {
    case 'Point':
      return [dot(geometry.coordinates, projection)]
    case 'MultiPoint':
      return geometry.coordinates.map((position) => dot(position, projection))
    case 'LineString':
      return [{ form: 'line', path: run(geometry.coordinates, projection) }]
    case 'MultiLineString':
      return geometry.coordinates.map((line) => ({ form: 'line', path: run(line, projection) }))
    case 'Polygon':
      return [area(geometry.coordinates, projection)]
    case 'MultiPolygon':
      return geometry.coordinates.map((rings) => area(rings, projection))
    case 'GeometryCollection':
      return geometry.geometries.flatMap((part) => shapesOf(part, projection))
  }
}

const round = (value: number) => Math.round(value * 10) / 10

function dot(position: Position, projection: Projection): Shape {
  const [x, y] = projection.point(position)
  return { form: 'point', path: `M${round(x)} ${round(y)}h0` }
}

function area(rings: Position[][], projection: Projection): Shape {
  return { form: 'area', path: rings.map((ring) => `${run(ring, projection)}z`).join('') }
}

function run(positions: Position[], projection: Projection): string {
  let path = ''
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  positions.forEach((position, i) => {
    const [x, y] = projection.point(position).map(round) as [number, number]
    const near = Math.abs(x - lastX) < GRAIN && Math.abs(y - lastY) < GRAIN
    if (near && i < positions.length - 1) return
    path += `${path ? 'L' : 'M'}${x} ${y}`
    lastX = x
    lastY = y
  })
  return path
}
