import { coolRoutesPack } from '../../packs/cool-routes/pack.ts'
import { walkIn } from '../../packs/cool-routes/refs.ts'
import { heatMaps } from '../../packs/cool-routes/shapes.ts'
import { exposureStyles } from '../../packs/heat/exposure/style.ts'
import { heatPack } from '../../packs/heat/pack.ts'
import { zoneStyles } from '../../packs/heat/zones/style.ts'
import mobility from '../../packs/mobility/pack.ts'
import { walkabilityPack } from '../../packs/walkability/pack.ts'
import { walkabilityStyles } from '../../packs/walkability/styles.ts'
import { bind, defineTerritory } from '../../src/kernel/index.ts'
import { campusBuildings, campusPack } from './campus.ts'
import { bikeCounts } from './sources/bikes.ts'
import { communes, districts, iris, priorityDistricts } from './sources/boundaries.ts'
import { beaulieu, villejean, walkTrees } from './sources/campus.ts'
import { rudiRecords } from './sources/catalogue.ts'
import { population, social } from './sources/population.ts'
import { bikeStations, metroStations } from './sources/stations.ts'
import { streets } from './sources/streets.ts'
import { traffic, trafficSegments } from './sources/traffic.ts'
import { busCalls, busStops, disruptions, timetable } from './sources/transit.ts'
import { amenities, refuges, walkCrossings, walkWays } from './sources/walk.ts'
import { weather } from './sources/weather.ts'

const maps = {
  crs: 'EPSG:3948',
  // Around the two campuses whose buildings are known, with what may shade them.
  bounds: [1_349_400, 7_222_800, 1_355_800, 7_225_000],
  tile: 800,
  licence: 'ODbL-1.0',
} as const

const walks = walkIn(maps.crs)

export default defineTerritory({
  id: 'rennes',
  title: { fr: 'Rennes Métropole', en: 'Rennes Métropole' },
  description: {
    fr: 'Les données ouvertes de Rennes Métropole et de ses 43 communes.',
    en: 'The open data of Rennes Métropole and its 43 communes.',
  },
  // The box of the 43 communes.
  bounds: [-1.962, 47.934, -1.467, 48.307],
  crs: 'EPSG:3948',
  timezone: 'Europe/Paris',
  organisation: { name: 'Rennes Métropole', email: 'rennes_metropole@rennes.fr' },
  styles: [...zoneStyles, ...exposureStyles, ...walkabilityStyles(maps.crs)],
  sources: [
    communes,
    iris,
    districts,
    priorityDistricts,
    population,
    social,
    streets,
    traffic,
    trafficSegments,
    bikeCounts,
    timetable.stops,
    timetable.routes,
    timetable.trips,
    timetable.stopTimes,
    timetable.calendar,
    timetable.calendarDates,
    busStops,
    busCalls,
    disruptions,
    metroStations,
    bikeStations,
    weather,
    rudiRecords,
    beaulieu,
    villejean,
    walkTrees,
    walkWays,
    walkCrossings,
    amenities,
    refuges,
  ],
  use: [
    bind(mobility, {
      inputs: {
        traffic,
        traffic_segments: trafficSegments,
        bike_counts: bikeCounts,
        stops: timetable.stops,
        routes: timetable.routes,
        trips: timetable.trips,
        stop_times: timetable.stopTimes,
        services: timetable.calendar,
        service_dates: timetable.calendarDates,
        population,
      },
    }),
    bind(campusPack, { inputs: { beaulieu, villejean } }),
    bind(
      heatPack({
        ...maps,
        within: [
          [1_349_400, 7_223_300, 1_350_600, 7_224_900],
          [1_354_200, 7_222_900, 1_355_800, 7_224_700],
        ],
      }),
      {
        inputs: {
          // The city of Rennes, by its districts: its streets cut the blocks.
          area: districts,
          buildings: campusBuildings,
          trees: walkTrees,
          streets,
          population: social,
        },
      },
    ),
    // No relief: nothing tells the height of the ground.
    bind(coolRoutesPack(maps), {
      inputs: {
        ways: walkWays,
        crossings: walkCrossings,
        surface: heatMaps.surface,
        utci: heatMaps.utci,
        day: heatMaps.day,
        amenities,
        refuges,
        stops: timetable.stops,
      },
      // The extract has named ways only: the roundabouts between them are missing.
      parameters: { gap: 20 },
    }),
    bind(
      walkabilityPack({
        crs: maps.crs,
        licence: maps.licence,
        limits: {
          fr: 'À Rennes : rues nommées de 2013, services publics et associatifs sans commerces ni cafés, arrêts de 2012, habitants de 2010. La pente n’est pas connue ; la fraîcheur ne l’est qu’autour de deux campus.',
          en: 'In Rennes: named streets of 2013, public and voluntary services without shops or cafés, stops of 2012, inhabitants of 2010. Slopes are not known; coolness is known around two campuses only.',
        },
      }),
      {
        inputs: {
          edges: walks.edges,
          places: walks.amenities,
          stops: timetable.stops,
          parks: walks.coolPlaces,
          comfort: walks.comfort,
          surface: heatMaps.surface,
          population,
        },
      },
    ),
  ],
})
