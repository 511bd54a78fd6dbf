import Type from 'typebox'
import {
  type AssetRef,
  badInput,
  instant,
  integer,
  nullable,
  number,
  type OrchestraError,
  type Process,
  process,
  processInput,
  table,
  text,
} from '../../../src/kernel/index.ts'
import { forecastHours, sameHourLastWeek } from '../../../src/models/hourly/index.ts'
import { endOf, forecastRules, histories } from '../forecast.ts'
import type { BikeHour } from '../tables/bikes.ts'

const HOUR = 3_600_000
/** Two weeks: beyond, the level of the last days says nothing of the counts to come. */
const MOST_HOURS = 336

const bicycles = (fr: string, en: string) => number({ title: { fr, en }, unit: '{bicycle}' })

/** One hour to come of a counter, as asked for. */
export const ForecastHour = table(
  'bike_forecast_hour',
  {
    counter: text({ title: { fr: 'Compteur', en: 'Counter' } }),
    at: instant({ title: { fr: 'Début de l’heure', en: 'Start of the hour' }, role: 'time' }),
    ahead: integer({ title: { fr: 'Heures d’avance', en: 'Hours ahead' }, unit: 'h' }),
    count: bicycles('Vélos prévus', 'Bicycles forecast'),
    same_hour_last_week: nullable(bicycles('Même heure de la semaine précédente', 'Same hour last week')),
  },
  { key: ['counter', 'at'] },
)

/** The forecast of one counter, as far ahead and from as much past as asked. */
export function bikeForecastProcess(
  hourly: AssetRef<typeof BikeHour>,
  tuned: { profile_weeks: number; level_days: number },
): Process {
  return process({
    id: 'bike-forecast',
    title: { fr: 'Prévision d’un compteur de vélos', en: 'Forecast of a bicycle counter' },
    description: {
      fr: 'Les heures qui suivent la dernière heure comptée : médiane de la même heure de la semaine, jours fériés pris pour dimanches, multipliée par le niveau récent. Ne sait rien du temps, des vacances ni des travaux.',
      en: 'The hours after the last hour counted: median of the same hour of the week, public holidays taken as Sundays, times the recent level. Knows nothing of weather, holidays or works.',
    },
    keywords: [
      { fr: 'vélo', en: 'bicycle' },
      { fr: 'prévision', en: 'forecast' },
    ],
    code: import.meta.url,
    from: { hourly },
    inputs: {
      counter: processInput.required(Type.String({ minLength: 1, maxLength: 100 }), {
        title: { fr: 'Compteur', en: 'Counter' },
        description: {
          fr: 'Son identifiant, comme dans « bike_counters ».',
          en: "Its identifier, as in 'bike_counters'.",
        },
      }),
      hours: processInput.preset(Type.Integer({ minimum: 1, maximum: MOST_HOURS }), 48, {
        title: { fr: 'Heures à prévoir', en: 'Hours to forecast' },
        unit: 'h',
      }),
      profile_weeks: processInput.preset(Type.Integer({ minimum: 2, maximum: 52 }), tuned.profile_weeks, {
        title: { fr: 'Semaines du profil hebdomadaire', en: 'Weeks of the weekly profile' },
        unit: 'wk',
      }),
      level_days: processInput.preset(Type.Integer({ minimum: 1, maximum: 60 }), tuned.level_days, {
        title: { fr: 'Jours du niveau récent', en: 'Days of the recent level' },
        unit: 'd',
      }),
    },
    outputs: { forecast: { title: { fr: 'Prévision', en: 'Forecast' }, rows: ForecastHour } },
    async execute({ counter, hours, ...rules }, { hourly }, run) {
      const known = await histories(hourly)
      const history = known.get(counter)
      if (!history) throw unknownCounter(counter, [...known.keys()])
      const origin = endOf(history)
      const at = Array.from({ length: hours }, (_, i) => origin + i * HOUR)
      const counts = forecastHours(history, origin, at, forecastRules(run.territory.timezone, rules))
      return {
        forecast: counts.flatMap((count, i) =>
          count === null
            ? []
            : [
                {
                  ...{ counter, count, at: new Date(at[i]!), ahead: i + 1 },
                  same_hour_last_week: sameHourLastWeek(history, at[i]!),
                },
              ],
        ),
      }
    },
  })
}

function unknownCounter(counter: string, known: readonly string[]): OrchestraError {
  const some = known.toSorted().slice(0, 30).join(', ')
  return badInput(
    'counter',
    { fr: `aucun compteur ne s’appelle « ${counter} »`, en: `no counter is called '${counter}'` },
    { fr: `Donnez l’un de : ${some}.`, en: `Give one of: ${some}.` },
  )
}
