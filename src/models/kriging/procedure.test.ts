import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import {
  predict,
  type RegressionKriging,
  regressionKriging,
  selectPredictors,
  type Variogram,
  validate,
} from './index.ts'
import { normals, part, simulated } from './testing.ts'

const variogram: Variogram = { shape: 'exponential', nugget: 0.05, sill: 0.5, range: 700 }

test('the predictors that matter are found, and their coefficients', () => {
  const { candidates, ...rest } = simulated({ seed: 3, n: 150, variogram })
  const { kriging, chosen } = regressionKriging({ ...rest, candidates })
  const slope = (name: string) => {
    const i = chosen.findIndex((c) => c.name === name)
    return kriging.coefficients[i + 1]! / kriging.scales[i]!.deviation
  }
  expect(Math.abs(slope('p1') - 1.5)).toBeLessThan(0.2)
  expect(Math.abs(slope('p2') + 0.8)).toBeLessThan(0.2)
})

const at = (model: RegressionKriging, { x, y, candidates }: ReturnType<typeof part>) =>
  predict(model.kriging, {
    x,
    y,
    predictors: model.chosen.map(({ name }) => candidates.find((c) => c.name === name)!.values),
  })

test('in simulation predictions are unbiased, and 95 % of new places are within their widened errors', () => {
  let [places, within, narrow, bias, found, told] = [0, 0, 0, 0, 0, 0]
  for (let seed = 1; seed <= 24; seed++) {
    const all = simulated({ seed, n: 110, variogram })
    const [measured, unseen] = [part(all, 0, 50), part(all, 50, 110)]
    const model = regressionKriging(measured)
    const { widening, whole } = validate(measured, {}, model)
    const { values, errors } = at(model, unseen)
    unseen.values.forEach((value, i) => {
      const difference = values[i]! - value
      places++
      bias += difference
      found += difference ** 2
      if (Math.abs(difference) <= 1.96 * errors[i]!) narrow++
      if (Math.abs(difference) <= 1.96 * errors[i]! * widening) within++
    })
    told += whole.rmse ** 2 / 24
  }
  expect(within / places).toBeGreaterThan(0.93)
  expect(within / places).toBeLessThan(0.97)
  // Without the widening kriging is too sure of itself: the reason it is there.
  expect(narrow / places).toBeLessThan(within / places)
  expect(Math.abs(bias / places)).toBeLessThan(0.06)
  // The error told by leaving out with all done again is the one met at new places.
  expect(Math.sqrt(told / (found / places))).toBeGreaterThan(0.85)
  expect(Math.sqrt(told / (found / places))).toBeLessThan(1.15)
})

test('with all done again the error is larger than with the model kept', () => {
  const measured = simulated({ seed: 9, n: 60, variogram, more: 12 })
  const { kept, whole } = validate(measured, {}, regressionKriging(measured))
  expect(whole.rmse).toBeGreaterThan(kept.rmse)
  expect(kept.n).toBe(60)
})

test('values that nothing explains get a constant and their variance', () => {
  const normal = normals(seeded(2))
  const { x, y, candidates } = simulated({ seed: 4, n: 40, variogram })
  const values = Float64Array.from({ length: 40 }, () => 10 + normal())
  const { chosen, kriging } = regressionKriging({ x, y, values, candidates: candidates.slice(2) })
  expect(chosen.length).toBeLessThanOrEqual(1)
  expect(Math.abs(kriging.coefficients[0]! - 10)).toBeLessThan(1)
})

test('stations all of one value are predicted as that value', () => {
  const { x, y, candidates } = simulated({ seed: 4, n: 40, variogram })
  const model = regressionKriging({ x, y, values: x.map(() => 7), candidates })
  expect(model.chosen).toEqual([])
  expect(model.variogram.sill + model.variogram.nugget).toBeGreaterThan(0)
  expect(predict(model.kriging, { x: [1], y: [2], predictors: [] }).values[0]).toBeCloseTo(7, 6)
})

test('three stations give their mean', () => {
  const model = regressionKriging({ x: [0, 10, 20], y: [0, 0, 5], values: [1, 2, 6], candidates: [] })
  expect(predict(model.kriging, { x: [5], y: [3], predictors: [] }).values[0]).toBeCloseTo(3, 6)
})

test('collinear, constant and missing predictors are refused by name', () => {
  const { values, candidates } = simulated({ seed: 8, n: 80, variogram, more: 0 })
  const p1 = candidates[0]!.values as Float64Array
  const { chosen, refused } = selectPredictors(values, [
    ...candidates,
    { name: 'twin', values: p1.map((v, i) => v + 0.01 * Math.sin(i)) },
    { name: 'flat', values: p1.map(() => 3) },
    { name: 'holed', values: p1.map((v, i) => (i === 5 ? Number.NaN : v)) },
  ])
  expect(chosen.length).toBe(2)
  const twins = refused.find((r) => r.reason === 'collinear')!
  expect([twins.name, twins.with].sort()).toEqual(['p1', 'twin'])
  expect(twins.inflation).toBeGreaterThan(10)
  expect(refused).toEqual(
    expect.arrayContaining([
      { name: 'flat', reason: 'constant' },
      { name: 'holed', reason: 'missing' },
    ]),
  )
})

test('only one scale of a group enters', () => {
  const { values, candidates } = simulated({ seed: 8, n: 80, variogram, more: 0 })
  const { chosen } = selectPredictors(
    values,
    candidates.map((c) => ({ ...c, group: 'same' })),
  )
  expect(chosen).toEqual(['p1'])
})
