import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { krigingOf, leaveOneOut, predict, type Stations, score, standardError, type Variogram } from './index.ts'
import { fieldAt, normals } from './testing.ts'

/** Isaaks and Srivastava, An Introduction to Applied Geostatistics, 1989, chapter 12: seven samples around (65, 137). */
const seven: Stations = {
  x: [61, 63, 64, 68, 71, 73, 75],
  y: [139, 140, 129, 128, 140, 141, 128],
  values: [477, 696, 227, 646, 606, 791, 783],
  predictors: [],
}
const book: Variogram = { shape: 'exponential', nugget: 0, sill: 10, range: 1 / 0.3 }
const there = { x: [65], y: [137], predictors: [] }

test('the seven samples of Isaaks and Srivastava: estimate 592.7, variance 8.96 and their weights', () => {
  const { values, errors } = predict(krigingOf(seven, book), there)
  expect(values[0]).toBeCloseTo(592.7, 1)
  expect(errors[0]! ** 2).toBeCloseTo(8.96, 2)
  const weights = seven.x.length
  const found = Array.from({ length: weights }, (_, i) => {
    const unit = Array.from({ length: weights }, (_, k) => Number(k === i))
    return predict(krigingOf({ ...seven, values: unit }, book), there).values[0]!
  })
  const published = [0.173, 0.318, 0.129, 0.086, 0.151, 0.057, 0.086]
  for (const [i, weight] of published.entries()) expect(found[i]).toBeCloseTo(weight, 3)
})

