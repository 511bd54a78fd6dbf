import { expect, test } from 'vitest'
import type { Told } from './ask.ts'
import { readAsked } from './asked.ts'
import { viewOf } from './view.ts'

// Redon: west, south, east, north.
const extent = [-2.106211, 47.632669, -2.044831, 47.682766]

const told = (from: string, to = ''): Told => {
  const asked = readAsked(new URLSearchParams({ from, to }))
  const end = (name: 'from' | 'to') => ({ end: asked[name], others: [], isGuess: false })
  return { asked, from: end('from'), to: end('to'), answer: undefined, problem: undefined }
}
const tiles = (one: Told) => {
  const { plane, box, zoom } = viewOf(one, extent)
  return plane.tilesIn(zoom, box).length
}

test('both ends are on the map, with air around', () => {
  const { plane, box } = viewOf(told('47.6519, -2.0860', '47.6488, -2.0836'), extent)
  for (const position of [
    [-2.086, 47.6519],
    [-2.0836, 47.6488],
  ]) {
    const [x, y] = plane.point(position)
    expect(x > box.x + box.width * 0.05 && x < box.x + box.width * 0.95).toBe(true)
    expect(y > box.y + box.height * 0.05 && y < box.y + box.height * 0.95).toBe(true)
  }
  // 390 m apart: a map of some 600 m.
  expect(box.width * plane.metres).toBeGreaterThan(390)
  expect(box.width * plane.metres).toBeLessThan(800)
})

test('a lone start is shown with the streets around; nothing asked shows the middle', () => {
  const alone = viewOf(told('47.6519, -2.0860'), extent)
  expect(alone.box.width * alone.plane.metres).toBeGreaterThan(900)
  expect(alone.box.width * alone.plane.metres).toBeLessThan(1500)
  expect(tiles(told(''))).toBeLessThan(16)
})

test('what lies at the other end of the world does not stretch the map', () => {
  expect(tiles(told('47.6519, -2.0860', '0.5, 0.5'))).toBeLessThan(16)
  expect(tiles(told('-89, 179', '89, -179'))).toBeLessThan(16)
})
