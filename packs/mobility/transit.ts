import { type AssetRef, asset, check, type Publish, sql } from '../../src/kernel/index.ts'
import { representativeDays, servicesByDay } from '../../src/models/timetable/index.ts'
import type {
  TransitRoute,
  TransitService,
  TransitServiceDate,
  TransitStop,
  TransitStopTime,
  TransitTrip,
} from './shapes.ts'
import { Departure, LineFrequency, StopFrequency, StopHour, TransitDay } from './tables/transit.ts'
import { frenchHoliday } from './week.ts'

export const transitPublish: Publish = {
  licence: 'ODbL-1.0',
  access: 'open',
  theme: 'transport',
  keywords: [
    { fr: 'transport en commun', en: 'public transport' },
    { fr: 'fréquence', en: 'frequency' },
    { fr: 'GTFS', en: 'GTFS' },
  ],
  limits: {
    fr: 'Horaires prévus de la période du fichier GTFS, pas les passages réels : un horaire d’été compte moins de courses. Chaque poteau est compté pour lui-même. Les services décrits par des intervalles (frequencies.txt) ne sont pas comptés.',
    en: 'Planned times of the period of the GTFS file, not actual passages: a summer timetable has fewer trips. Each pole is counted by itself. Services described by headways (frequencies.txt) are not counted.',
  },
}