/** NIST Statistical Reference Datasets, Longley (1967): employment, then deflator, GNP, unemployed, forces, population, year. */
const longley = [
  [60323, 83, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99, 365385, 1870, 3547, 115094, 1953],
  [63761, 100, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
] as const

test('with a nugget alone it is least squares: the certified coefficients and deviations of Longley', () => {
  const [values, ...predictors] = Array.from({ length: 7 }, (_, c) => longley.map((row) => row[c]!)) as [
    number[],
    ...number[][],
  ]
  const places = longley.map((_, i) => i)
  const kriging = krigingOf(
    { x: places, y: places, values, predictors },
    { shape: 'exponential', nugget: 304.854073561965 ** 2, sill: 0, range: 1 },
  )
  const certified = [
    [15.0618722713733, 84.9149257747669],
    [-0.035819179292591, 0.0334910077722432],
    [-2.02022980381683, 0.488399681651699],
    [-1.03322686717359, 0.214274163161675],
    [-0.0511041056535807, 0.22607320006937],
    [1829.15146461355, 455.478499142212],
  ] as const
  for (const [i, [slope, deviation]] of certified.entries()) {
    const { deviation: unit } = kriging.scales[i]!
    expect(kriging.coefficients[i + 1]! / unit / slope).toBeCloseTo(1, 8)
    expect(standardError(kriging, i + 1) / unit / deviation).toBeCloseTo(1, 8)
  }
})

const draw = seeded(11)
const normal = normals(draw)
const n = 60
const x = Float64Array.from({ length: n }, () => 5000 * draw())
const y = Float64Array.from({ length: n }, () => 5000 * draw())
const slope = x.map((v, i) => Math.sin(v / 900) + Math.cos(y[i]! / 700))
const smooth: Variogram = { shape: 'spherical', nugget: 0, sill: 0.6, range: 1800 }
const rest = fieldAt(x, y, smooth, normal)
const stations: Stations = { x, y, values: rest.map((v, i) => 3 + 0.7 * slope[i]! + v), predictors: [slope] }
const places = {
  x: Float64Array.from({ length: 200 }, () => 9000 * draw() - 2000),
  y: Float64Array.from({ length: 200 }, () => 9000 * draw() - 2000),
}
const here = { ...places, predictors: [places.x.map((v, i) => Math.sin(v / 900) + Math.cos(places.y[i]! / 700))] }

describe('without a nugget', () => {
  test.each(['spherical', 'exponential', 'gaussian'] as const)(
    'a %s model gives what stations measured, without error',
    (shape) => {
      // The Gaussian needs a shorter range: its matrices are soon singular to rounding.
      const kriging = krigingOf(stations, { ...smooth, shape, range: shape === 'gaussian' ? 300 : 1800 })
      const { values, errors } = predict(kriging, stations)
      for (let i = 0; i < n; i++) {
        expect(values[i]).toBeCloseTo(stations.values[i]!, 5)
        expect(errors[i]).toBeLessThan(1e-4)
      }
    },
  )

  test('the error grows with the distance to the only station near, up to that of the regression', () => {
    const one = { x: [0, 90_000, 0], y: [0, 0, 90_000], values: [1, 2, 4], predictors: [] }
    const away = [0, 1, 10, 100, 500, 1000, 1799, 1800, 5000]
    const { errors } = predict(krigingOf(one, smooth), { x: away, y: away.map(() => 0), predictors: [] })
    for (let i = 1; i < away.length; i++) expect(errors[i]!).toBeGreaterThanOrEqual(errors[i - 1]!)
    // Far from all, the mean of three independent stations: sill + sill / 3.
    expect(errors[8]! ** 2).toBeCloseTo(0.6 * (4 / 3), 5)
  })
})

test('a nugget is not followed, and is in the error', () => {
  const noisy = { ...smooth, nugget: 0.3 }
  const { values, errors } = predict(krigingOf(stations, noisy), stations)
  expect(values.some((v, i) => Math.abs(v - stations.values[i]!) > 0.1)).toBe(true)
  for (const error of errors) expect(error ** 2).toBeGreaterThan(0.3)
})

describe('predictions do not depend', () => {
  const before = predict(krigingOf(stations, smooth), here)
  const same = (after: typeof before) => {
    for (let i = 0; i < before.values.length; i++) {
      expect(after.values[i]).toBeCloseTo(before.values[i]!, 4)
      expect(after.errors[i]).toBeCloseTo(before.errors[i]!, 4)
    }
  }

  test('on where the origin is', () => {
    const move = (p: { x: ArrayLike<number>; y: ArrayLike<number> }) => ({
      x: Float64Array.from(p.x, (v) => v + 300_000),
      y: Float64Array.from(p.y, (v) => v + 6_700_000),
    })
    same(predict(krigingOf({ ...stations, ...move(stations) }, smooth), { ...here, ...move(here) }))
  })

  test('on the direction of the axes', () => {
    const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)]
    const turn = (p: { x: ArrayLike<number>; y: ArrayLike<number> }) => ({
      x: Float64Array.from(p.x, (v, i) => cos * v - sin * p.y[i]!),
      y: Float64Array.from(p.x, (v, i) => sin * v + cos * p.y[i]!),
    })
    same(predict(krigingOf({ ...stations, ...turn(stations) }, smooth), { ...here, ...turn(here) }))
  })

  test('on the order of the stations', () => {
    const order = Array.from({ length: n }, (_, i) => (i * 37 + 5) % n)
    const mix = (column: ArrayLike<number>) => Float64Array.from(order, (i) => column[i]!)
    const mixed = { x: mix(x), y: mix(y), values: mix(stations.values), predictors: [mix(slope)] }
    same(predict(krigingOf(mixed, smooth), here))
  })

  test('on the unit of a predictor', () => {
    const scale = (column: ArrayLike<number>) => Float64Array.from(column, (v) => 1000 * v - 40)
    const scaled = krigingOf({ ...stations, predictors: [scale(slope)] }, smooth)
    same(predict(scaled, { ...here, predictors: [scale(here.predictors[0]!)] }))
  })

  test('on the cut of the places in batches', () => {
    const kriging = krigingOf(stations, smooth)
    const half = (from: number, to: number) =>
      predict(kriging, {
        x: here.x.slice(from, to),
        y: here.y.slice(from, to),
        predictors: [here.predictors[0]!.slice(from, to)],
      })
    const [first, second] = [half(0, 77), half(77, 200)]
    same({
      values: Float32Array.of(...first.values, ...second.values),
      errors: Float32Array.of(...first.errors, ...second.errors),
    })
  })
})

