import { gtfs, opendatasoft } from '../../../src/connect/index.ts'
import {
  boolean,
  check,
  date,
  geometry,
  instant,
  integer,
  nullable,
  type Publish,
  table,
  text,
} from '../../../src/kernel/index.ts'
import { star } from './portals.ts'

const facts = { producer: 'STAR – Keolis Rennes', licence: 'ODbL-1.0' } as const
const publish: Omit<Publish, 'licence'> = {
  access: 'open',
  theme: 'transport',
  keywords: [{ fr: 'transport en commun', en: 'public transport' }],
}

/** The timetable. The snapshot is that of summer 2012; the address gives the one in force. */
export const timetable = gtfs({
  ...facts,
  name: 'gtfs',
  title: { fr: 'Horaires STAR', en: 'STAR timetable' },
  description: {
    fr: 'Horaires théoriques au format GTFS, été 2012 (9 juillet au 2 septembre).',
    en: 'Planned timetable in GTFS, summer 2012 (9 July to 2 September).',
  },
  schedule: { cron: '0 4 * * 1' },
  dated: '2012-07-09/2012-09-02',
  address: 'https://eu.ftp.opendatasoft.com/star/gtfs/GTFS_STAR_BUS_METRO_EN_COURS.zip',
  snapshot: 'rennes/gtfs_star_2012-07.zip',
})

const BusStop = table('bus_stop', {
  id: text({ title: { fr: 'Arrêt', en: 'Stop' }, role: 'id' }),
  stop_id: text({ title: { fr: 'Identifiant GTFS', en: 'GTFS identifier' } }),
  name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
  commune: text({ title: { fr: 'Commune', en: 'Commune' } }),
  insee: text({ title: { fr: 'Code Insee', en: 'INSEE code' } }),
  accessible: boolean({ title: { fr: 'Accessible en fauteuil', en: 'Wheelchair accessible' } }),
  furniture: nullable(text({ title: { fr: 'Mobilier', en: 'Furniture' } })),
  valid_from: date({ title: { fr: 'Valable depuis', en: 'Valid from' } }),
  valid_to: nullable(date({ title: { fr: 'Valable jusqu’au', en: 'Valid until' } })),
  location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
})

/** Stops in 2025. The snapshot is called « topology » but holds the stops: the two files have each other's name. */
export const busStops = opendatasoft({
  ...facts,
  name: 'bus_stops',
  title: { fr: 'Arrêts de bus', en: 'Bus stops' },
  rows: BusStop,
  dated: '2025',
  address: star('tco-bus-topologie-pointsarret-td'),
  snapshot: 'rennes/star_2025_bus_topology.json',
  map: {
    name: 'nom',
    commune: 'nomcommune',
    insee: 'codeinseecommune',
    accessible: 'estaccessiblepmr',
    furniture: 'mobilier',
    valid_from: 'datedebutversion',
    valid_to: 'datefinversion',
    location: 'coordonnees',
  },
  checks: [
    check.notEmpty(),
    check.unique(['id'], { severity: 'quarantine' }),
    check.insideTerritory({ severity: 'warn' }),
    check.matches('insee', /\d{5}/, { severity: 'warn' }),
  ],
  publish,
})

const BusCall = table(
  'bus_call',
  {
    path: text({ title: { fr: 'Parcours', en: 'Path' } }),
    rank: integer({ title: { fr: 'Rang', en: 'Rank' } }),
    line_id: text({ title: { fr: 'Ligne', en: 'Line' } }),
    line: text({ title: { fr: 'Nom court de la ligne', en: 'Short name of the line' }, role: 'title' }),
    stop: text({ title: { fr: 'Arrêt', en: 'Stop' } }),
    stop_name: text({ title: { fr: 'Nom de l’arrêt', en: 'Name of the stop' } }),
    boarding: boolean({ title: { fr: 'Montée permise', en: 'Boarding allowed' } }),
    alighting: boolean({ title: { fr: 'Descente permise', en: 'Alighting allowed' } }),
  },
  { key: ['path', 'rank'] },
)

/** The stops of each path in 2025 (the other of the two swapped files), cut at 3,000 records by the portal. */
export const busCalls = opendatasoft({
  ...facts,
  name: 'bus_calls',
  title: { fr: 'Dessertes des parcours de bus', en: 'Calls of the bus paths' },
  rows: BusCall,
  dated: '2025',
  address: star('tco-bus-topologie-dessertes-td'),
  snapshot: 'rennes/star_2025_bus_stop.json',
  map: {
    path: 'idparcours',
    rank: 'ordre',
    line_id: 'idligne',
    line: 'nomcourtligne',
    stop: 'idarret',
    stop_name: 'nomarret',
    boarding: 'estmonteeautorisee',
    alighting: 'estdescenteautorisee',
  },
  checks: [check.notEmpty(), check.unique(['path', 'rank'], { severity: 'quarantine' })],
  publish: {
    ...publish,
    limits: {
      fr: 'L’instantané de 2025 a été coupé à 3 000 enregistrements par le portail : la plupart des parcours manquent.',
      en: 'The snapshot of 2025 was cut at 3,000 records by the portal: most paths are missing.',
    },
  },
})

const Disruption = table('disruption', {
  id: text({ title: { fr: 'Perturbation', en: 'Disruption' }, role: 'id' }),
  headline: text({ title: { fr: 'Titre', en: 'Headline' }, role: 'title' }),
  description: text({ title: { fr: 'Description', en: 'Description' } }),
  level: text({ title: { fr: 'Niveau', en: 'Level' } }),
  line_id: text({ title: { fr: 'Ligne', en: 'Line' } }),
  line: text({ title: { fr: 'Nom court de la ligne', en: 'Short name of the line' } }),
  from: instant({ title: { fr: 'Début', en: 'Start' }, role: 'time' }),
  to: nullable(instant({ title: { fr: 'Fin', en: 'End' } })),
  published: instant({ title: { fr: 'Publication', en: 'Publication' } }),
})

export const disruptions = opendatasoft({
  ...facts,
  name: 'transit_disruptions',
  title: { fr: 'Perturbations du réseau', en: 'Disruptions of the network' },
  rows: Disruption,
  schedule: { noOlderThan: '10 min' },
  dated: '2025-09',
  address: star('tco-busmetro-trafic-alertes-tr'),
  snapshot: 'rennes/star_2025_traffic.json',
  map: {
    id: 'idperturbation',
    headline: 'titre',
    level: (record) => [record.niveau].flat().join(', '),
    line_id: 'idligne',
    line: 'nomcourtligne',
    from: 'debutvalidite',
    to: 'finvalidite',
    published: 'publication',
  },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' })],
  publish,
})
