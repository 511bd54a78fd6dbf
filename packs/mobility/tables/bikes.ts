import { boolean, date, geometry, instant, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

const counter = text({ title: { fr: 'Compteur', en: 'Counter' } })
const bicycles = { unit: '{bicycle}' }
const hours = (fr: string, en: string) => integer({ title: { fr, en }, unit: 'h' })

/** One hour of a counter, as published, with what it is worth. */
export const BikeHour = table(
  'bike_hour',
  {
    counter,
    name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
    at: instant({ title: { fr: 'Début de l’heure', en: 'Start of the hour' }, role: 'time' }),
    count: nullable(integer({ title: { fr: 'Vélos comptés', en: 'Bicycles counted' }, ...bicycles })),
    quality: text({
      title: { fr: 'Qualité', en: 'Quality' },
      description: {
        fr: 'good bonne ; missing sans comptage ; clock_change les deux heures du changement d’heure en un seul enregistrement ; conflict enregistrements contradictoires ; silent zéros d’une panne ; outlier loin des semaines voisines.',
        en: 'good; missing no count; clock_change the two hours of the clock change in one record; conflict contradictory records; silent zeros of an outage; outlier far from neighbouring weeks.',
      },
    }),
    expected: nullable(
      number({
        title: { fr: 'Attendu (médiane des semaines voisines)', en: 'Expected (median of neighbouring weeks)' },
        ...bicycles,
      }),
    ),
    device: nullable(text({ title: { fr: 'Numéro de série', en: 'Serial number' } })),
    records: integer({ title: { fr: 'Enregistrements de la source', en: 'Records of the source' } }),
  },
  { key: ['counter', 'at'] },
)

/** One local day of a counter. */
export const BikeDay = table(
  'bike_day',
  {
    counter,
    day: date({ title: { fr: 'Jour', en: 'Day' } }),
    count: nullable(integer({ title: { fr: 'Vélos comptés', en: 'Bicycles counted' }, ...bicycles })),
    hours_counted: hours('Heures comptées', 'Hours counted'),
    hours_expected: hours('Heures du jour (23, 24 ou 25)', 'Hours of the day (23, 24 or 25)'),
    complete: boolean({ title: { fr: 'Jour complet', en: 'Complete day' } }),
    outliers: hours('Heures aberrantes incluses', 'Outlying hours included'),
  },
  { key: ['counter', 'day'] },
)

/** A counter: where it is and what its series is worth. */
export const BikeCounter = table('bike_counter', {
  counter: text({ title: { fr: 'Compteur', en: 'Counter' }, role: 'id' }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
  direction: nullable(text({ title: { fr: 'Sens (code du producteur)', en: 'Direction (producer’s code)' } })),
  first: instant({ title: { fr: 'Première heure', en: 'First hour' } }),
  last: instant({ title: { fr: 'Dernière heure', en: 'Last hour' } }),
})

/** At which local hour each date column puts the morning peak of working days, in winter and in summer time. */
export const BikeClock = table(
  'bike_clock',
  {
    counter,
    date_column: text({ title: { fr: 'Colonne de date', en: 'Date column' } }),
    utc_offset: integer({ title: { fr: 'Décalage avec UTC', en: 'Offset from UTC' }, unit: 'h' }),
    morning_peak: integer({ title: { fr: 'Heure de pointe du matin', en: 'Hour of the morning peak' }, unit: 'h' }),
  },
  { key: ['counter', 'date_column', 'utc_offset'] },
)
