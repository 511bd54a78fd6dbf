import { sql } from '../../src/kernel/index.ts'

/** Hours between the two midnights of a local `day` (a column of dates): 23, 24 or 25, as SQL. */
export const hoursInDay = (timezone: string) =>
  sql`date_diff('hour', timezone(${timezone}, day::timestamp), timezone(${timezone}, (day + 1)::timestamp))`
