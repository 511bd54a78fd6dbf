import { boolean, date, geometry, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

const kelvins = (fr: string, en: string) => number({ title: { fr, en }, unit: 'K' })
const degrees = (fr: string, en: string) => number({ title: { fr, en }, unit: 'Cel' })
const station = text({ title: { fr: 'Station', en: 'Station' } })

/** One night of a station: what its intensities are means of. */
export const IslandNight = table(
  'heat_island_night',
  {
    station,
    night: date({
      title: { fr: 'Nuit', en: 'Night' },
      description: { fr: 'Date de son soir.', en: 'Date of its evening.' },
      role: 'time',
    }),
    hours: integer({ title: { fr: 'Heures observées', en: 'Hours observed' }, unit: 'h' }),
    temperature: degrees('Moyenne des heures, au niveau du réseau', 'Mean of the hours, at the level of the network'),
    lowest: degrees('Heure la plus froide, au même niveau', 'Coolest hour, at the same level'),
    intensity: kelvins('Écart à la campagne', 'Above the country'),
    intense: boolean({ title: { fr: 'Nuit intense', en: 'Intense night' } }),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
  },
  { key: ['station', 'night'] },
)

/** A station: its heat island, and what the model says there without it. */
export const IslandStation = table('heat_island_station', {
  station: text({ title: { fr: 'Station', en: 'Station' }, role: 'id' }),
  rural: boolean({
    title: { fr: 'Station de campagne, qui sert de référence', en: 'Rural station, part of the reference' },
  }),
  nights: integer({ title: { fr: 'Nuits', en: 'Nights' }, unit: '{night}' }),
  intense: nullable(kelvins('Intensité des nuits intenses', 'Intensity of intense nights')),
  mean: kelvins('Intensité moyenne', 'Mean intensity'),
  lowest: kelvins('Intensité moyenne par la température minimale', 'Mean intensity by the lowest temperature'),
  intense_without: nullable(
    kelvins('Nuits intenses : prédit sans cette station', 'Intense nights: predicted without this station'),
  ),
  intense_error: nullable(kelvins('Erreur type de cette prédiction', 'Standard error of that prediction')),
  mean_without: nullable(kelvins('Moyenne : prédite sans cette station', 'Mean: predicted without this station')),
  mean_error: nullable(kelvins('Erreur type de cette prédiction', 'Standard error of that prediction')),
  estimate: nullable(
    kelvins('Estimation par la seule morphologie, jour de canicule', 'Estimate by morphology alone, heat-wave day'),
  ),
  built: number({ title: { fr: 'Part bâtie alentour', en: 'Built share around' }, unit: '1' }),
  impervious: number({ title: { fr: 'Part imperméable alentour', en: 'Impervious share around' }, unit: '1' }),
  altitude: number({ title: { fr: 'Altitude', en: 'Altitude' }, unit: 'm' }),
  location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
})

/** What the map stands on, one row a number. */
export const IslandModel = table(
  'heat_island_model',
  {
    target: text({
      title: { fr: 'Grandeur', en: 'Quantity' },
      description: {
        fr: 'intense (nuits intenses), mean (moyenne), all (les deux).',
        en: 'intense (intense nights), mean, all (both).',
      },
    }),
    term: text({
      title: { fr: 'Terme', en: 'Term' },
      description: {
        fr: 'method (méthode), coefficients par nom de prédicteur, nugget, sill, range (variogramme), rmse, bias, r2, coverage (validation)…',
        en: 'method, coefficients by name of predictor, nugget, sill, range (variogram), rmse, bias, r2, coverage (validation)…',
      },
    }),
    value: nullable(number({ title: { fr: 'Valeur', en: 'Value' } })),
    error: nullable(number({ title: { fr: 'Erreur type', en: 'Standard error' } })),
    unit: nullable(text({ title: { fr: 'Unité', en: 'Unit' } })),
    said: text({ title: { fr: 'Ce que c’est', en: 'What it is, in French' } }),
    said_en: text({ title: { fr: 'Ce que c’est, en anglais', en: 'What it is' } }),
  },
  { key: ['target', 'term'] },
)
