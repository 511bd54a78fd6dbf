import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { utciCoefficients } from './coefficients.ts'
import { vapourPressure } from './humidity.ts'
import { stressCategories, stressOf, utci, utciMap, utciRefusal } from './index.ts'
import { utciExcess } from './polynomial.ts'

/** The sum written out from the exponents alone, one term after the other. */
function termByTerm(t: number, v: number, d: number, p: number): number {
  const exponents: (readonly [number, number, number, number])[] = []
  for (let i = 0; i <= 6; i++)
    for (let j = 0; i + j <= 6; j++)
      for (let k = 0; i + j + k <= 6; k++) for (let l = 0; i + j + k + l <= 6; l++) exponents.push([i, j, k, l])
  return exponents.reduce((sum, [i, j, k, l], at) => sum + utciCoefficients[at]! * p ** i * d ** j * v ** k * t ** l, 0)
}

test('the polynomial has 210 terms', () => expect(utciCoefficients).toHaveLength(210))

test('values others published for the operational procedure', () => {
  // ladybug-comfort, tests of its UTCI.
  expect(utci(20, 20, 3, 50)).toBeCloseTo(16.24224, 5)
  expect(utci(30, 30, 0.5, 90)).toBeCloseTo(35.511294, 5)
  // Tests of pythermalcomfort, to 0.1 °C.
  const table = [
    [25, 27, 1, 25.2],
    [19, 24, 1, 20.0],
    [19, 14, 1, 16.8],
    [27, 22, 1, 25.5],
    [27, 22, 10, 20.0],
    [27, 22, 16, 15.8],
  ] as const
  for (const [air, radiant, wind, expected] of table)
    expect(Math.abs(utci(air, radiant, wind, 50) - expected)).toBeLessThan(0.1)
})

const reference = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', '../reference/thermal')
if (!existsSync(reference)) console.log('skipped: the reference cases of thermofeel are not there')

test.runIf(existsSync(reference))('the cases of ECMWF’s thermofeel, to a thousandth of a degree', () => {
  const [, ...rows] = readFileSync(`${reference}/thermofeel_testcases.csv`, 'utf8').trim().split('\n')
  const expected = readFileSync(`${reference}/utci.csv`, 'utf8').trim().split('\n').map(Number)
  // thermofeel gets humidity of the dew point by Magnus and Tetens, then vapour pressure by Hardy.
  const magnus = (celsius: number) => 10 ** ((7.5 * celsius) / (237.3 + celsius))
  let outside = 0
  for (const [i, row] of rows.entries()) {
    const [air, dew, wind, radiant] = row.split(',').map(Number) as [number, number, number, number]
    const [t, d] = [air - 273.15, dew - 273.15]
    const humidity = (100 * magnus(d)) / magnus(t)
    const value = utci(t, radiant - 273.15, wind, humidity)
    if (wind < 0.5) {
      expect(value).toBeNaN()
      outside++
    } else expect(Math.abs(value - (expected[i]! - 273.15))).toBeLessThan(1e-3)
    // Outside its range too, the polynomial itself is the same.
    const excess = utciExcess(t, wind, radiant - air, vapourPressure(t, humidity) / 10)
    expect(Math.abs(t + excess - (expected[i]! - 273.15))).toBeLessThan(1e-3)
  }
  expect([rows.length, outside]).toEqual([50, 1])
})

test('outside its validity UTCI is not given, and the reason is named', () => {
  expect(utci(51, 51, 3, 10)).toBeNaN()
  expect(utci(30, 101, 3, 30)).toBeNaN()
  expect(utci(30, -1, 3, 30)).toBeNaN()
  expect(utci(30, 30, 0.4, 30)).toBeNaN()
  expect(utci(30, 30, 17.1, 30)).toBeNaN()
  expect(utci(40, 40, 3, 90)).toBeNaN()
  expect(utci(30, 30, 3, -1)).toBeNaN()
  expect(utci(Number.NaN, 30, 3, 50)).toBeNaN()
  expect(utciRefusal({ temperature: 30, wind: 0.4, humidity: 30 })?.en).toMatch(/wind/)
  expect(utciRefusal({ temperature: 40, wind: 3, humidity: 90 })?.fr).toMatch(/vapeur/)
  expect(utciRefusal({ temperature: 30, radiant: 101, wind: 3, humidity: 30 })?.en).toMatch(/radiant/)
  expect(utciRefusal({ temperature: 30, wind: 3, humidity: 30 })).toBeUndefined()
})

test('calm air is raised to 0.5 m/s only when asked', () => {
  expect(utci(30, 30, 0.1, 30, { calm: 'raise' })).toBe(utci(30, 30, 0.5, 30))
  expect(utciRefusal({ temperature: 30, wind: 0.1, humidity: 30 }, { calm: 'raise' })).toBeUndefined()
  const still = Float32Array.of(0, 0.5, 2, 18)
  const radiant = Float32Array.of(40, 40, 40, 40)
  const air = { temperature: 30, humidity: 30, wind: still }
  expect([...utciMap(air, radiant)].map(Number.isNaN)).toEqual([true, false, false, true])
  const raised = utciMap(air, radiant, { calm: 'raise' })
  expect(raised[0]).toBe(raised[1])
  expect(raised[3]).toBeNaN()
})

test('folding the weather in changes nothing', () => {
  for (const [t, v, d, p] of [
    [40.5, 2, 30, 1.4],
    [-49, 16.9, -29, 0.001],
    [35, 0.5, 69, 4.9],
    [0, 5, 0, 0.5],
  ] as const)
    expect(Math.abs(utciExcess(t, v, d, p) - termByTerm(t, v, d, p))).toBeLessThan(1e-9)
})

test('the map is the same as cell by cell, with one wind or one by cell, and keeps gaps', () => {
  const radiant = Float32Array.from({ length: 1001 }, (_, i) => 5 + i * 0.1)
  radiant[500] = Number.NaN
  const winds = Float32Array.from(radiant, (_, i) => 0.5 + (i % 16))
  const one = utciMap({ temperature: 33, humidity: 40, wind: 2.5 }, radiant)
  const many = utciMap({ temperature: 33, humidity: 40, wind: winds }, radiant)
  for (const [i, cell] of radiant.entries()) {
    const pair = [
      [one[i]!, utci(33, cell, 2.5, 40)],
      [many[i]!, utci(33, cell, winds[i]!, 40)],
    ] as const
    for (const [map, point] of pair) expect(map).toEqual(Math.fround(point))
  }
  expect(one[500]).toBeNaN()
  expect(utciMap({ temperature: 60, humidity: 10, wind: 2 }, radiant).every(Number.isNaN)).toBe(true)
})

test('the hotter the radiation, the hotter it feels', () => {
  const radiant = Float32Array.from({ length: 41 }, (_, i) => 30 + i)
  const felt = utciMap({ temperature: 32, humidity: 30, wind: 2 }, radiant)
  for (let i = 1; i < felt.length; i++) expect(felt[i]).toBeGreaterThan(felt[i - 1]!)
})

test('ten categories of stress, by their bounds', () => {
  expect(stressCategories).toHaveLength(10)
  const cases = [
    [-41, 'extreme-cold'],
    [-40, 'extreme-cold'],
    [-39.9, 'very-strong-cold'],
    [9, 'slight-cold'],
    [9.1, 'none'],
    [26, 'none'],
    [26.1, 'moderate-heat'],
    [38.1, 'very-strong-heat'],
    [46.1, 'extreme-heat'],
  ] as const
  for (const [utci, id] of cases) expect(stressOf(utci)?.id).toBe(id)
  expect(stressOf(Number.NaN)).toBeUndefined()
})
