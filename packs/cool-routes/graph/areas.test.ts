import { expect, test } from 'vitest'
import { acrossOf, meetings } from './areas.ts'

const ring = (...positions: [number, number][]) => Float64Array.from([...positions, positions[0]!].flat())

test('a square is crossed between the ways that come to it, where one sees from one to the other', () => {
  const square = [ring([0, 0], [40, 0], [40, 40], [20, 40], [0, 40])]
  const ways = [Float64Array.of(-30, 0, 0, 0), Float64Array.of(40, 40, 40, 90), Float64Array.of(20, 40, 20, 70)]
  const across = acrossOf(square, meetings([square[0]!, ...ways]))
  expect(across.map((line) => [...line])).toContainEqual([0, 0, 40, 40])
  expect(across.map((line) => [...line])).toContainEqual([0, 0, 20, 40])
  // Along the edge itself nothing new is drawn that leaves the square, and no corner without a way is a gate.
  expect(across.flatMap((line) => [...line])).not.toContain(-30)
  expect(across.every((line) => !(line[0] === 40 && line[1] === 0))).toBe(true)
})

test('nobody crosses a hole, nor the outside of a bent place', () => {
  const holed = [ring([0, 0], [40, 0], [40, 40], [0, 40]), ring([10, 10], [30, 10], [30, 30], [10, 30])]
  const corner = (x: number, y: number) => Float64Array.of(x, y, x - 50, y - 50)
  const far = [corner(0, 0), corner(40, 40)]
  expect(acrossOf(holed, meetings([holed[0]!, ...far]))).toEqual([])
  const bent = [ring([0, 0], [40, 0], [40, 10], [10, 10], [10, 40], [0, 40])]
  expect(acrossOf(bent, meetings([bent[0]!, corner(40, 10), corner(10, 40)]))).toEqual([])
})
