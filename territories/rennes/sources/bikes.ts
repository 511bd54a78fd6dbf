import { BikeCount } from '../../../packs/mobility/shapes.ts'
import { csv } from '../../../src/connect/index.ts'
import { check } from '../../../src/kernel/index.ts'
import { metropole } from './portals.ts'

/**
 * Bicycle counters. Of the two dates of each record `isoDate` is the true one (README of the mobility pack); `date` is the
 * same clock reading taken for UTC.
 */
export const bikeCounts = csv({
  name: 'bike_counts',
  title: { fr: 'Comptages de vélos', en: 'Bicycle counts' },
  description: {
    fr: 'Passages par heure à deux compteurs de la Ville de Rennes, tels que publiés.',
    en: 'Hourly passages at two counters of the City of Rennes, as published.',
  },
  rows: BikeCount,
  producer: 'Ville de Rennes',
  licence: 'ODbL-1.0',
  schedule: { cron: '30 5 * * *' },
  dated: '2023-01-01/2024-11-24',
  address: `${metropole('eco-counter-data', 'csv')}?use_labels=true&delimiter=%3B&refine=date%3A{key}`,
  snapshot: 'rennes/bike_counts_{key}.csv',
  partitions: { by: 'year', from: '2023', to: '2024' },
  map: {
    counter: 'ID',
    at: 'isoDate',
    other_at: 'date',
    count: 'counts',
    device: 'counter',
    direction: 'sens',
    location: 'geo',
  },
  checks: [check.notEmpty(), check.between('count', 0, 10_000, { severity: 'quarantine' })],
})
