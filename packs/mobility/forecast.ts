import { type AssetRef, asset, check, type InputTable, type Publish } from '../../src/kernel/index.ts'
import {
  backtest,
  type ForecastRules,
  forecastHours,
  type History,
  sameHourLastWeek,
} from '../../src/models/hourly/index.ts'
import { bikePublish } from './bikes.ts'
import type { BikeHour } from './tables/bikes.ts'
import { BikeForecast, BikeForecastError } from './tables/forecast.ts'
import { weekOf } from './week.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The two days that are forecast, as hours ahead of the origin. */
const horizons = [
  [0, 24],
  [24, 48],
] as const

const publish: Publish = {
  ...bikePublish,
  limits: {
    fr: 'Ne sait rien du temps qu’il fera, des vacances scolaires, des grèves ni des travaux : seulement l’heure de la semaine, les jours fériés et le niveau des sept derniers jours.',
    en: 'Knows nothing of the weather to come, school holidays, strikes or works: only the hour of the week, public holidays and the level of the last seven days.',
  },
}

/** The next 48 hours of each counter, and how far such forecasts have been from the truth. */
export function forecastAssets(
  hourly: AssetRef<typeof BikeHour>,
  parameters: { profile_weeks: number; level_days: number; backtest_days: number },
) {
  const errors = asset({
    name: 'bike_forecast_error',
    title: { fr: 'Erreur de la prévision des vélos', en: 'Error of the bicycle forecast' },
    description: {
      fr: `Chaque jour des ${parameters.backtest_days} derniers, la prévision est refaite en ne sachant que le passé, et comparée au nombre compté ensuite ; la prévision naïve est la même heure une semaine plus tôt.`,
      en: `On each of the last ${parameters.backtest_days} days the forecast is made again knowing only the past, and compared with what was then counted; the naive forecast is the same hour one week before.`,
    },
    from: { hourly },
    rows: BikeForecastError,
    code: import.meta.url,
    checks: [check.between('relative_mae', 0, 1, { severity: 'warn' })],
    publish,
    make: async ({ hourly }, run) => {
      const rules = forecastRules(run.territory.timezone, parameters)
      return [...(await histories(hourly))].flatMap(([id, history]) => {
        const end = endOf(history)
        const origins = Array.from({ length: parameters.backtest_days }, (_, i) => end - (i + 2) * DAY)
        return horizons.flatMap((hours, i) => {
          const error = backtest(history, origins, hours, rules)
          if (!error) return []
          const { naiveMae, ...rest } = error
          return {
            ...rest,
            counter: id,
            horizon: i + 1,
            naive_mae: naiveMae,
            relative_mae: naiveMae > 0 ? error.mae / naiveMae : null,
            origins: origins.length,
          }
        })
      })
    },
  })

  const forecast = asset({
    name: 'bike_forecast',
    kind: 'observations',
    title: { fr: 'Prévision des vélos à 48 heures', en: 'Bicycle forecast for 48 hours' },
    description: {
      fr: `Les 48 heures qui suivent la dernière heure comptée : médiane de la même heure de la semaine sur ${parameters.profile_weeks} semaines, jours fériés pris pour dimanches, multipliée par le niveau des ${parameters.level_days} derniers jours.`,
      en: `The 48 hours after the last hour counted: median of the same hour of the week over ${parameters.profile_weeks} weeks, public holidays taken as Sundays, times the level of the last ${parameters.level_days} days.`,
    },
    from: { hourly, errors },
    rows: BikeForecast,
    code: import.meta.url,
    checks: [check.unique(['counter', 'at']), check.between('count', 0, 10_000, { severity: 'warn' })],
    publish,
    make: async ({ hourly, errors }, run) => {
      const rules = forecastRules(run.territory.timezone, parameters)
      const known = await errors.all()
      return [...(await histories(hourly))].flatMap(([id, history]) => {
        const origin = endOf(history)
        const at = Array.from({ length: 48 }, (_, i) => origin + i * HOUR)
        return forecastHours(history, origin, at, rules).flatMap((count, i) => {
          if (count === null) return []
          const ahead = i < 24 ? 1 : 2
          return {
            counter: id,
            at: new Date(at[i]!),
            count,
            error: known.find((e) => e.counter === id && e.horizon === ahead)?.mae ?? null,
            same_hour_last_week: sameHourLastWeek(history, at[i]!),
            horizon: ahead,
            origin: new Date(origin),
          }
        })
      })
    },
  })

  return [errors, forecast]
}

/** How a forecast is made by the clock of a territory. */
export const forecastRules = (
  timezone: string,
  { profile_weeks, level_days }: { profile_weeks: number; level_days: number },
): ForecastRules => ({ slot: weekOf(timezone).slot, profileWeeks: profile_weeks, levelDays: level_days })

/** The trusted hours of each counter. Outliers stay: rare, and the medians do not mind them. */
export async function histories(hourly: InputTable<typeof BikeHour>): Promise<Map<string, History>> {
  const byCounter = new Map<string, Map<number, number>>()
  for await (const batch of hourly.read({ columns: ['counter', 'at', 'count', 'quality'] }))
    for (const { counter: id, at, count, quality } of batch) {
      if (count === null || (quality !== 'good' && quality !== 'outlier')) continue
      const history = byCounter.get(id) ?? new Map<number, number>()
      byCounter.set(id, history)
      history.set(at.getTime(), count)
    }
  return byCounter
}

/** The end of the last trusted hour. */
export function endOf(history: History): number {
  let last = -Infinity
  for (const at of history.keys()) last = Math.max(last, at)
  return last + HOUR
}
