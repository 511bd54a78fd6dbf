import { geometry, integer, number, table, text } from '../../../src/kernel/index.ts'

const people = (fr: string, en: string) => number({ title: { fr, en }, unit: '{person}' })
const share = (fr: string, en: string) => number({ title: { fr, en }, unit: '1' })

/** A cell of the grid and how many of its inhabitants live near a frequent stop. */
export const PeopleNearStops = table('people_near_stops', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: people('Habitants', 'Inhabitants'),
  share: share('Part de la surface à portée', 'Share of the area within reach'),
  people: people('Habitants à portée (estimation)', 'Inhabitants within reach (estimate)'),
  square: geometry({ title: { fr: 'Carré', en: 'Square' }, types: ['Polygon', 'MultiPolygon'] }),
})

/** The territory in one row. */
export const TransitAccess = table('transit_access', {
  population: people('Habitants', 'Inhabitants'),
  people: people('Habitants à portée (estimation)', 'Inhabitants within reach (estimate)'),
  share: share('Part des habitants', 'Share of the inhabitants'),
  frequent_stops: integer({ title: { fr: 'Arrêts fréquents', en: 'Frequent stops' }, unit: '{stop}' }),
  reach: number({ title: { fr: 'Distance', en: 'Distance' }, unit: 'm' }),
  frequency: number({ title: { fr: 'Fréquence requise', en: 'Frequency required' }, unit: '/h' }),
})
