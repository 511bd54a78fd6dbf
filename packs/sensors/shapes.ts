import { geometry, instant, integer, nullable, number, table, text } from '../../src/kernel/index.ts'

const both = (fr: string, en: string) => ({ title: { fr, en } })

/** One hour of a datastream: what its observations that are numbers were. */
export const SensorHour = table(
  'sensor_hour',
  {
    datastream: integer(both('Flux de mesures (SensorThings)', 'Datastream (SensorThings)')),
    thing: text({ ...both('Équipement', 'Equipment'), role: 'title' }),
    property: text(both('Grandeur observée', 'Observed property')),
    definition: nullable(text(both('Définition de la grandeur', 'Definition of the property'))),
    unit: text(both('Unité', 'Unit')),
    at: instant({ ...both('Début de l’heure', 'Start of the hour'), role: 'time' }),
    count: integer({ ...both('Observations', 'Observations'), unit: '{reading}' }),
    mean: number(both('Moyenne', 'Mean')),
    min: number(both('Minimum', 'Minimum')),
    max: number(both('Maximum', 'Maximum')),
    location: nullable(geometry({ ...both('Position', 'Place'), types: ['Point'] })),
  },
  { key: ['datastream', 'at'] },
)
