export { easter, frenchHolidays } from './holidays.ts'
export { hoursOfDay, type Wall, wallClock } from './local.ts'
