import { instant, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

const counter = text({ title: { fr: 'Compteur', en: 'Counter' } })
const bicycles = (fr: string, en: string) => number({ title: { fr, en }, unit: '{bicycle}' })
const horizon = integer({
  title: { fr: 'Jour prévu', en: 'Day ahead' },
  description: { fr: '1 : heures 1 à 24 ; 2 : heures 25 à 48.', en: '1: hours 1 to 24; 2: hours 25 to 48.' },
  unit: 'd',
})

/** One hour to come of a counter. */
export const BikeForecast = table(
  'bike_forecast',
  {
    counter,
    at: instant({ title: { fr: 'Début de l’heure', en: 'Start of the hour' }, role: 'time' }),
    count: bicycles('Vélos prévus', 'Bicycles forecast'),
    error: nullable(bicycles('Erreur absolue moyenne de ce jour d’avance', 'Mean absolute error of that day ahead')),
    same_hour_last_week: nullable(bicycles('Même heure de la semaine précédente', 'Same hour last week')),
    horizon,
    origin: instant({
      title: { fr: 'Connu jusqu’à', en: 'Known until' },
      description: {
        fr: 'La prévision ne sait rien de ce qui a suivi cet instant.',
        en: 'The forecast knows nothing of what came after this time.',
      },
    }),
  },
  { key: ['counter', 'at'] },
)

/** How far the forecast of a counter was from what was then counted. */
export const BikeForecastError = table(
  'bike_forecast_error',
  {
    counter,
    horizon,
    hours: integer({ title: { fr: 'Heures comparées', en: 'Hours compared' }, unit: 'h' }),
    mae: bicycles('Erreur absolue moyenne', 'Mean absolute error'),
    naive_mae: bicycles('La même, de la semaine précédente', 'The same, of last week'),
    relative_mae: nullable(
      number({
        title: { fr: 'Erreur ÷ erreur naïve', en: 'Error ÷ naive error' },
        description: { fr: 'Sous 1 : mieux que la semaine précédente.', en: 'Below 1: better than last week.' },
        unit: '1',
      }),
    ),
    mase: nullable(
      number({
        title: { fr: 'Erreur absolue mise à l’échelle (MASE)', en: 'Mean absolute scaled error' },
        unit: '1',
      }),
    ),
    bias: bicycles('Biais moyen (prévu − compté)', 'Mean bias (forecast − counted)'),
    origins: integer({ title: { fr: 'Prévisions essayées', en: 'Forecasts tried' } }),
  },
  { key: ['counter', 'horizon'] },
)
