export { backtest, type ForecastError } from './backtest.ts'
export { type CleanHour, type CleaningRules, type CountRecord, cleanHourly, type Quality } from './clean.ts'
export { type ForecastRules, forecastHours, type History, sameHourLastWeek } from './forecast.ts'
