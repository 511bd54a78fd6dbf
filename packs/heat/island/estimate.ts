import type { HourWeather } from '../../../src/models/radiation/index.ts'
import { discMeans } from '../../../src/models/surroundings/index.ts'
import type { Ground } from './around.ts'
import type { IslandTuned } from './parameters.ts'

/** Specific heat of air at constant pressure, J/(kg K), and gas constant of dry air, J/(kg K) (WMO-No. 8, 2018). */
const HEAT = 1005
const GAS = 287.05
/** Wind below which the equation would grow without bound, m/s: cup anemometers do not turn below. */
const CALM = 0.5

/** The weather of a day as the equation takes it. */
export interface DayForcing {
  /** Mean solar radiation over the heat held by the air, K m/s. */
  readonly sun: number
  /** Highest less lowest temperature, K. */
  readonly range: number
  /** Mean wind at 10 m, m/s. */
  readonly wind: number
}

/** Sums up the hours of a day in the open; undefined without a single hour. */
export function forcingOf(hours: readonly (HourWeather | undefined)[]): DayForcing | undefined {
  const known = hours.filter((hour) => hour !== undefined)
  if (!known.length) return undefined
  const mean = (read: (hour: HourWeather) => number) => known.reduce((sum, h) => sum + read(h), 0) / known.length
  const temperatures = known.map(({ temperature }) => temperature)
  const kelvin = mean(({ temperature }) => temperature) + 273.15
  const density = (100 * mean(({ pressure }) => pressure ?? 1013.25)) / (GAS * kelvin)
  return {
    sun: mean(({ global }) => global) / (density * HEAT),
    range: Math.max(...temperatures) - Math.min(...temperatures),
    wind: Math.max(
      CALM,
      mean(({ wind }) => wind),
    ),
  }
}

/** What the weather makes of a morphology of 1, K: (S × DTR³ / U)^¼. */
export const weatherFactor = ({ sun, range, wind }: DayForcing): number => ((sun * range ** 3) / wind) ** 0.25

/**
 * Theeuwes, Steeneveld, Ronda and Holtslag (2017), International Journal of Climatology 37, 443–454: the highest intensity of the heat
 * island of a day, K, for cities of north-western Europe in calm, fair weather. `sky` is the sky view between buildings, `green` the share of
 * vegetation within 500 m; 0 in open green country.
 */
export function highestIntensity(sky: number, green: number, day: DayForcing): number {
  return Math.max(0, 2 - sky - green) * weatherFactor(day)
}

/** Radius of the vegetation of Theeuwes et al., m. */
const GREEN = 500

/**
 * The estimate for each coarse cell, or for those named; NaN outside the territory. What is not sealed counts as green: fields that are
 * bare in a given season, and lakes, are part of the country that the town is compared with.
 */
export function estimateAt(
  { layers, step }: Ground,
  day: DayForcing,
  { island_near }: Pick<IslandTuned, 'island_near'>,
  cells?: ArrayLike<number>,
): Float32Array {
  const some = cells ? { cells } : {}
  const sky = discMeans(layers.canyon, island_near / step, some)
  const sealed = discMeans(layers.impervious, GREEN / step, some)
  return sky.map((view, i) => {
    const cell = cells ? cells[i]! : i
    return Number.isNaN(layers.built.values[cell]!) ? Number.NaN : highestIntensity(view, 1 - sealed[i]!, day)
  })
}
