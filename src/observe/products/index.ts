export { fingerprintOf, HOURS_HEADER, type HoursOf, writeHours } from './hours.ts'
