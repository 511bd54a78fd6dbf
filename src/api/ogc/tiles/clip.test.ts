import { expect, test } from 'vitest'
import { clipLine, clipRing, isDrawn } from './clip.ts'
import { twiceArea } from './mvt.ts'
import { seeded } from './testing.ts'

const [LOW, HIGH] = [-64, 4160]

test('a line is cut where it leaves, and taken up again where it comes back', () => {
  const line = Float64Array.of(-200, 100, 2000, 100, 2000, 9000, 3000, 9000, 3000, 100)
  expect(clipLine(line).map((part) => [...part])).toEqual([
    [LOW, 100, 2000, 100, 2000, HIGH],
    [3000, HIGH, 3000, 100],
  ])
  expect(clipLine(Float64Array.of(5000, 0, 6000, 0))).toEqual([])
  expect(clipLine(Float64Array.of(1, 1))).toEqual([])
  // All around the tile without touching it.
  expect(clipLine(Float64Array.of(-100, -100, 5000, -100, 5000, 5000))).toEqual([])
})

test('a ring around the tile becomes the tile, one beside it nothing', () => {
  const around = clipRing(Float64Array.of(-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9))
  expect(Math.abs(twiceArea(around))).toBe(2 * (HIGH - LOW) ** 2)
  expect(clipRing(Float64Array.of(5000, 0, 6000, 0, 6000, 50))).toHaveLength(0)
})

test('whatever the ring, what is cut is inside and has the area of the part inside', () => {
  const random = seeded(1)
  for (let i = 0; i < 200; i++) {
    // Convex, so that the area inside can be counted by the grid.
    const [cx, cy, r] = [random() * 6000 - 1000, random() * 6000 - 1000, 100 + random() * 4000]
    const ring = Float64Array.from(
      Array.from({ length: 24 }, (_, k) => [
        Math.round(cx + r * Math.cos((k * Math.PI) / 12)),
        Math.round(cy + r * Math.sin((k * Math.PI) / 12)),
      ]).flat(),
    )
    const cut = clipRing(ring)
    for (let k = 0; k < cut.length; k += 2) expect(isDrawn(cut[k]!, cut[k + 1]!)).toBe(true)
    const area = twiceArea(cut) / 2
    const counted = countedArea(ring)
    // The sides are rounded to units where they are cut.
    expect(Math.abs(area - counted)).toBeLessThan(counted * 0.01 + 64 * 64)
  }
})

/** Area of a clockwise convex ring inside the buffer, by 16-unit squares. */
function countedArea(ring: Float64Array): number {
  let squares = 0
  for (let y = LOW + 8; y < HIGH; y += 16) {
    for (let x = LOW + 8; x < HIGH; x += 16) {
      let isIn = true
      for (let i = 0, j = ring.length - 2; isIn && i < ring.length; j = i, i += 2)
        isIn = (ring[i]! - ring[j]!) * (y - ring[j + 1]!) - (ring[i + 1]! - ring[j + 1]!) * (x - ring[j]!) >= 0
      if (isIn) squares++
    }
  }
  return squares * 256
}
