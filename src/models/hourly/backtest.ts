import { type ForecastRules, forecastHours, type History, sameHourLastWeek } from './forecast.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR

/** How far forecasts were from what was then counted. Errors in the unit of the counts. */
interface ForecastError {
  /** Hours compared: those where forecast, naive forecast and count all exist. */
  readonly hours: number
  /** Mean absolute error. */
  readonly mae: number
  /** Mean absolute error of the same hour last week, over the same hours. */
  readonly naiveMae: number
  /** Mean of forecast − count: positive when it forecasts too much. */
  readonly bias: number
  /**
   * Mean absolute scaled error (Hyndman and Koehler, 2006): `mae` over the mean absolute week-to-week difference of the
   * whole series. Null when no week differs from the one before.
   */
  readonly mase: number | null
}

/**
 * Rolling-origin evaluation: from each origin, forecasts the hours `fromHour` to `toHour` ahead (0 is the first one)
 * knowing only the past, and compares with what was counted. Null when nothing could be compared.
 */
export function backtest(
  history: History,
  origins: readonly number[],
  [fromHour, toHour]: readonly [fromHour: number, toHour: number],
  rules: ForecastRules,
): ForecastError | null {
  let [hours, error, naiveError, bias] = [0, 0, 0, 0]
  for (const origin of origins) {
    const at = Array.from({ length: toHour - fromHour }, (_, i) => origin + (fromHour + i) * HOUR)
    const forecasts = forecastHours(history, origin, at, rules)
    at.forEach((instant, i) => {
      const [count, forecast, naive] = [history.get(instant), forecasts[i], sameHourLastWeek(history, instant)]
      if (count === undefined || forecast == null || naive === null) return
      hours++
      error += Math.abs(forecast - count)
      naiveError += Math.abs(naive - count)
      bias += forecast - count
    })
  }
  if (hours === 0) return null
  const mae = error / hours
  const weekly = weeklyDifference(history)
  return { hours, mae, naiveMae: naiveError / hours, bias: bias / hours, mase: weekly > 0 ? mae / weekly : null }
}

/** Mean absolute difference between hours one week apart; 0 when there are none. */
function weeklyDifference(history: History): number {
  let [sum, pairs] = [0, 0]
  for (const [at, count] of history) {
    const before = history.get(at - WEEK)
    if (before === undefined) continue
    sum += Math.abs(count - before)
    pairs++
  }
  return pairs > 0 ? sum / pairs : 0
}
