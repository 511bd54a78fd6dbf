import { expect, test } from 'vitest'
import { projector } from '../../../kernel/index.ts'
import { toTile, unitsPerSource } from './grid.ts'
import { describeMatrixSet, lambert93Quad, limitsOf, setBox, tileBox, webMercatorQuad } from './matrix-sets.ts'

test('Web Mercator is that of the register', () => {
  const { tileMatrices, ...head } = describeMatrixSet(webMercatorQuad, 'x')
  expect(head).toMatchObject({ id: 'WebMercatorQuad', crs: 'http://www.opengis.net/def/crs/EPSG/0/3857' })
  // Scale denominators of OGC 17-083r4, annex D.1.
  expect(tileMatrices[0]!.scaleDenominator).toBeCloseTo(559_082_264.028_717, 5)
  expect(tileMatrices[18]!.scaleDenominator).toBeCloseTo(2132.729_583_849_784, 8)
  expect(tileMatrices[0]!.cellSize).toBeCloseTo(156_543.033_928_041, 8)
  expect(tileMatrices[5]).toMatchObject({ id: '5', matrixWidth: 32, matrixHeight: 32, tileWidth: 256 })
  expect(tileMatrices[3]!.pointOfOrigin[0]).toBeCloseTo(-20_037_508.342_789_2, 6)
})

test('the Lambert-93 set holds the area of use of its CRS, in round numbers', () => {
  const [left, bottom, right, top] = setBox(lambert93Quad)
  expect([left, bottom, right, top]).toEqual([-400_000, 5_502_848, 1_697_152, 7_600_000])
  expect(left < -378_306 && right > 1_212_611 && bottom < 6_093_283 && top > 7_186_902).toBe(true)
  expect(
    describeMatrixSet(lambert93Quad, 'x')
      .tileMatrices.map((one) => one.cellSize)
      .slice(0, 4),
  ).toEqual([8192, 4096, 2048, 1024])
})

test('limits are the tiles that a box meets, none outside the set', () => {
  const box = tileBox(lambert93Quad, { z: 9, x: 180, y: 195 })
  const inside = [box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1] as const
  expect(limitsOf(lambert93Quad, inside, 9)).toEqual({
    ...{ tileMatrix: '9', minTileRow: 195, maxTileRow: 195, minTileCol: 180, maxTileCol: 180 },
  })
  expect(limitsOf(lambert93Quad, [1e7, 0, 2e7, 1], 0)).toBeUndefined()
  expect(limitsOf(webMercatorQuad, [-1e9, -1e9, 1e9, 1e9], 2)).toMatchObject({ minTileRow: 0, maxTileCol: 3 })
})

test('the fast way to Web Mercator is that of the projection', () => {
  const tile = { z: 14, x: 8115, y: 5677 }
  const fast = toTile('EPSG:4326', webMercatorQuad, tile)
  const project = projector('EPSG:4326', 'EPSG:3857')
  const exact = toTile('EPSG:3857', webMercatorQuad, tile)
  for (const [lon, lat] of [
    [-1.68, 48.11],
    [179.9, -60],
    [0, 0],
    [-1.7, 85],
  ] as const) {
    const [a, b] = [new Float64Array(2), new Float64Array(2)]
    fast(lon, lat, a)
    const [x, y] = project([lon, lat])
    exact(x!, y!, b)
    expect(a[0]).toBeCloseTo(b[0]!, 3)
    expect(a[1]).toBeCloseTo(b[1]!, 3)
  }
})

test('units a metre and a degree are those of the place', () => {
  const [east, north] = unitsPerSource('EPSG:2154', lambert93Quad, 12, [-1.68, 48.11])
  expect([east, north]).toEqual([expect.closeTo(8, 6), expect.closeTo(8, 6)])
  const [lon, lat] = unitsPerSource('EPSG:4326', webMercatorQuad, 12, [-1.68, 48.11])
  expect(lon).toBeCloseTo((4096 * 2 ** 12) / 360, 3)
  expect(lat! / lon!).toBeCloseTo(1 / Math.cos((48.11 * Math.PI) / 180), 3)
})