/** Stops and lines with their frequency, from a GTFS timetable, on one day chosen for each type of day. */
export function transitAssets(
  input: {
    stops: AssetRef<typeof TransitStop>
    routes: AssetRef<typeof TransitRoute>
    trips: AssetRef<typeof TransitTrip>
    stop_times: AssetRef<typeof TransitStopTime>
    services: AssetRef<typeof TransitService>
    service_dates: AssetRef<typeof TransitServiceDate>
  },
  { frequent, day_from, day_to }: { frequent: number; day_from: number; day_to: number },
) {
  const days = asset({
    name: 'transit_days',
    title: { fr: 'Jours pris pour exemple', en: 'Days taken as example' },
    description: {
      fr: 'Pour chaque type de jour, le premier jour non férié dont le nombre de courses est le plus courant de la période, et les services qui y circulent.',
      en: 'For each type of day, the first day that is no public holiday and has the most common number of trips of the period, with the services that run on it.',
    },
    from: { services: input.services, service_dates: input.service_dates, trips: input.trips },
    rows: TransitDay,
    code: import.meta.url,
    checks: [check.notEmpty()],
    make: async ({ services, service_dates, trips }) => {
      const tripsOf = new Map<string, number>()
      for (const { service_id } of await trips.all()) tripsOf.set(service_id, (tripsOf.get(service_id) ?? 0) + 1)
      const running = servicesByDay(
        (await services.all()).map((s) => ({
          id: s.service_id,
          weekdays: [s.monday, s.tuesday, s.wednesday, s.thursday, s.friday, s.saturday, s.sunday].map((d) => d === 1),
          from: s.start_date,
          to: s.end_date,
        })),
        (await service_dates.all()).map((d) => ({ id: d.service_id, day: d.date, runs: d.exception_type === 1 })),
      )
      return [...representativeDays(running, tripsOf, frenchHoliday())].flatMap(([day_type, day]) =>
        [...running.get(day)!].map((service_id) => ({
          day_type,
          day,
          service_id,
          trips: tripsOf.get(service_id) ?? 0,
        })),
      )
    },
  })

  const calls = asset({
    name: 'transit_departures',
    title: { fr: 'Départs par arrêt, ligne et heure', en: 'Departures by stop, line and hour' },
    from: { days, trips: input.trips, stop_times: input.stop_times },
    rows: Departure,
    code: import.meta.url,
    checks: [check.notEmpty(), check.between('hour', 0, 47)],
    // The last call of a trip is an arrival: nobody leaves from it.
    make: ({ days, trips, stop_times }) => sql`
      with call as (
        select trip_id, stop_id, departure_time,
          stop_sequence < max(stop_sequence) over (partition by trip_id) as leaves
        from ${stop_times}
      )
      select stop_id, route_id, day_type, day, departure_time // 3600 as hour, count(*) as departures
      from call join ${trips} using (trip_id) join ${days} using (service_id)
      where leaves and departure_time is not null and stop_id is not null
      group by all order by stop_id, route_id, day_type, hour`,
  })

  const hours = asset({
    name: 'transit_stop_hours',
    title: { fr: 'Départs par arrêt et par heure', en: 'Departures by stop and hour' },
    description: {
      fr: 'Nombre de départs de chaque arrêt à chaque heure d’un jour ouvré, d’un samedi et d’un dimanche.',
      en: 'Number of departures of each stop at each hour of a weekday, a Saturday and a Sunday.',
    },
    from: { calls, stops: input.stops },
    rows: StopHour,
    code: import.meta.url,
    checks: [check.notEmpty(), check.references('stop_id', input.stops, 'stop_id', { severity: 'warn' })],
    publish: transitPublish,
    make: ({ calls }) => sql`
      select stop_id, day_type, day, hour, sum(departures)::bigint as departures
      from ${calls} group by all order by stop_id, day_type, hour`,
  })

  const stops = asset({
    name: 'transit_stop_frequency',
    title: { fr: 'Arrêts et leur fréquence', en: 'Stops and their frequency' },
    description: {
      fr: `Départs de chaque arrêt un jour ouvré, un samedi et un dimanche. Fréquent : au moins ${frequent} départs par heure en moyenne entre ${day_from} h et ${day_to} h un jour ouvré, toutes lignes confondues.`,
      en: `Departures of each stop on a weekday, a Saturday and a Sunday. Frequent: at least ${frequent} departures an hour on average from ${day_from}:00 to ${day_to}:00 on a weekday, all lines together.`,
    },
    from: { calls, stops: input.stops, routes: input.routes },
    rows: StopFrequency,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['stop_id']), check.insideTerritory({ severity: 'warn' })],
    publish: transitPublish,
    make: ({ calls, stops, routes }) => sql`
      with served as (
        select stop_id,
          coalesce(sum(departures) filter (day_type = 'weekday'), 0)::bigint as weekday,
          coalesce(sum(departures) filter (day_type = 'saturday'), 0)::bigint as saturday,
          coalesce(sum(departures) filter (day_type = 'sunday'), 0)::bigint as sunday,
          coalesce(sum(departures) filter (day_type = 'weekday' and hour >= ${day_from} and hour < ${day_to}), 0)
            / (${day_to} - ${day_from}) as per_hour,
          string_agg(distinct coalesce(route_short_name, route_id), ', '
            order by coalesce(route_short_name, route_id)) as lines
        from ${calls} join ${routes} using (route_id)
        group by stop_id
      )
      select stop_id, stop_name, geometry, lines, coalesce(weekday, 0) as weekday, coalesce(saturday, 0) as saturday,
        coalesce(sunday, 0) as sunday, round(coalesce(per_hour, 0), 2)::double as per_hour,
        coalesce(per_hour >= ${frequent}, false) as frequent
      from ${stops} left join served using (stop_id)`,
  })

  const lines = asset({
    name: 'transit_lines',
    title: { fr: 'Lignes et leur fréquence', en: 'Lines and their frequency' },
    description: {
      fr: `Courses de chaque ligne un jour ouvré, un samedi et un dimanche ; par heure : partant entre ${day_from} h et ${day_to} h.`,
      en: `Trips of each line on a weekday, a Saturday and a Sunday; an hour: leaving from ${day_from}:00 to ${day_to}:00.`,
    },
    from: { days, routes: input.routes, trips: input.trips, stop_times: input.stop_times },
    rows: LineFrequency,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['route_id', 'day_type'])],
    publish: transitPublish,
    make: ({ days, routes, trips, stop_times }) => sql`
      with trip as (
        select trip_id, min(departure_time) as departure from ${stop_times}
        where departure_time is not null group by trip_id
      ), served as (
        select route_id, day_type, count(distinct stop_id) as stops
        from ${stop_times} join ${trips} using (trip_id) join ${days} using (service_id) group by all
      ), run as (
        select route_id, day_type, day, count(*) as trips,
          count(*) filter (departure >= ${day_from} * 3600 and departure < ${day_to} * 3600)
            / (${day_to} - ${day_from}) as per_hour,
          min(departure) as first_departure, max(departure) as last_departure
        from trip join ${trips} using (trip_id) join ${days} using (service_id) group by all
      )
      select route_id, route_short_name, route_long_name, route_type, day_type, day, run.trips,
        round(per_hour, 2)::double as per_hour, first_departure, last_departure, stops
      from run join served using (route_id, day_type) join ${routes} using (route_id)
      order by route_id, day_type`,
  })

  return { assets: [days, calls, hours, stops, lines], stops }
}
