export { backtest } from './backtest.ts'
export { type CleaningRules, cleanHourly, qualities } from './clean.ts'
export { type ForecastRules, forecastHours, type History, sameHourLastWeek } from './forecast.ts'
