import { TrafficReading, TrafficSegment } from '../../../packs/mobility/shapes.ts'
import { csv, opendatasoft } from '../../../src/connect/index.ts'
import { check } from '../../../src/kernel/index.ts'
import { metropole } from './portals.ts'

/** Floating-car readings. 504 of the 178,708 records are exact duplicates (six segments twice at each time): merged later. */
export const traffic = csv({
  name: 'traffic_readings',
  title: { fr: 'État du trafic', en: 'Traffic status' },
  description: {
    fr: 'Vitesses de véhicules traceurs sur les principaux axes : 84 relevés, à peu près un par heure de jour, du 5 au 16 février 2021. Le portail ne donne que le dernier relevé ; l’archive en garde la suite.',
    en: 'Speeds of floating cars on the main roads: 84 snapshots, about one an hour by day, from 5 to 16 February 2021. The portal only gives the latest; the archive keeps the series.',
  },
  rows: TrafficReading,
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  schedule: { noOlderThan: '15 min' },
  dated: '2021-02-05/2021-02-16',
  address: `${metropole('etat-du-trafic-en-temps-reel', 'csv')}?delimiter=%2C`,
  snapshot: 'rennes/traffic_fcd_2021-02.zip',
  map: {
    segment: 'predefinedlocationreference',
    at: 'datetime',
    speed: 'averagevehiclespeed',
    travel_time: 'traveltime',
    reliability: 'traveltimereliability',
    status: 'trafficstatus',
  },
  checks: [
    check.notEmpty(),
    check.between('reliability', 0, 100, { severity: 'quarantine' }),
    check.between('speed', 0, 200, { severity: 'quarantine' }),
    check.inSet('status', ['freeFlow', 'heavy', 'congested', 'impossible', 'unknown'], { severity: 'warn' }),
  ],
})

/** The segments. 105 of the 2,368 records have no line and seven segments come twice, with the same line. */
export const trafficSegments = opendatasoft({
  name: 'traffic_segments',
  title: { fr: 'Tronçons du trafic', en: 'Traffic segments' },
  rows: TrafficSegment,
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  dated: '2021-06-18',
  address: metropole('etat-du-trafic-en-temps-reel'),
  snapshot: 'rennes/traffic_fcd_segments_2021-06-18_ods.json',
  map: {
    segment: 'predefinedlocationreference',
    street: { from: 'denomination', optional: true },
  },
  checks: [
    check.notEmpty(),
    check.unique(['segment'], { severity: 'quarantine' }),
    check.insideTerritory({ severity: 'warn' }),
  ],
  publish: {
    access: 'open',
    theme: 'transport',
    keywords: [{ fr: 'trafic', en: 'traffic' }],
    limits: { fr: 'Un tronçon sur vingt n’a pas de tracé.', en: 'One segment in twenty has no line.' },
  },
})
