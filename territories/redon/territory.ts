import { coolRoutesPack } from '../../packs/cool-routes/pack.ts'
import { walkIn } from '../../packs/cool-routes/refs.ts'
import { heatMaps } from '../../packs/cool-routes/shapes.ts'
import { heatPack } from '../../packs/heat/pack.ts'
import { zoneStyles } from '../../packs/heat/zones/style.ts'
import topography from '../../packs/topography/pack.ts'
import { derivedIn } from '../../packs/topography/tables.ts'
import { walkabilityPack } from '../../packs/walkability/pack.ts'
import { walkabilityStyles } from '../../packs/walkability/styles.ts'
import { bind, defineTerritory } from '../../src/kernel/index.ts'
import { pm10, stations, weather } from './sources/air.ts'
import { streets, trees } from './sources/osm.ts'
import {
  buildings,
  cemeteries,
  commune,
  hedges,
  rails,
  roads,
  sports,
  tanks,
  transport,
  vegetation,
  water,
} from './sources/topography.ts'
import { amenities, refuges, walkCrossings, walkRoads, walkWays } from './sources/walk.ts'

const { heights, terrain, cover } = derivedIn('EPSG:2154')

const maps = {
  crs: 'EPSG:2154',
  // The box of the commune.
  bounds: [316_325, 6_738_045, 321_774, 6_743_279],
  tile: 1000,
  // The trees and footways are OpenStreetMap’s.
  licence: 'ODbL-1.0',
} as const

const walks = walkIn(maps.crs)

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
  styles: [...zoneStyles, ...walkabilityStyles(maps.crs)],
  sources: [
    commune,
    buildings,
    roads,
    vegetation,
    hedges,
    water,
    tanks,
    rails,
    transport,
    sports,
    cemeteries,
    streets,
    trees,
    stations,
    weather,
    pm10,
    walkWays,
    walkRoads,
    walkCrossings,
    amenities,
    refuges,
  ],
  use: [
    bind(topography, { inputs: { buildings, roads, transport, sports, cemeteries } }),
    bind(heatPack(maps), {
      inputs: {
        area: commune,
        buildings: heights,
        trees,
        vegetation,
        hedges,
        water,
        streets: roads,
        rails,
        ground_points: terrain,
        land_cover: cover,
      },
      // Median of the heights derived here (packs/topography): what stands for those that could not be.
      parameters: { building_height: 4.3 },
    }),
    bind(coolRoutesPack(maps), {
      inputs: {
        ways: walkWays,
        roads: walkRoads,
        crossings: walkCrossings,
        relief: heatMaps.surface,
        surface: heatMaps.surface,
        utci: heatMaps.utci,
        day: heatMaps.day,
        amenities,
        refuges,
      },
    }),
    bind(
      walkabilityPack({
        crs: maps.crs,
        licence: maps.licence,
        // The extract of OpenStreetMap, which alone has destinations.
        within: [[317_844, 6_739_587, 318_933, 6_740_397]],
        limits: {
          fr: 'À Redon : destinations d’OpenStreetMap en 2019 dans 1,0 × 0,75 km du centre. Ailleurs il n’y a pas d’indice ; au bord, les destinations d’au-delà manquent.',
          en: 'In Redon: destinations of OpenStreetMap in 2019 within 1.0 × 0.75 km of the centre. Elsewhere there is no index; at the edge, destinations beyond are missing.',
        },
      }),
      {
        inputs: {
          edges: walks.edges,
          places: walks.amenities,
          parks: walks.coolPlaces,
          comfort: walks.comfort,
          surface: heatMaps.surface,
        },
      },
    ),
  ],
})
