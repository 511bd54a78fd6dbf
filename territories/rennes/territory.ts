import mobility from '../../packs/mobility/pack.ts'
import { bind, defineTerritory } from '../../src/kernel/index.ts'
import { bikeCounts } from './sources/bikes.ts'
import { communes, districts, iris, priorityDistricts } from './sources/boundaries.ts'
import { rudiRecords } from './sources/catalogue.ts'
import { population, social } from './sources/population.ts'
import { bikeStations, metroStations } from './sources/stations.ts'
import { streets } from './sources/streets.ts'
import { traffic, trafficSegments } from './sources/traffic.ts'
import { busCalls, busStops, disruptions, timetable } from './sources/transit.ts'
import { weather } from './sources/weather.ts'

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
  ],
})
