import topography from '../../packs/topography/pack.ts'
import { bind, defineTerritory } from '../../src/kernel/index.ts'
import { pm10, stations, weather } from './sources/air.ts'
import { streets, trees } from './sources/osm.ts'
import { buildings, commune, hedges, roads, tanks, vegetation, water } from './sources/topography.ts'

export default defineTerritory({
  id: 'redon',
  title: { fr: 'Redon', en: 'Redon' },
  description: {
    fr: 'Une ville au confluent de la Vilaine et de l’Oust, décrite par la BD TOPO.',
    en: 'A town where the Oust meets the Vilaine, described by BD TOPO.',
  },
  // The box of the commune.
  bounds: [-2.118, 47.63, -2.04, 47.682],
  crs: 'EPSG:2154',
  timezone: 'Europe/Paris',
  organisation: { name: 'Ville de Redon' },
  sources: [commune, buildings, roads, vegetation, hedges, water, tanks, streets, trees, stations, weather, pm10],
  use: [bind(topography, { inputs: { buildings, roads } })],
})