test('leaving out by formula is leaving out by hand', () => {
  const noisy = { ...smooth, nugget: 0.1 }
  const { differences, errors } = leaveOneOut(krigingOf(stations, noisy))
  for (const i of [0, 17, 59]) {
    const keep = <T extends ArrayLike<number>>(column: T) => Float64Array.from(column).filter((_, k) => k !== i)
    const without = krigingOf(
      { x: keep(x), y: keep(y), values: keep(stations.values), predictors: [keep(slope)] },
      noisy,
    )
    const at = predict(without, { x: [x[i]!], y: [y[i]!], predictors: [[slope[i]!]] })
    expect(differences[i]).toBeCloseTo(at.values[0]! - stations.values[i]!, 5)
    expect(errors[i]).toBeCloseTo(at.errors[0]!, 5)
  }
})

test('a score', () => {
  const given = score([1, 2, 3, 4], { differences: Float64Array.of(1, 1, -1, 3), errors: Float64Array.of(1, 1, 1, 1) })
  expect(given).toEqual({ n: 4, rmse: Math.sqrt(3), bias: 1, r2: 1 - 12 / 5, coverage: 0.75 })
})

test('many stations: errors from the nearest are those of all, or larger by little', () => {
  const many = 400
  const [u, v] = [0, 1].map(() => Float64Array.from({ length: many }, () => 9000 * draw())) as [
    Float64Array,
    Float64Array,
  ]
  const variogram: Variogram = { shape: 'exponential', nugget: 0.02, sill: 0.6, range: 500 }
  const big = krigingOf({ x: u, y: v, values: fieldAt(u, v, variogram, normal), predictors: [] }, variogram)
  const row = Float64Array.from({ length: 250 }, (_, i) => 2000 + 20 * i)
  const at = { x: row, y: row.map(() => 4321), predictors: [] }
  const near = predict(big, at)
  // What a prediction at one more station would be without it is what all the others say of it.
  for (const i of [0, 100, 249]) {
    const all = leaveOneOut(
      krigingOf(
        { x: [...u, row[i]!], y: [...v, 4321], values: [...(big.stations.values as Float64Array), 0], predictors: [] },
        variogram,
      ),
    )
    expect(near.values[i]).toBeCloseTo(all.differences[many]!, 4)
    expect(near.errors[i]! / all.errors[many]!).toBeGreaterThan(0.9999)
    expect(near.errors[i]! / all.errors[many]!).toBeLessThan(1.01)
  }
})

test('a missing predictor gives a missing prediction, and leaves its neighbours alone', () => {
  const kriging = krigingOf(stations, smooth)
  const gap = predict(kriging, { ...here, predictors: [here.predictors[0]!.map((v, i) => (i === 3 ? Number.NaN : v))] })
  expect([gap.values[3], gap.errors[3]]).toEqual([Number.NaN, Number.NaN])
  expect(gap.values[4]).toBe(predict(kriging, here).values[4])
})

test.each([
  [
    'two stations at one place',
    { ...seven, x: [61, 61, 64, 68, 71, 73, 75], y: [139, 139, 129, 128, 140, 141, 128] },
    /one place/,
  ],
  [
    'a predictor that is twice another',
    { ...stations, predictors: [slope, slope.map((v) => 2 * v + 1)] },
    /depends on the others/,
  ],
  ['a predictor that does not vary', { ...stations, predictors: [slope.map(() => 4)] }, /the same at all stations/],
  ['fewer stations than coefficients', { x: [1], y: [1], values: [1], predictors: [[2]] }, /1 stations/],
])('%s is refused', (_, refused, message) => expect(() => krigingOf(refused, book)).toThrow(message))
