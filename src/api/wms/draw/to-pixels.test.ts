import { expect, test } from 'vitest'
import { boxIn, projector } from '../../../kernel/index.ts'
import { seeded } from '../../../kernel/testing/random.ts'
import { toPixels, type View } from './to-pixels.ts'

const views: readonly (readonly [string, View])[] = [
  ['EPSG:2154', { crs: 'EPSG:4326', box: [-1.7, 48.1, -1.6, 48.2], width: 1000, height: 1000 }],
  ['EPSG:4326', { crs: 'EPSG:2154', box: [350_000, 6_780_000, 360_000, 6_790_000], width: 4000, height: 4000 }],
  ['EPSG:3948', { crs: 'EPSG:3857', box: [-190_000, 6_120_000, -180_000, 6_130_000], width: 800, height: 800 }],
  // Too wide for straight cells: France, then the world.
  ['EPSG:2154', { crs: 'EPSG:4326', box: [-5, 41, 10, 52], width: 1500, height: 1100 }],
  ['EPSG:4326', { crs: 'EPSG:3857', box: [-2e7, -2e7, 2e7, 2e7], width: 2000, height: 2000 }],
]

test.each(views)('from %s, a position is at its pixel, inside the view and far from it', (from, view) => {
  const [minx, , maxx, maxy] = view.box
  const scale = view.width / (maxx - minx)
  const around = boxIn(view.box, view.crs, from)
  const way = toPixels(from, view, around)
  const project = projector(from, view.crs)
  const random = seeded(3)
  const out = new Float64Array(2)
  for (let i = 0; i < 500; i++) {
    // Up to half the view beyond it.
    const [u, v] = [random() * 2 - 0.5, random() * 2 - 0.5]
    const x = around[0] + u * (around[2] - around[0])
    const y = around[1] + v * (around[3] - around[1])
    if (from === 'EPSG:4326' && (Math.abs(x) > 179 || Math.abs(y) > 84)) continue
    way(x, y, out)
    const [px, py] = project([x, y]) as [number, number]
    expect(Math.abs(out[0]! - (px - minx) * scale)).toBeLessThan(0.15)
    expect(Math.abs(out[1]! - (maxy - py) * (view.height / (maxy - view.box[1])))).toBeLessThan(0.15)
  }
})
