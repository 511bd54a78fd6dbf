export { easter, frenchHolidays } from './holidays.ts'
export { wallClock } from './local.ts'
