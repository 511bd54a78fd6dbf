import { expect, test } from 'vitest'
import { clearSky, splitGlobal } from './index.ts'
import { skyEmissivity } from './sky.ts'

const july = 1.0164

test('clear-sky radiation is that of pvlib 0.16 at Rennes in July, within 0.1 %', () => {
  // pvlib.clearsky.ineichen, altitude 37 m, pressure 1013 hPa, turbidity 4, extraterrestrial 1360.8 / 1.0164².
  const table = [
    [5, 19.8306, 13.9461],
    [13.4, 136.4809, 56.1006],
    [30, 419.0193, 100.7864],
    [62.8, 854.4334, 138.3896],
    [80, 962.3329, 145.8986],
  ] as const
  for (const [elevation, global, diffuse] of table) {
    const sky = clearSky({ elevation, distance: july }, { turbidity: 4, pressure: 1013, altitude: 37 })
    expect(Math.abs(sky.global / global - 1)).toBeLessThan(1e-3)
    expect(Math.abs(sky.diffuse / diffuse - 1)).toBeLessThan(1e-3)
    expect(sky.direct + sky.diffuse).toBeCloseTo(sky.global, 10)
  }
  expect(clearSky({ elevation: -1, distance: 1 }, { turbidity: 4, pressure: 1013 })).toEqual({
    global: 0,
    direct: 0,
    diffuse: 0,
  })
})

test('global radiation is split as Erbs et al. have it', () => {
  const sun = { elevation: 40, distance: 1 }
  const above = 1360.8 * Math.sin((40 * Math.PI) / 180)
  // The published branches at clearness 0.1 and 0.9, and the polynomial at 0.5: 0.9511 − 0.0802 + 1.097 − 2.07975 + 0.771.
  for (const [k, share] of [
    [0.1, 0.991],
    [0.5, 0.65915],
    [0.9, 0.165],
  ] as const)
    expect(splitGlobal(k * above, sun).diffuse / (k * above)).toBeCloseTo(share, 5)
})

test('nothing is lost in the split, and there is no beam without sun', () => {
  for (let global = 0; global <= 1200; global += 25) {
    const { direct, diffuse } = splitGlobal(global, { elevation: 35, distance: 1 })
    expect(direct + diffuse).toBeCloseTo(global, 9)
    expect(Math.min(direct, diffuse)).toBeGreaterThanOrEqual(0)
  }
  expect(splitGlobal(3, { elevation: -0.5, distance: 1 })).toEqual({ global: 3, direct: 0, diffuse: 3 })
  expect(splitGlobal(-2, { elevation: 30, distance: 1 }).global).toBe(0)
})

test('the sky emits less the drier it is, and as a black body when covered', () => {
  // Prata 1996 at 20 °C: w = 46.5 × 14 / 293.15 = 2.2207 cm.
  expect(skyEmissivity(20, 14, 0)).toBeCloseTo(1 - 3.2207 * Math.exp(-Math.sqrt(1.2 + 3 * 2.2207)), 4)
  expect(skyEmissivity(20, 5, 0)).toBeLessThan(skyEmissivity(20, 14, 0))
  expect(skyEmissivity(20, 14, 1)).toBe(1)
})
