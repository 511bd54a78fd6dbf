import { csv } from '../../../src/connect/index.ts'
import { check, date, number, table } from '../../../src/kernel/index.ts'

const WeatherDay = table(
  'weather_day',
  {
    day: date({ title: { fr: 'Jour', en: 'Day' } }),
    temperature: number({ title: { fr: 'Température moyenne', en: 'Mean temperature' }, unit: 'Cel' }),
    rain: number({ title: { fr: 'Pluie', en: 'Rain' }, unit: 'mm' }),
  },
  { key: ['day'] },
)

export const weather = csv({
  name: 'weather_daily',
  title: { fr: 'Météo quotidienne', en: 'Daily weather' },
  rows: WeatherDay,
  producer: 'Météo-France',
  licence: 'etalab-2.0',
  schedule: { cron: '0 6 * * *' },
  dated: '2023-01-01/2024-11-24',
  address: 'https://meteo.data.gouv.fr/datasets/donnees-climatologiques-de-base-quotidiennes/',
  snapshot: 'rennes/weather_daily_2023-2024.csv',
  map: { day: 'time', temperature: 'tavg_c', rain: 'prcp_mm' },
  checks: [
    check.notEmpty(),
    check.unique(['day'], { severity: 'quarantine' }),
    check.between('temperature', -30, 45, { severity: 'quarantine' }),
    check.between('rain', 0, 300, { severity: 'quarantine' }),
  ],
  publish: {
    access: 'open',
    theme: 'environment',
    keywords: [{ fr: 'météo', en: 'weather' }],
  },
})
