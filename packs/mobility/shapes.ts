import { date, geometry, instant, integer, nullable, number, table, text } from '../../src/kernel/index.ts'

/** One floating-car reading: what the vehicles seen on a segment were doing at a time. No key: sources repeat themselves. */
export const TrafficReading = table('traffic_reading', {
  segment: text({ title: { fr: 'Tronçon', en: 'Segment' } }),
  at: instant({ title: { fr: 'Instant de la mesure', en: 'Time of the reading' }, role: 'time' }),
  speed: nullable(number({ title: { fr: 'Vitesse moyenne', en: 'Mean speed' }, unit: 'km/h' })),
  travel_time: nullable(number({ title: { fr: 'Temps de parcours', en: 'Travel time' }, unit: 's' })),
  reliability: nullable(
    number({
      title: { fr: 'Indice de fiabilité', en: 'Reliability index' },
      description: {
        fr: 'De 0 (aucun véhicule vu : valeur de référence) à 100 (entièrement mesuré).',
        en: 'From 0 (no vehicle seen: a reference value) to 100 (fully measured).',
      },
      unit: '%',
    }),
  ),
  status: nullable(
    text({
      title: { fr: 'État du trafic', en: 'Traffic status' },
      description: {
        fr: 'DATEX II : freeFlow, heavy, congested, impossible, unknown.',
        en: 'DATEX II: freeFlow, heavy, congested, impossible, unknown.',
      },
    }),
  ),
})

/** One directed road segment that readings refer to. */
export const TrafficSegment = table('traffic_segment', {
  segment: text({ title: { fr: 'Tronçon', en: 'Segment' }, role: 'id' }),
  street: nullable(text({ title: { fr: 'Voie', en: 'Street' }, role: 'title' })),
  line: nullable(geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString', 'MultiLineString'] })),
})

/** One record of a bicycle counter as its producer published it, before any cleaning. No key: sources repeat themselves. */
export const BikeCount = table('bike_count', {
  counter: text({ title: { fr: 'Compteur', en: 'Counter' } }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  at: instant({
    title: { fr: 'Début de l’heure', en: 'Start of the hour' },
    description: {
      fr: 'Instant vrai du début de l’heure comptée : la colonne que les faits désignent quand il y en a deux.',
      en: 'True start of the hour counted: the column that the evidence points to where there are two.',
    },
    role: 'time',
  }),
  other_at: nullable(
    instant({
      title: { fr: 'Autre date publiée', en: 'Other published date' },
      description: {
        fr: 'Seconde colonne de date du producteur, gardée pour contrôle ; vide quand il n’y en a qu’une.',
        en: 'Second date column of the producer, kept for control; empty where there is only one.',
      },
    }),
  ),
  count: nullable(integer({ title: { fr: 'Vélos comptés', en: 'Bicycles counted' }, unit: '{bicycle}' })),
  status: nullable(text({ title: { fr: 'État du producteur', en: 'Producer’s status' } })),
  device: nullable(text({ title: { fr: 'Numéro de série', en: 'Serial number' } })),
  direction: nullable(text({ title: { fr: 'Sens (code du producteur)', en: 'Direction (producer’s code)' } })),
  location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
})

// The tables of a timetable have the names and values of the GTFS reference, so that a feed binds as it is.

/** A stop of a timetable (GTFS stops.txt). */
export const TransitStop = table('transit_stop', {
  stop_id: text({ title: { fr: 'Arrêt', en: 'Stop' }, role: 'id' }),
  stop_name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
  geometry: nullable(geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })),
})

/** A line of a timetable (GTFS routes.txt). */
export const TransitRoute = table('transit_route', {
  route_id: text({ title: { fr: 'Ligne', en: 'Line' }, role: 'id' }),
  route_short_name: nullable(text({ title: { fr: 'Nom court', en: 'Short name' }, role: 'title' })),
  route_long_name: nullable(text({ title: { fr: 'Nom long', en: 'Long name' } })),
  route_type: integer({
    title: { fr: 'Mode', en: 'Mode' },
    description: { fr: 'GTFS : 0 tramway, 1 métro, 2 train, 3 bus…', en: 'GTFS: 0 tram, 1 metro, 2 rail, 3 bus…' },
  }),
})

/** A trip of a timetable (GTFS trips.txt). */
export const TransitTrip = table('transit_trip', {
  trip_id: text({ title: { fr: 'Course', en: 'Trip' }, role: 'id' }),
  route_id: text({ title: { fr: 'Ligne', en: 'Line' } }),
  service_id: text({ title: { fr: 'Service', en: 'Service' } }),
})

/** One call of a trip at a stop (GTFS stop_times.txt). */
export const TransitStopTime = table(
  'transit_stop_time',
  {
    trip_id: text({ title: { fr: 'Course', en: 'Trip' } }),
    stop_sequence: integer({ title: { fr: 'Rang', en: 'Sequence' } }),
    stop_id: nullable(text({ title: { fr: 'Arrêt', en: 'Stop' } })),
    departure_time: nullable(
      integer({
        title: { fr: 'Départ', en: 'Departure' },
        description: {
          fr: 'Secondes depuis midi moins douze heures du jour de service ; dépasse 86 400 après minuit.',
          en: 'Seconds since noon minus twelve hours of the service day; beyond 86,400 after midnight.',
        },
        unit: 's',
      }),
    ),
  },
  { key: ['trip_id', 'stop_sequence'] },
)

const weekday = (fr: string, en: string) =>
  integer({ title: { fr, en }, description: { fr: '1 circule, 0 non.', en: '1 runs, 0 does not.' } })

/** The days of the week on which a service runs, between two dates (GTFS calendar.txt). */
export const TransitService = table('transit_service', {
  service_id: text({ title: { fr: 'Service', en: 'Service' }, role: 'id' }),
  monday: weekday('Lundi', 'Monday'),
  tuesday: weekday('Mardi', 'Tuesday'),
  wednesday: weekday('Mercredi', 'Wednesday'),
  thursday: weekday('Jeudi', 'Thursday'),
  friday: weekday('Vendredi', 'Friday'),
  saturday: weekday('Samedi', 'Saturday'),
  sunday: weekday('Dimanche', 'Sunday'),
  start_date: date({ title: { fr: 'Premier jour', en: 'First day' } }),
  end_date: date({ title: { fr: 'Dernier jour', en: 'Last day' } }),
})

/** A day added to a service or taken from it (GTFS calendar_dates.txt). */
export const TransitServiceDate = table(
  'transit_service_date',
  {
    service_id: text({ title: { fr: 'Service', en: 'Service' } }),
    date: date({ title: { fr: 'Jour', en: 'Day' } }),
    exception_type: integer({
      title: { fr: 'Exception', en: 'Exception' },
      description: { fr: '1 ajouté, 2 retiré.', en: '1 added, 2 removed.' },
    }),
  },
  { key: ['service_id', 'date'] },
)

/** One cell of a population grid. */
export const PopulationCell = table('population_cell', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: number({ title: { fr: 'Habitants', en: 'Inhabitants' }, unit: '{person}' }),
  square: geometry({ title: { fr: 'Carré', en: 'Square' }, types: ['Polygon', 'MultiPolygon'] }),
})
