import { expect, test } from 'vitest'
import { shapesOf } from './path.ts'
import { startPicture } from './picture.ts'
import { fitBounds, roundLength } from './project.ts'

const rennes = [-1.75, 48.05, -1.6, 48.15] as const

test('a box fills the picture, north up, in true shape', () => {
  const projection = fitBounds(rennes, 960, 720)
  const [west, south] = projection.point([rennes[0], rennes[1]])
  const [east, north] = projection.point([rennes[2], rennes[3]])
  expect(west < east && north < south).toBe(true)
  expect(west >= 0 && north >= 0 && east <= projection.width && south <= projection.height).toBe(true)
  // At 48.1° north a degree of longitude is worth 0.668 of one of latitude.
  expect((east - west) / (south - north)).toBeCloseTo((0.15 * Math.cos((48.1 * Math.PI) / 180)) / 0.1, 3)
  // 0.1° of latitude is 11.12 km.
  expect((south - north) * projection.metresPerPixel).toBeCloseTo(11_120, -1)
})

test('a point alone still has a map around it', () => {
  const projection = fitBounds([2, 48, 2, 48], 960, 720)
  expect(projection.point([2, 48]).every(Number.isFinite)).toBe(true)
})

test('the scale bar has a round length', () => {
  expect([roundLength(10, 140), roundLength(3.7, 140), roundLength(0.02, 140)]).toEqual([1000, 500, 2])
})

test('lines lose what is under half a pixel, and keep their ends', () => {
  const projection = fitBounds(rennes, 960, 720)
  const coordinates = Array.from({ length: 1000 }, (_, i) => [-1.7 + i * 1e-6, 48.1])
  const [line] = shapesOf({ type: 'LineString', coordinates }, projection)
  const end = projection.point(coordinates.at(-1)!).map((v) => Math.round(v * 10) / 10)
  expect(line!.path.match(/[ML]/g)!.length).toBeLessThan(20)
  expect(line!.path.endsWith(`L${end.join(' ')}`)).toBe(true)
})

test('every kind of geometry is drawn', () => {
  const picture = startPicture(rennes)
  const ring = [
    [-1.7, 48.1],
    [-1.69, 48.1],
    [-1.69, 48.11],
    [-1.7, 48.1],
  ]
  picture.add({ type: 'MultiPoint', coordinates: [ring[0]!, ring[1]!] }, '#005c8f', false)
  picture.add(
    {
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiLineString', coordinates: [ring, ring] },
        { type: 'MultiPolygon', coordinates: [[ring]] },
      ],
    },
    '#a84400',
    true,
  )
  const svg = picture.finish()
  expect(svg.match(/<path class="[alp]"/g)).toEqual([
    '<path class="a"',
    '<path class="l"',
    '<path class="p"',
    '<path class="p"',
  ])
  expect(svg).not.toContain('NaN')
})
