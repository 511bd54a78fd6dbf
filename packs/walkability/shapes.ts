import { geometry, nullable, number, type Table, table, text } from '../../src/kernel/index.ts'

// What the pack asks of a territory. Geometries come in any CRS that their column declares.

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

/** An edge of a network of walks: the cool-routes pack makes some. */
export const WalkEdge = table('walk_edge', {
  id,
  from: text({ title: { fr: 'Nœud de départ', en: 'First node' } }),
  to: text({ title: { fr: 'Nœud d’arrivée', en: 'Last node' } }),
  kind: text({ title: { fr: 'Nature', en: 'Kind' } }),
  name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
  class: nullable(text({ title: { fr: 'Classe de la voie', en: 'Class of the street' } })),
  length: metres('Longueur', 'Length'),
  climb: nullable(metres('Montée', 'Climb')),
  drop: nullable(metres('Descente', 'Drop')),
  speed_limit: nullable(number({ title: { fr: 'Vitesse limite', en: 'Speed limit' }, unit: 'km/h' })),
  line: geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString'] }),
})

/** A place that people walk to. */
export const Place = table('place', {
  id,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'food (alimentation), cafe (café, restaurant), shop (autre commerce), service, park (parc), school (école), culture, sport, health (santé), stop (arrêt) ; d’autres natures ne comptent pas.',
      en: 'food (food shop), cafe (café, restaurant), shop (other), service, park, school, culture, sport, health, stop; other kinds do not count.',
    },
  }),
  location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
})

/** A stop of public transport, as in a timetable (GTFS stops.txt). */
export const Stop = table('stop', {
  stop_id: text({ title: { fr: 'Arrêt', en: 'Stop' }, role: 'id' }),
  geometry: nullable(geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })),
})

/** A green place, by its area where it is known. */
export const Park = table('park', {
  id,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'park (parc), wood (bois) ; les autres natures ne comptent pas.',
      en: 'park, wood; other kinds do not count.',
    },
  }),
  place: geometry({ title: { fr: 'Lieu', en: 'Place' }, types: ['Point', 'Polygon', 'MultiPolygon'] }),
})

/** The thermal comfort of an edge on the afternoon of a hot day. */
export const EdgeComfort = table(
  'edge_comfort',
  {
    edge: text({ title: { fr: 'Arête', en: 'Edge' } }),
    afternoon: nullable(number({ title: { fr: 'UTCI l’après-midi', en: 'UTCI in the afternoon' }, unit: 'Cel' })),
  },
  { key: ['edge'] },
)

/** A cell of a population grid. */
export const PopulationCell = table('population_cell', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: number({ title: { fr: 'Habitants', en: 'Inhabitants' }, unit: '{person}' }),
  square: geometry({ title: { fr: 'Carré', en: 'Square' }, types: ['Polygon', 'MultiPolygon'] }),
})

/** A raster with a band `canopy`, height of crowns in metres: the heat pack makes one. */
export const Crowns: Table = { name: 'file', columns: {}, key: [] }
