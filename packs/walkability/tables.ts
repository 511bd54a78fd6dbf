import { geometry, integer, nullable, number, table, text } from '../../src/kernel/index.ts'
import { partColumns } from './components.ts'

const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

/** A piece of street and how good it is to walk. */
export const segmentIn = (crs: string) =>
  table('walkability_segment', {
    id: text({ title: { fr: 'Tronçon', en: 'Segment' }, role: 'id' }),
    name: nullable(text({ title: { fr: 'Voie', en: 'Street' }, role: 'title' })),
    kind: text({ title: { fr: 'Nature', en: 'Kind' } }),
    length: metres('Longueur', 'Length'),
    ...partColumns,
    places: integer({
      title: { fr: 'Destinations à un quart d’heure', en: 'Destinations within a quarter of an hour' },
      unit: '{place}',
    }),
    junctions: number({ title: { fr: 'Carrefours au km²', en: 'Junctions a km²' }, unit: '/km2' }),
    grade: nullable(number({ title: { fr: 'Pente moyenne', en: 'Mean slope' }, unit: '%' })),
    utci: nullable(number({ title: { fr: 'UTCI l’après-midi', en: 'UTCI in the afternoon' }, unit: 'Cel' })),
    canopy: nullable(number({ title: { fr: 'Part sous les houppiers', en: 'Share under crowns' }, unit: '1' })),
    park: nullable(metres('Parc le plus proche, à pied', 'Nearest park, on foot')),
    stress: integer({
      title: { fr: 'Stress du trafic, de 1 (aucun) à 4', en: 'Traffic stress, 1 (none) to 4' },
    }),
    line: geometry({ title: { fr: 'Tracé', en: 'Line' }, crs, types: ['LineString'] }),
  })

/** A square of a grid and how good its streets are to walk. */
export const WalkabilityCell = table('walkability_cell', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: nullable(number({ title: { fr: 'Habitants', en: 'Inhabitants' }, unit: '{person}' })),
  length: metres('Longueur des voies', 'Length of ways'),
  ...partColumns,
  square: geometry({ title: { fr: 'Carré', en: 'Square' }, types: ['Polygon', 'MultiPolygon'] }),
})
