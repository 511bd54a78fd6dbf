import { describe, expect, test } from 'vitest'
import { coarsened, discMeans, type Layer } from './index.ts'

const layer = (width: number, height: number, value: (column: number, row: number) => number): Layer => ({
  width,
  height,
  values: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
})

/** The definition, cell by cell. */
function byHand({ width, height, values }: Layer, radius: number, cell: number): number {
  const [column, row] = [cell % width, Math.floor(cell / width)]
  let [sum, known] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!
      if (Math.hypot(x - column, y - row) > radius || Number.isNaN(value)) continue
      sum += value
      known++
    }
  return sum / known
}

describe('means over discs', () => {
  const patchy = layer(37, 23, (x, y) => ((x * 7 + y * 13) % 11 === 0 ? Number.NaN : Math.sin(x * 3 + y * y)))

  test.each([0, 1, 2.5, 7, 60])('are those of the cells within %d cells', (radius) => {
    const means = discMeans(patchy, radius, { least: 0 })
    for (let cell = 0; cell < means.length; cell += 5)
      expect(means[cell] || 0).toBeCloseTo(byHand(patchy, radius, cell) || 0, 5)
  })

  test('at chosen cells are those of the whole', () => {
    const whole = discMeans(patchy, 6)
    const cells = [0, 36, 400, 850]
    expect([...discMeans(patchy, 6, { cells })]).toEqual(cells.map((c) => whole[c]))
  })

  test('do not depend on where the grid is cut, once the disc is inside', () => {
    const wide = layer(60, 60, (x, y) => Math.cos(x + 2 * y))
    const part = layer(30, 30, (x, y) => Math.cos(x + 15 + 2 * (y + 15)))
    expect(discMeans(part, 10)[15 * 30 + 15]).toBeCloseTo(discMeans(wide, 10)[30 * 60 + 30]!, 6)
  })

  test('of a constant are that constant up to the edge, and nothing is known beyond too little', () => {
    const flat = layer(20, 20, () => 4)
    expect(new Set(discMeans(flat, 5))).toEqual(new Set([4]))
    expect(discMeans(flat, 40, { least: 0.5 })[0]).toBeNaN()
  })

  test('look over a cell that is unknown itself', () => {
    expect(
      discMeans(
        layer(9, 9, (x) => (x === 4 ? Number.NaN : 1)),
        3,
      )[4 * 9 + 4],
    ).toBe(1)
    expect(
      discMeans(
        layer(9, 9, (x) => (x === 4 ? Number.NaN : 1)),
        0,
      )[4 * 9 + 4],
    ).toBeNaN()
  })
})

describe('coarser cells', () => {
  test('hold the means of their squares, from the north-west', () => {
    const values = [1, 1, 2, 2, 1, 5, 2, 2, 0, 0, Number.NaN, Number.NaN, 0, 0, Number.NaN, 8]
    expect([...coarsened((i) => values[i]!, { width: 4, height: 4, factor: 2 })]).toEqual([2, 2, 0, Number.NaN])
  })

  test('need whole squares', () => {
    expect(() => coarsened(() => 0, { width: 5, height: 4, factor: 2 })).toThrow(RangeError)
  })
})
