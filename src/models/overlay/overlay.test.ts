import { expect, test } from 'vitest'
import { areaOf, type Polygon } from '../planar/index.ts'
import { withOverlay } from './index.ts'

const box = (x: number, y: number, width: number, height: number): Polygon => [
  Float64Array.from([x, y, x + width, y, x + width, y + height, x, y + height, x, y]),
]
const area = (polygons: readonly Polygon[]) => polygons.reduce((sum, polygon) => sum + areaOf(polygon), 0)

test('unions, differences and intersections have the areas of sets', () =>
  withOverlay((overlay) => {
    const a = overlay.area([box(0, 0, 10, 10), box(5, 0, 10, 10)])
    const b = overlay.area([box(0, 0, 15, 5)])
    const sizes = [a, overlay.difference(a, b), overlay.intersection(a, b)].map((h) => area(overlay.readPolygons(h)))
    expect(sizes).toEqual([150, 75, 75])
  }))

test('a ring that crosses itself is mended rather than refused', () =>
  withOverlay((overlay) => {
    const bowtie: Polygon = [Float64Array.from([0, 0, 10, 10, 10, 0, 0, 10, 0, 0])]
    expect(area(overlay.readPolygons(overlay.area([bowtie])))).toBe(50)
  }))

test('lines enclose faces once noded, and loose ends bound none', () =>
  withOverlay((overlay) => {
    const lines = [
      [0, 0, 10, 0, 10, 10, 0, 10, 0, 0],
      // Across, and beyond both sides.
      [-3, 5, 13, 5],
      // Loose inside the upper half.
      [5, 5, 5, 8],
    ].map((line) => Float64Array.from(line))
    const faces = overlay.faces(overlay.noded([overlay.lines(lines)], 0.01))
    expect(faces.map(areaOf)).toEqual([50, 50])
  }))

test('opening takes away what is narrow and keeps the corners of what is not', () =>
  withOverlay((overlay) => {
    const wood = overlay.area([box(0, 0, 100, 100), box(100, 40, 200, 5)])
    const kept = area(overlay.readPolygons(overlay.opened(wood, 20)))
    expect(kept).toBeGreaterThan(9_850)
    expect(kept).toBeLessThan(10_050)
  }))

test('polygons that share sides dissolve into one, with its holes', () =>
  withOverlay((overlay) => {
    const around = [box(0, 0, 3, 1), box(0, 1, 1, 1), box(2, 1, 1, 1), box(0, 2, 3, 1)]
    // Sides are shared position by position: the long ones have those of the short ones.
    const [low, west, east, high] = around as [Polygon, Polygon, Polygon, Polygon]
    const noded: Polygon[] = [
      [Float64Array.from([0, 0, 3, 0, 3, 1, 2, 1, 1, 1, 0, 1, 0, 0])],
      west,
      east,
      [Float64Array.from([0, 2, 1, 2, 2, 2, 3, 2, 3, 3, 0, 3, 0, 2])],
    ]
    const dissolved = overlay.dissolved(noded)
    expect(dissolved.map((polygon) => [areaOf(polygon), polygon.length])).toEqual([[8, 2]])
    expect(areaOf(low) + areaOf(high)).toBe(6)
  }))

test('two holes that touch at a corner are two rings, not one that crosses itself', () =>
  withOverlay((overlay) => {
    const cells = Array.from({ length: 16 }, (_, i) => [i % 4, Math.floor(i / 4)] as const)
    const around = cells.filter(([x, y]) => !(x === y && (x === 1 || x === 2))).map(([x, y]) => box(x, y, 1, 1))
    const dissolved = overlay.dissolved(around)
    expect(dissolved.map((polygon) => [areaOf(polygon), polygon.length])).toEqual([[14, 3]])
  }))

test('what cannot be built is refused with its operation', () =>
  expect(withOverlay((overlay) => overlay.area([[Float64Array.from([0, 0, 1, 1])]]))).rejects.toMatchObject({
    code: 'overlay.failed',
  }))

test('positions are asked of an area many times', () =>
  withOverlay((overlay) => {
    const holds = overlay.holds(overlay.area([box(0, 0, 10, 10)]))
    expect([holds(5, 5), holds(15, 5)]).toEqual([true, false])
  }))
