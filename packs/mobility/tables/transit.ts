import { boolean, date, geometry, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

const dayType = text({
  title: { fr: 'Type de jour', en: 'Type of day' },
  description: { fr: 'weekday ouvré, saturday samedi, sunday dimanche.', en: 'weekday, saturday or sunday.' },
})
const day = date({ title: { fr: 'Jour pris pour exemple', en: 'Day taken as example' } })
const stop_id = text({ title: { fr: 'Arrêt', en: 'Stop' } })
const departures = (fr: string, en: string) => integer({ title: { fr, en }, unit: '{departure}' })
const trips = integer({ title: { fr: 'Courses', en: 'Trips' }, unit: '{trip}' })

/** A service that runs on the day taken for a type of day. */
export const TransitDay = table(
  'transit_day',
  { day_type: dayType, day, service_id: text({ title: { fr: 'Service', en: 'Service' } }), trips },
  { key: ['day_type', 'service_id'] },
)

/** Departures of a stop in one hour of the day. */
export const StopHour = table(
  'transit_stop_hour',
  {
    stop_id,
    day_type: dayType,
    day,
    hour: integer({
      title: { fr: 'Heure du jour de service', en: 'Hour of the service day' },
      description: { fr: '24 et plus : après minuit.', en: '24 and more: after midnight.' },
      unit: 'h',
    }),
    departures: departures('Départs', 'Departures'),
  },
  { key: ['stop_id', 'day_type', 'hour'] },
)

/** Departures of a stop in one hour of the day, by line. */
export const Departure = table(
  'transit_departure',
  { ...StopHour.columns, route_id: text({ title: { fr: 'Ligne', en: 'Line' } }) },
  { key: ['stop_id', 'route_id', 'day_type', 'hour'] },
)

/** A stop and how often it is served. */
export const StopFrequency = table('transit_stop_frequency', {
  stop_id: text({ title: { fr: 'Arrêt', en: 'Stop' }, role: 'id' }),
  stop_name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
  geometry: nullable(geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })),
  lines: nullable(text({ title: { fr: 'Lignes', en: 'Lines' } })),
  weekday: departures('Départs un jour ouvré', 'Departures on a weekday'),
  saturday: departures('Départs le samedi', 'Departures on a Saturday'),
  sunday: departures('Départs le dimanche', 'Departures on a Sunday'),
  per_hour: number({
    title: { fr: 'Départs par heure en journée, jour ouvré', en: 'Departures an hour by day, weekday' },
    unit: '/h',
  }),
  frequent: boolean({ title: { fr: 'Arrêt fréquent', en: 'Frequent stop' } }),
})

/** A line on one type of day. Times in seconds since noon minus twelve hours. */
export const LineFrequency = table(
  'transit_line',
  {
    route_id: text({ title: { fr: 'Ligne', en: 'Line' } }),
    route_short_name: nullable(text({ title: { fr: 'Nom court', en: 'Short name' }, role: 'title' })),
    route_long_name: nullable(text({ title: { fr: 'Nom long', en: 'Long name' } })),
    route_type: integer({ title: { fr: 'Mode (GTFS)', en: 'Mode (GTFS)' } }),
    day_type: dayType,
    day,
    trips,
    per_hour: number({
      title: { fr: 'Courses par heure en journée, tous sens', en: 'Trips an hour by day, all directions' },
      unit: '/h',
    }),
    first_departure: integer({ title: { fr: 'Premier départ', en: 'First departure' }, unit: 's' }),
    last_departure: integer({ title: { fr: 'Dernier départ', en: 'Last departure' }, unit: 's' }),
    stops: integer({ title: { fr: 'Arrêts desservis', en: 'Stops served' }, unit: '{stop}' }),
  },
  { key: ['route_id', 'day_type'] },
)
