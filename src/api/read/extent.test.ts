import { expect, test } from 'vitest'
import { type Bbox, geometry, type Node, projector, table } from '../../kernel/index.ts'
import { WkbWriter } from '../../lake/wkb.ts'
import { crsOf } from '../ogc/common/crs.ts'
import { geometryWriter } from '../ogc/features/geometries.ts'
import { spatialExtent } from './extent.ts'
import type { Summary } from './summaries.ts'

const about = { title: { fr: 'lieu', en: 'place' } }
const rows = table('place', { place: geometry({ ...about, types: ['Point'], crs: 'EPSG:2154' }) })

/** The box told of a version that has this one. */
const told = (extent: Bbox) =>
  spatialExtent({ rows } as unknown as Node, { current: { bbox: extent, extent } } as unknown as Summary)!

const write = geometryWriter('EPSG:2154', crsOf('OGC:CRS84'))

/** A position in Lambert-93 as features are written. */
function written(coordinates: number[]): [number, number] {
  const wkb = new WkbWriter()
  wkb.write({ type: 'Point', coordinates })
  return JSON.parse(write(wkb.slice(0, wkb.end))).coordinates
}

test('positions at the edge of a box lie inside it as they are written; a round box is told as it is', () => {
  const project = projector('EPSG:2154', 'EPSG:4326')
  for (let i = 0; i < 500; i++) {
    const [first, last] = [
      [352_000 + i * 7.123_456, 6_789_000 + i * 3.765_432],
      [360_000 + i * 1.234_567, 6_795_000 + i * 9.876_543],
    ] as const
    const [a, b] = [project([...first]), project([...last])]
    const [west, south, east, north] = told([a[0]!, a[1]!, b[0]!, b[1]!])
    const [[x0, y0], [x1, y1]] = [written([...first]), written([...last])]
    expect([x0 >= west, y0 >= south, x1 <= east, y1 <= north], String(first)).toEqual([true, true, true, true])
    expect(Math.max(a[0]! - west, a[1]! - south, east - b[0]!, north - b[1]!)).toBeLessThanOrEqual(5e-8)
  }
  expect(told([-1.8, 48.05, -1.6, 48.2])).toEqual([-1.8, 48.05, -1.6, 48.2])
})
