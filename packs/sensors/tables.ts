import { boolean, date, geometry, integer, nullable, number, table, text } from '../../src/kernel/index.ts'

const both = (fr: string, en: string) => ({ title: { fr, en } })

/** One local day of a datastream. */
export const SensorDay = table(
  'sensor_day',
  {
    datastream: integer(both('Flux de mesures (SensorThings)', 'Datastream (SensorThings)')),
    thing: text({ ...both('Équipement', 'Equipment'), role: 'title' }),
    property: text(both('Grandeur observée', 'Observed property')),
    definition: nullable(text(both('Définition de la grandeur', 'Definition of the property'))),
    unit: text(both('Unité', 'Unit')),
    day: date(both('Jour', 'Day')),
    count: integer({ ...both('Observations', 'Observations'), unit: '{reading}' }),
    mean: number(both('Moyenne des heures', 'Mean of the hours')),
    min: number(both('Minimum', 'Minimum')),
    max: number(both('Maximum', 'Maximum')),
    hours: integer({ ...both('Heures observées', 'Hours observed'), unit: 'h' }),
    hours_in_day: integer({ ...both('Heures du jour', 'Hours of the day'), unit: 'h' }),
    complete: boolean(both('Toutes les heures observées', 'All hours observed')),
    location: nullable(geometry({ ...both('Position', 'Place'), types: ['Point'] })),
  },
  { key: ['datastream', 'day'] },
)
