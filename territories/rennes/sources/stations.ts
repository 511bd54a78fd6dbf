import { geojson } from '../../../src/connect/index.ts'
import { boolean, check, geometry, integer, nullable, type Publish, table, text } from '../../../src/kernel/index.ts'
import { metropole, star } from './portals.ts'

const location = geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })
const publish: Omit<Publish, 'licence'> = {
  access: 'open',
  theme: 'transport',
  keywords: [{ fr: 'station', en: 'station' }],
}

const MetroStation = table('metro_station', {
  id: text({ title: { fr: 'Station', en: 'Station' }, role: 'id' }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  line: text({ title: { fr: 'Ligne', en: 'Line' } }),
  rank: integer({ title: { fr: 'Rang sur la ligne', en: 'Rank on the line' } }),
  location,
})

export const metroStations = geojson({
  name: 'metro_stations',
  title: { fr: 'Stations de métro', en: 'Metro stations' },
  rows: MetroStation,
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  dated: '2021',
  address: metropole('metro-du-reseau-star-localisation-des-stations', 'geojson'),
  snapshot: 'rennes/metro_stations.geojson',
  map: { id: 'objectid', name: 'nom', line: 'ligne', rank: 'ordre' },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory()],
  publish,
})

const BikeStation = table('bike_station', {
  id: text({ title: { fr: 'Station', en: 'Station' }, role: 'id' }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  number: nullable(text({ title: { fr: 'Numéro', en: 'Number' } })),
  street: text({ title: { fr: 'Voie', en: 'Street' } }),
  commune: text({ title: { fr: 'Commune', en: 'Commune' } }),
  docks: integer({ title: { fr: 'Emplacements', en: 'Docks' }, unit: '{dock}' }),
  card_payment: boolean({ title: { fr: 'Paiement par carte', en: 'Card payment' } }),
  location,
})

export const bikeStations = geojson({
  name: 'bike_stations',
  title: { fr: 'Stations de vélos en libre-service', en: 'Bike-share stations' },
  rows: BikeStation,
  producer: 'STAR – Keolis Rennes',
  licence: 'ODbL-1.0',
  dated: '2021',
  address: star('vls-stations-topologie-td', 'geojson'),
  snapshot: 'rennes/velostar_stations.geojson',
  map: {
    // Features have no id of their own: the property is the station's.
    id: (feature) => String(feature.properties.id),
    name: 'nom',
    number: { from: 'adressenumero', optional: true },
    street: 'adressevoie',
    commune: 'nomcommune',
    docks: 'nombreemplacementstheorique',
    card_payment: 'possedetpe',
  },
  checks: [
    check.notEmpty(),
    check.unique(['id'], { severity: 'quarantine' }),
    check.between('docks', 1, 200),
    check.insideTerritory(),
  ],
  publish,
})
