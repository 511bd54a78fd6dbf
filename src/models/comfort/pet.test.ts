import { expect, test } from 'vitest'
import { pet, petMap, saturationPressure } from './index.ts'

const humidityOf = (vapour: number, temperature: number) => (100 * vapour) / saturationPressure(temperature)

test('the room that defines PET is felt at its own temperature', () => {
  for (let t = 10; t <= 45; t += 2.5) expect(pet(t, t, 0.1, humidityOf(12, t))).toBeCloseTo(t, 5)
})

test('the cases of Höppe 1999, table 1, as near as the corrected model comes to them', () => {
  // Air, radiant, wind, vapour, Höppe 1999, thermofeel (which also follows Walther and Goestchel 2018).
  const table = [
    [21, 21, 0.1, 12, 21, 21.0],
    [-5, 40, 0.5, 2, 10, 8.3],
    [-5, -5, 5, 2, -13, -13.18],
    [30, 60, 1, 21, 43, 41.59],
    [30, 30, 1, 21, 29, 29.36],
  ] as const
  for (const [air, radiant, wind, vapour, hoeppe, corrected] of table) {
    const value = pet(air, radiant, wind, humidityOf(vapour, air))
    expect(Math.abs(value - hoeppe)).toBeLessThan(1.8)
    expect(Math.abs(value - corrected)).toBeLessThan(0.03)
  }
})

test('values of pythermalcomfort 4.8, within the 0.25 K of its other vapour formula and weighting', () => {
  // pet_steady, sitting, 35 years, 80 W, 0.9 clo.
  const table = [
    [40, 70, 2, 18, 49.43],
    [-20, -20, 8, 80, -30.21],
    [35, 35, 0.1, 90, 39.81],
    [38, 65, 1.5, 20, 46.65],
    [32, 45, 1, 45, 36.64],
  ] as const
  for (const [air, radiant, wind, humidity, expected] of table)
    expect(Math.abs(pet(air, radiant, wind, humidity) - expected)).toBeLessThan(0.25)
})

test('more sun feels hotter; wind cools in cool air', () => {
  const rising = (values: number[]) => expect(values).toEqual([...values].sort((a, b) => a - b))
  rising([20, 30, 40, 50, 60, 70].map((radiant) => pet(30, radiant, 1, 40)))
  rising([8, 4, 2, 1, 0.5, 0.1].map((wind) => pet(15, 20, wind, 50)))
})

test('what is missing or out of sense is not known', () => {
  for (const [air, radiant, wind, humidity] of [
    [Number.NaN, 30, 1, 50],
    [30, 30, -1, 50],
    [30, 30, 1, 120],
    [30, Number.POSITIVE_INFINITY, 1, 50],
    [1000, 1000, 1, 1],
  ] as const)
    expect(pet(air, radiant, wind, humidity)).toBeNaN()
})

test('the map is the same as cell by cell, within 0.01 K', () => {
  const radiant = Float32Array.from({ length: 300 }, (_, i) => 5.3 + i / 3)
  radiant[7] = Number.NaN
  const map = petMap({ temperature: 35, humidity: 25, wind: 1.5 }, radiant)
  for (const [i, value] of map.entries()) {
    if (i === 7 || radiant[i]! > 105) expect(value).toBeNaN()
    else expect(Math.abs(value - pet(35, radiant[i]!, 1.5, 25))).toBeLessThan(0.01)
  }
})
