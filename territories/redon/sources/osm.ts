import { osm } from '../../../src/connect/index.ts'
import { boolean, check, geometry, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

export const facts = {
  producer: 'Contributeurs d’OpenStreetMap',
  licence: 'ODbL-1.0',
  dated: '2019-09-09',
  address: 'https://overpass-api.de/api/map?bbox=-2.0937,47.6463,-2.0798,47.6530',
  snapshot: 'redon/osm_redon_2019.osm',
} as const
const id = integer({ title: { fr: 'Identifiant OSM', en: 'OSM identifier' }, role: 'id' })

/** Streets and paths of the centre: 1.0 × 0.75 km. The 46 of 370 that its edge cuts are set aside. */
export const streets = osm({
  ...facts,
  name: 'osm_streets',
  title: { fr: 'Rues et chemins du centre', en: 'Streets and paths of the centre' },
  rows: table('osm_street', {
    id,
    highway: text({ title: { fr: 'Type de voie', en: 'Type of street' } }),
    name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
    line: geometry({ title: { fr: 'Tracé', en: 'Line' } }),
  }),
  where: ({ type, tags }) => type === 'way' && tags.highway !== undefined,
  map: { id: '@id' },
  checks: [check.notEmpty(), check.unique(['id'])],
})

export const trees = osm({
  ...facts,
  name: 'osm_trees',
  title: { fr: 'Arbres du centre', en: 'Trees of the centre' },
  rows: table('osm_tree', {
    id: text({ title: { fr: 'Identifiant OSM', en: 'OSM identifier' }, role: 'id' }),
    species: nullable(text({ title: { fr: 'Espèce', en: 'Species' }, role: 'title' })),
    height: nullable(number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' })),
    crown: nullable(number({ title: { fr: 'Diamètre du houppier', en: 'Crown diameter' }, unit: 'm' })),
    deciduous: nullable(boolean({ title: { fr: 'Feuilles caduques', en: 'Deciduous' } })),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
  }),
  where: ({ type, tags }) => type === 'node' && tags.natural === 'tree',
  // The extract has no height or crown; a tenth of the trees have a leaf cycle.
  map: {
    id: '@id',
    height: { from: 'height', optional: true },
    crown: { from: 'diameter_crown', optional: true },
    deciduous: ({ tags }) => (tags.leaf_cycle ? tags.leaf_cycle === 'deciduous' : null),
  },
  checks: [check.notEmpty(), check.unique(['id'])],
})
