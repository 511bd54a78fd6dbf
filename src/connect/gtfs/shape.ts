import { date, geometry, integer, nullable, number, table, text } from '../../kernel/index.ts'

type About = Parameters<typeof text>[0]

// Tables and fields of the GTFS Schedule reference (gtfs.org, revision of 2024-11). Names are those of the standard.

const about = (fr: string, en: string, more: Partial<About> = {}): About => ({ title: { fr, en }, ...more })

const calendarFlag = (fr: string, en: string) => integer(about(`Circule le ${fr}`, `Runs on ${en}`))
const SECONDS = {
  unit: 's',
  description: {
    fr: 'Secondes depuis midi moins 12 h du jour de service ; dépasse 86 400 après minuit.',
    en: 'Seconds since noon minus 12 h of the service day; passes 86,400 after midnight.',
  },
}

export const GtfsAgency = table(
  'gtfs_agency',
  {
    agency_id: nullable(text(about('Identifiant de l’exploitant', 'Agency identifier'))),
    agency_name: text(about('Exploitant', 'Agency', { role: 'title' })),
    agency_url: nullable(text(about('Site', 'Website'))),
    agency_timezone: text(about('Fuseau horaire', 'Time zone')),
    agency_lang: nullable(text(about('Langue', 'Language'))),
    agency_phone: nullable(text(about('Téléphone', 'Phone'))),
  },
  { key: ['agency_name'] },
)

export const GtfsStop = table('gtfs_stop', {
  stop_id: text(about('Identifiant de l’arrêt', 'Stop identifier', { role: 'id' })),
  stop_code: nullable(text(about('Code affiché', 'Public code'))),
  stop_name: nullable(text(about('Nom de l’arrêt', 'Stop name', { role: 'title' }))),
  stop_desc: nullable(text(about('Description', 'Description'))),
  location_type: nullable(
    integer(about('Type de lieu (0 : arrêt, 1 : station)', 'Location type (0: stop, 1: station)')),
  ),
  parent_station: nullable(text(about('Station', 'Parent station'))),
  wheelchair_boarding: nullable(
    integer(about('Accès en fauteuil (1 : oui, 2 : non)', 'Wheelchair boarding (1: yes, 2: no)')),
  ),
  geometry: nullable(geometry({ ...about('Position', 'Position'), types: ['Point'] })),
})

export const GtfsRoute = table('gtfs_route', {
  route_id: text(about('Identifiant de la ligne', 'Route identifier', { role: 'id' })),
  agency_id: nullable(text(about('Identifiant de l’exploitant', 'Agency identifier'))),
  route_short_name: nullable(text(about('Nom court', 'Short name', { role: 'title' }))),
  route_long_name: nullable(text(about('Nom long', 'Long name'))),
  route_desc: nullable(text(about('Description', 'Description'))),
  route_type: integer(
    about('Mode (0 : tram, 1 : métro, 2 : train, 3 : bus)', 'Mode (0: tram, 1: metro, 2: rail, 3: bus)'),
  ),
  route_color: nullable(text(about('Couleur', 'Colour'))),
  route_text_color: nullable(text(about('Couleur du texte', 'Text colour'))),
})

export const GtfsTrip = table('gtfs_trip', {
  trip_id: text(about('Identifiant de la course', 'Trip identifier', { role: 'id' })),
  route_id: text(about('Ligne', 'Route')),
  service_id: text(about('Calendrier', 'Service')),
  trip_headsign: nullable(text(about('Destination affichée', 'Headsign', { role: 'title' }))),
  direction_id: nullable(integer(about('Sens', 'Direction'))),
  block_id: nullable(text(about('Bloc', 'Block'))),
  shape_id: nullable(text(about('Tracé', 'Shape'))),
})

export const GtfsStopTime = table(
  'gtfs_stop_time',
  {
    trip_id: text(about('Course', 'Trip')),
    stop_id: nullable(text(about('Arrêt', 'Stop'))),
    stop_sequence: integer(about('Rang dans la course', 'Rank in the trip')),
    arrival_time: nullable(integer(about('Arrivée', 'Arrival', SECONDS))),
    departure_time: nullable(integer(about('Départ', 'Departure', SECONDS))),
    pickup_type: nullable(integer(about('Montée (0 ou vide : permise)', 'Pickup (0 or empty: allowed)'))),
    drop_off_type: nullable(integer(about('Descente (0 ou vide : permise)', 'Drop-off (0 or empty: allowed)'))),
    shape_dist_traveled: nullable(number(about('Distance le long du tracé', 'Distance along the shape'))),
  },
  { key: ['trip_id', 'stop_sequence'] },
)

export const GtfsCalendar = table('gtfs_calendar', {
  service_id: text(about('Calendrier', 'Service', { role: 'id' })),
  monday: calendarFlag('lundi', 'Monday'),
  tuesday: calendarFlag('mardi', 'Tuesday'),
  wednesday: calendarFlag('mercredi', 'Wednesday'),
  thursday: calendarFlag('jeudi', 'Thursday'),
  friday: calendarFlag('vendredi', 'Friday'),
  saturday: calendarFlag('samedi', 'Saturday'),
  sunday: calendarFlag('dimanche', 'Sunday'),
  start_date: date(about('Premier jour', 'First day')),
  end_date: date(about('Dernier jour', 'Last day')),
})

export const GtfsCalendarDate = table(
  'gtfs_calendar_date',
  {
    service_id: text(about('Calendrier', 'Service')),
    date: date(about('Jour', 'Day')),
    exception_type: integer(about('Exception (1 : ajouté, 2 : supprimé)', 'Exception (1: added, 2: removed)')),
  },
  { key: ['service_id', 'date'] },
)

export const GtfsFrequency = table(
  'gtfs_frequency',
  {
    trip_id: text(about('Course', 'Trip')),
    start_time: integer(about('Début', 'Start', SECONDS)),
    end_time: integer(about('Fin', 'End', SECONDS)),
    headway_secs: integer(about('Intervalle', 'Headway', { unit: 's' })),
    exact_times: nullable(integer(about('Horaires exacts (1 : oui)', 'Exact times (1: yes)'))),
  },
  { key: ['trip_id', 'start_time'] },
)

export const GtfsShapePoint = table(
  'gtfs_shape_point',
  {
    shape_id: text(about('Tracé', 'Shape')),
    shape_pt_sequence: integer(about('Rang dans le tracé', 'Rank in the shape')),
    shape_dist_traveled: nullable(number(about('Distance parcourue', 'Distance travelled'))),
    geometry: geometry({ ...about('Position', 'Position'), types: ['Point'] }),
  },
  { key: ['shape_id', 'shape_pt_sequence'] },
)

export const GtfsTransfer = table(
  'gtfs_transfer',
  {
    from_stop_id: nullable(text(about('De l’arrêt', 'From stop'))),
    to_stop_id: nullable(text(about('Vers l’arrêt', 'To stop'))),
    transfer_type: nullable(integer(about('Type de correspondance', 'Transfer type'))),
    min_transfer_time: nullable(integer(about('Durée minimale', 'Minimum time', { unit: 's' }))),
  },
  { key: ['from_stop_id', 'to_stop_id'] },
)
