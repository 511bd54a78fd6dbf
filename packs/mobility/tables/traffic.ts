import { geometry, instant, integer, nullable, number, table, text } from '../../../src/kernel/index.ts'

const speed = (fr: string, en: string) => nullable(number({ title: { fr, en }, unit: 'km/h' }))
const readings = (fr: string, en: string) => integer({ title: { fr, en }, unit: '{reading}' })

/** A quarter of an hour of a segment. `count` = `used` + `unusable` + `duplicates`. */
export const TrafficQuarter = table(
  'traffic_quarter',
  {
    segment: text({ title: { fr: 'Tronçon', en: 'Segment' } }),
    street: nullable(text({ title: { fr: 'Voie', en: 'Street' }, role: 'title' })),
    start: instant({ title: { fr: 'Début du quart d’heure', en: 'Start of the quarter-hour' }, role: 'time' }),
    speed_mean: speed('Vitesse moyenne', 'Mean speed'),
    speed_min: speed('Vitesse minimale', 'Lowest speed'),
    speed_max: speed('Vitesse maximale', 'Highest speed'),
    speed_sd: speed('Écart type des vitesses', 'Standard deviation of speeds'),
    travel_time_mean: nullable(number({ title: { fr: 'Temps de parcours moyen', en: 'Mean travel time' }, unit: 's' })),
    reliable_share: nullable(
      number({ title: { fr: 'Part de mesures fiables', en: 'Share of reliable readings' }, unit: '1' }),
    ),
    count: readings('Enregistrements de la source', 'Records of the source'),
    used: readings('Mesures utilisées', 'Readings used'),
    unusable: readings('Mesures inutilisables', 'Unusable readings'),
    duplicates: readings('Doublons exacts', 'Exact duplicates'),
    above_fastest: readings('Mesures au-delà de la vitesse signalée', 'Readings beyond the flagged speed'),
  },
  { key: ['segment', 'start'] },
)

/** How slow a segment usually is at one hour of the week. */
export const TrafficCongestion = table(
  'traffic_congestion',
  {
    segment: text({ title: { fr: 'Tronçon', en: 'Segment' } }),
    weekday: integer({ title: { fr: 'Jour de la semaine (1 lundi)', en: 'Day of the week (1 Monday)' } }),
    hour: integer({ title: { fr: 'Heure locale', en: 'Local hour' }, unit: 'h' }),
    readings: readings('Mesures fiables', 'Reliable readings'),
    speed: number({ title: { fr: 'Vitesse sur le parcours', en: 'Speed over the distance' }, unit: 'km/h' }),
    free_flow_speed: number({ title: { fr: 'Vitesse libre', en: 'Free-flow speed' }, unit: 'km/h' }),
    speed_ratio: number({ title: { fr: 'Vitesse ÷ vitesse libre', en: 'Speed ÷ free-flow speed' }, unit: '1' }),
    travel_time_index: number({ title: { fr: 'Indice de temps de parcours', en: 'Travel time index' }, unit: '1' }),
  },
  { key: ['segment', 'weekday', 'hour'] },
)

/** A segment with what was measured on it: the layer of a map. */
export const TrafficSegmentSummary = table('traffic_segment_summary', {
  segment: text({ title: { fr: 'Tronçon', en: 'Segment' }, role: 'id' }),
  street: nullable(text({ title: { fr: 'Voie', en: 'Street' }, role: 'title' })),
  line: nullable(geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString', 'MultiLineString'] })),
  readings: readings('Mesures fiables', 'Reliable readings'),
  speed: speed('Vitesse sur le parcours', 'Speed over the distance'),
  free_flow_speed: speed('Vitesse libre', 'Free-flow speed'),
  worst_speed_ratio: nullable(
    number({ title: { fr: 'Plus faible vitesse ÷ vitesse libre', en: 'Lowest speed ÷ free-flow speed' }, unit: '1' }),
  ),
})
