import { definePack, optional } from '../../src/kernel/index.ts'
import { bikeAssets } from './bikes.ts'
import { comptageAssets } from './comptage.ts'
import { forecastAssets } from './forecast.ts'
import { parameters } from './parameters.ts'
import { peopleAssets } from './people.ts'
import { mobilityProcesses } from './processes.ts'
import {
  BikeCount,
  PopulationCell,
  TrafficReading,
  TrafficSegment,
  TransitRoute,
  TransitService,
  TransitServiceDate,
  TransitStop,
  TransitStopTime,
  TransitTrip,
} from './shapes.ts'
import { trafficAssets } from './traffic.ts'
import { transitAssets } from './transit.ts'

export default definePack({
  id: 'mobility',
  title: { fr: 'Mobilités', en: 'Mobility' },
  description: {
    fr: 'Trafic routier, comptages de vélos et leur prévision, fréquence des transports en commun et habitants qu’elle dessert.',
    en: 'Road traffic, bicycle counts and their forecast, frequency of public transport and the people it serves.',
  },
  code: import.meta.url,
  // All optional: a city with only counters, or only a timetable, gets what these allow.
  inputs: {
    traffic: optional(TrafficReading),
    traffic_segments: optional(TrafficSegment),
    bike_counts: optional(BikeCount),
    stops: optional(TransitStop),
    routes: optional(TransitRoute),
    trips: optional(TransitTrip),
    stop_times: optional(TransitStopTime),
    services: optional(TransitService),
    service_dates: optional(TransitServiceDate),
    population: optional(PopulationCell),
  },
  parameters,
  assets: ({ traffic, traffic_segments, bike_counts, population, ...timetable }, tuned) => {
    const bikes = bikeAssets(bike_counts, tuned)
    const transit = transitAssets(timetable, tuned)
    return [
      ...trafficAssets({ readings: traffic, segments: traffic_segments }, tuned),
      ...Object.values(bikes),
      ...comptageAssets(bikes.counters, bikes.hourly),
      ...forecastAssets(bikes.hourly, tuned),
      ...transit.assets,
      ...peopleAssets({ stops: transit.stops, population }, tuned),
    ]
  },
  processes: mobilityProcesses,
})
