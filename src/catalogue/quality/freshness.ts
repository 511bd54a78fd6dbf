import type { Frequency } from '../words.ts'

/**
 * Days that may pass between two changes of what is said to change so often; null where nothing is promised. What changes more
 * often than every day is asked for a change a day: records seldom follow their data by the hour.
 */
export const daysOf: Readonly<Record<Frequency, number | null | undefined>> = {
  UPDATE_CONT: 1,
  CONT: 1,
  HOURLY: 1,
  DAILY: 1,
  WEEKLY: 7,
  BIWEEKLY: 14,
  MONTHLY: 31,
  BIMONTHLY: 62,
  QUARTERLY: 92,
  ANNUAL_2: 183,
  ANNUAL: 366,
  BIENNIAL: 731,
  TRIENNIAL: 1096,
  QUINQUENNIAL: 1827,
  DECENNIAL: 3653,
  IRREG: null,
  AS_NEEDED: null,
  NOT_PLANNED: null,
  NEVER: null,
  // Nothing is said.
  OTHER: undefined,
  UNKNOWN: undefined,
}

const DAY_MS = 86_400_000
/** Delay that a promise bears: half of it, and two days for what a week-end holds up. Our choice. */
const [SLACK, SLACK_DAYS] = [1.5, 2]

/** How late something is: 1 in time, a half until twice as late, 0 beyond. */
export function timeliness(days: number, changed: Date, now: Date): 0 | 0.5 | 1 {
  const age = (now.getTime() - changed.getTime()) / DAY_MS
  const allowed = days * SLACK + SLACK_DAYS
  return age <= allowed ? 1 : age <= 2 * allowed ? 0.5 : 0
}
