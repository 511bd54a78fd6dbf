import { median } from './median.ts'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR

/** The trusted hours of a series: start of the hour in milliseconds since 1970 → count. */
export type History = ReadonlyMap<number, number>

export interface ForecastRules {
  /** Number of the hour of the week, public holidays as Sundays. */
  readonly slot: (instant: number) => number
  /** Weeks of history that make the profile. */
  readonly profileWeeks: number
  /** Days of history that make the recent level. */
  readonly levelDays: number
}

/**
 * Expected counts for the hours `at`, knowing only what came before `origin`: the median of the same hour of the week
 * over the profile weeks, times the recent level (what was counted over the level days ÷ what the profile gives for the
 * same hours). Null where the profile has no value.
 */
export function forecastHours(
  history: History,
  origin: number,
  at: readonly number[],
  { slot, profileWeeks, levelDays }: ForecastRules,
): (number | null)[] {
  const bySlot = new Map<number, number[]>()
  for (let hour = origin - profileWeeks * WEEK; hour < origin; hour += HOUR) {
    const count = history.get(hour)
    if (count === undefined) continue
    const same = bySlot.get(slot(hour))
    if (same) same.push(count)
    else bySlot.set(slot(hour), [count])
  }
  const medians = new Map<number, number | null>()
  const profile = (instant: number): number | null => {
    const key = slot(instant)
    const known = medians.get(key)
    if (known !== undefined) return known
    const value = median(bySlot.get(key) ?? [])
    medians.set(key, value)
    return value
  }

  let counted = 0
  let usual = 0
  for (let hour = origin - levelDays * 24 * HOUR; hour < origin; hour += HOUR) {
    const count = history.get(hour)
    const normal = count === undefined ? null : profile(hour)
    if (count === undefined || normal === null) continue
    counted += count
    usual += normal
  }
  const level = usual > 0 ? counted / usual : 1
  return at.map((instant) => {
    const normal = profile(instant)
    return normal === null ? null : normal * level
  })
}

/** The count of the same hour one week before: the forecast to beat. Null when it was not counted. */
export const sameHourLastWeek = (history: History, at: number): number | null => history.get(at - WEEK) ?? null
