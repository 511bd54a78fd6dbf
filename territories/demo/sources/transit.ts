import {
  TransitRoute,
  TransitService,
  TransitServiceDate,
  TransitStop,
  TransitStopTime,
  TransitTrip,
} from '../../../packs/mobility/shapes.ts'
import { check } from '../../../src/kernel/index.ts'
import { synthetic } from '../synthetic.ts'
import { once } from '../town/once.ts'
import type { Town } from '../town/town.ts'
import { services as kinds, linesOf, TIMETABLE, tripsOf } from '../town/transit.ts'

const BUS = 3 // GTFS route_type
const about = { code: import.meta.url, dated: `${TIMETABLE.from}/${TIMETABLE.to}` } as const

/** The timetable of the buses, as a GTFS feed would give it: one source a file. */
export function transitSources(town: Town) {
  const lines = once(() => linesOf(town.plan, town.streets))

  const stops = synthetic(town, {
    ...about,
    name: 'bus_stops',
    title: { fr: 'Arrêts de bus de Valmorne', en: 'Bus stops of Valmorne' },
    rows: TransitStop,
    checks: [check.notEmpty(), check.unique(['stop_id']), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    make: () =>
      lines().flatMap((line) =>
        line.directions.flat().map(({ stop }) => ({
          stop_id: stop.id,
          stop_name: stop.name,
          geometry: town.site.point(stop.at),
        })),
      ),
  })

  const routes = synthetic(town, {
    ...about,
    name: 'bus_routes',
    title: { fr: 'Lignes de bus de Valmorne', en: 'Bus lines of Valmorne' },
    rows: TransitRoute,
    checks: [check.notEmpty(), check.unique(['route_id'])],
    make: () =>
      lines().map(({ id, short, long }) => ({
        route_id: id,
        route_short_name: short,
        route_long_name: long,
        route_type: BUS,
      })),
  })

  const trips = synthetic(town, {
    ...about,
    name: 'bus_trips',
    title: { fr: 'Courses de bus de Valmorne', en: 'Bus trips of Valmorne' },
    rows: TransitTrip,
    checks: [check.notEmpty(), check.unique(['trip_id'])],
    *make() {
      for (const line of lines())
        for (const { id, service } of tripsOf(line)) yield { trip_id: id, route_id: line.id, service_id: service }
    },
  })

  const stopTimes = synthetic(town, {
    ...about,
    name: 'bus_stop_times',
    title: { fr: 'Horaires de bus de Valmorne', en: 'Bus times of Valmorne' },
    rows: TransitStopTime,
    checks: [check.notEmpty(), check.unique(['trip_id', 'stop_sequence'])],
    *make() {
      for (const line of lines())
        for (const { id, calls, departure } of tripsOf(line))
          for (const [n, { stop, after }] of calls.entries())
            yield { trip_id: id, stop_sequence: n + 1, stop_id: stop.id, departure_time: departure + after }
    },
  })

  const services = synthetic(town, {
    ...about,
    name: 'bus_services',
    title: { fr: 'Calendrier des bus de Valmorne', en: 'Bus calendar of Valmorne' },
    rows: TransitService,
    checks: [check.notEmpty(), check.unique(['service_id'])],
    make: () =>
      kinds.map((service) => {
        const weekday = service === 'SEM' ? 1 : 0
        return {
          service_id: service,
          monday: weekday,
          tuesday: weekday,
          wednesday: weekday,
          thursday: weekday,
          friday: weekday,
          saturday: service === 'SAM' ? 1 : 0,
          sunday: service === 'DIM' ? 1 : 0,
          start_date: TIMETABLE.from,
          end_date: TIMETABLE.to,
        }
      }),
  })

  const serviceDates = synthetic(town, {
    ...about,
    name: 'bus_service_dates',
    title: { fr: 'Exceptions au calendrier des bus de Valmorne', en: 'Exceptions to the bus calendar of Valmorne' },
    rows: TransitServiceDate,
    make: () =>
      TIMETABLE.holidays.flatMap((date) => [
        { service_id: 'SEM', date, exception_type: 2 },
        { service_id: 'DIM', date, exception_type: 1 },
      ]),
  })

  return { stops, routes, trips, stopTimes, services, serviceDates }
}
