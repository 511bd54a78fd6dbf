import { geojson } from '../../../src/connect/index.ts'
import { boolean, check, geometry, nullable, number, table, text } from '../../../src/kernel/index.ts'
import { placeName } from '../place-name.ts'

/** The extract dropped the identifiers of OpenStreetMap, and widths with them. */
const Street = table('street', {
  id: text({ title: { fr: 'Identifiant (d’après la position)', en: 'Identifier (from the position)' } }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  highway: text({ title: { fr: 'Type de voie (OSM)', en: 'Type of street (OSM)' } }),
  oneway: boolean({ title: { fr: 'Sens unique', en: 'One way' } }),
  maxspeed: nullable(number({ title: { fr: 'Vitesse limite', en: 'Speed limit' }, unit: 'km/h' })),
  width: nullable(number({ title: { fr: 'Largeur revêtue', en: 'Paved width' }, unit: 'm' })),
  line: geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString'] }),
})

/** Named streets of OpenStreetMap in 2013. The extract also has 4,116 points (crossings, stops…), passed over. */
export const streets = geojson({
  name: 'streets',
  title: { fr: 'Rues de Rennes', en: 'Streets of Rennes' },
  rows: Street,
  producer: 'Contributeurs d’OpenStreetMap',
  licence: 'ODbL-1.0',
  dated: '2013',
  address: 'https://download.geofabrik.de/europe/france/bretagne.html',
  snapshot: 'rennes/osm_streets_2013.geojson',
  where: (feature) => feature.geometry?.type === 'LineString',
  map: {
    id: (feature) => placeName(feature.geometry),
    width: () => null,
    oneway: (feature) => ['yes', 'true', '1', '-1'].includes(String(feature.properties.oneway)),
    maxspeed: (feature) => Number.parseFloat(String(feature.properties.maxspeed)) || null,
  },
  checks: [
    check.notEmpty(),
    check.insideTerritory({ severity: 'warn' }),
    check.between('maxspeed', 5, 130, { severity: 'warn' }),
  ],
  publish: {
    access: 'open',
    theme: 'transport',
    keywords: [{ fr: 'voirie', en: 'streets' }],
    limits: {
      fr: 'Voies nommées seulement, telles qu’en 2013.',
      en: 'Named streets only, as they were in 2013.',
    },
  },
})
