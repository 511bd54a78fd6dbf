import { expect, test } from 'vitest'
import { planeAt, TILE, tileBounds, zoomFor } from './mercator.ts'

const redon = [-2.0847, 47.6515] as const

test('places go to the plane and back, and a unit has its length', () => {
  const plane = planeAt(redon)
  const [longitude, latitude] = plane.position(plane.point([-2.09, 47.66]))
  expect(longitude).toBeCloseTo(-2.09, 9)
  expect(latitude).toBeCloseTo(47.66, 9)
  // A minute of latitude is a nautical mile, 1852 m.
  const [, south] = plane.point([redon[0], 47.6515 - 1 / 120])
  const [, north] = plane.point([redon[0], 47.6515 + 1 / 120])
  expect((south - north) * plane.metres).toBeGreaterThan(1845)
  expect((south - north) * plane.metres).toBeLessThan(1862)
})

test('tiles are those of everybody: known numbers of a place', () => {
  // The tile of the Greenwich observatory (51.4779° N, 0°) at zoom 10: column 512, row 340.
  const [west, south, east, north] = tileBounds(10, 512, 340)
  expect(west).toBe(0)
  expect(east).toBeCloseTo(360 / 1024, 9)
  expect(south < 51.4779 && 51.4779 < north).toBe(true)
})

test('a box is covered by its tiles', () => {
  const plane = planeAt(redon)
  const box = { x: -300, y: -200, width: 700, height: 500 }
  const tiles = plane.tilesIn(16, box).map(([column, row]) => plane.tile(16, column, row))
  expect(tiles.every(({ side }) => side === TILE)).toBe(true)
  expect(Math.min(...tiles.map(({ x }) => x))).toBeLessThanOrEqual(box.x)
  expect(Math.max(...tiles.map(({ x, side }) => x + side))).toBeGreaterThanOrEqual(box.x + box.width)
  expect(Math.min(...tiles.map(({ y }) => y))).toBeLessThanOrEqual(box.y)
  expect(Math.max(...tiles.map(({ y, side }) => y + side))).toBeGreaterThanOrEqual(box.y + box.height)
})

test('zooms go with the scale, within bounds', () => {
  expect([0.26, 0.5, 1, 1.9, 2, 100, 1e-6].map(zoomFor)).toEqual([14, 15, 16, 17, 17, 18, 11])
})
