import { BikeCount, TrafficReading, TrafficSegment } from '../../../packs/mobility/shapes.ts'
import { check, type Making, type RowOf, type Source } from '../../../src/kernel/index.ts'
import { synthetic } from '../synthetic.ts'
import { type Count, countersOf, countsOf } from '../town/bikes.ts'
import { dayNumber, FIRST_DAY, instantOf, LAST_DAY, WEEK_START } from '../town/clock.ts'
import { type Fault, fateOf, rejectUnreadable, SPEED_SENTINEL, SPIKE } from '../town/faults.ts'
import type { Town } from '../town/town.ts'
import { readingsOf, sectionsOf } from '../town/traffic.ts'

export const trafficSegmentSource = (town: Town): Source<typeof TrafficSegment> =>
  synthetic(town, {
    name: 'traffic_sections',
    title: { fr: 'Tronçons de trafic de Valmorne', en: 'Traffic sections of Valmorne' },
    description: { fr: 'Les deux sens des boulevards et avenues.', en: 'Both directions of boulevards and avenues.' },
    rows: TrafficSegment,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['segment']), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    make: () =>
      sectionsOf(town.plan, town.streets).map(({ id, name, line }) => ({
        segment: id,
        street: name,
        line: town.site.line(line),
      })),
  })

export const trafficSource = (town: Town): Source<typeof TrafficReading> =>
  synthetic(town, {
    name: 'traffic_readings',
    title: { fr: 'Trafic mesuré par véhicules flottants à Valmorne', en: 'Floating-car traffic in Valmorne' },
    description: {
      fr: 'Toutes les cinq minutes, là où des véhicules sont passés.',
      en: 'Every five minutes, where vehicles passed.',
    },
    schedule: { noOlderThan: '1 h' },
    rows: TrafficReading,
    code: import.meta.url,
    dated: `${WEEK_START}/${LAST_DAY}`,
    partitions: { by: 'day', from: WEEK_START, to: LAST_DAY },
    checks: [
      check.notEmpty(),
      check.unique(['segment', 'at'], { severity: 'quarantine' }),
      // No car drives faster in town: what is beyond is a failing device.
      check.between('speed', 0, 150, { severity: 'quarantine' }),
    ],
    publish: { access: 'open', theme: 'transport' },
    make: (run) => trafficOf(town, run.partition!.key, run),
  })

/** The readings of a day as the network delivers them, faults included. */
function* trafficOf(town: Town, key: string, run: Making): Generator<RowOf<typeof TrafficReading>> {
  const day = dayNumber(key)
  const fate = fateOf(town.seed, 'traffic')
  let n = 0
  for (const reading of readingsOf(town.seed, sectionsOf(town.plan, town.streets), day)) {
    const { section: segment, at, speed, travelTime: travel_time, reliability, status } = reading
    const row = { segment, at, speed, travel_time, reliability, status }
    const what = fate(n++, day)
    if (what === 'unreadable') {
      rejectUnreadable(run, `${key}:${n}`, 'speed', { ...row, at: at.toISOString() })
      continue
    }
    if (what === 'sentinel') row.speed = SPEED_SENTINEL
    if (what === 'missing') Object.assign(row, { speed: null, travel_time: null, reliability: 0, status: 'unknown' })
    yield row
    if (what === 'twice') yield { ...row }
  }
}

export const bikeSource = (town: Town): Source<typeof BikeCount> =>
  synthetic(town, {
    name: 'bike_records',
    title: { fr: 'Comptages vélo de Valmorne', en: 'Bicycle counts of Valmorne' },
    description: {
      fr: 'Treize semaines d’enregistrements horaires bruts.',
      en: 'Thirteen weeks of raw hourly records.',
    },
    rows: BikeCount,
    code: import.meta.url,
    dated: `${FIRST_DAY}/${LAST_DAY}`,
    checks: [check.notEmpty(), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    make: (run) => bikesOf(town, run),
  })

/** Counter 1 of each four is out of order for 31 hours of 1 and 2 June; counter 2 of each five counts nothing on 14 June. */
const OUTAGE = { from: dayNumber('2025-06-01') * 24 + 5, hours: 31 }
const BLIND = dayNumber('2025-06-14')
const outOfOrder = (i: number, hour: number) => i % 4 === 1 && hour >= OUTAGE.from && hour < OUTAGE.from + OUTAGE.hours
const blind = (i: number, hour: number) => i % 5 === 2 && Math.floor(hour / 24) === BLIND

/** The records of the counters as they arrive, faults included. */
function* bikesOf(town: Town, run: Making): Generator<RowOf<typeof BikeCount>> {
  const counters = countersOf(town.plan, town.streets)
  const fate = fateOf(town.seed, 'bikes')
  const places = new Map(counters.map((counter, i) => [counter, { i, location: town.site.point(counter.at) }]))
  let n = 0
  for (const record of countsOf(town.plan, counters)) {
    const { i, location } = places.get(record.counter)!
    const what = fate(n++, 0)
    if (outOfOrder(i, record.hour)) continue
    const row = rowOf(record, location, countAs(record, i, what))
    if (what === 'unreadable') {
      rejectUnreadable(run, `${record.counter.id}:${n}`, 'count', { ...row, at: row.at.toISOString() })
      continue
    }
    yield row
    if (what === 'twice') yield { ...row }
  }
}

/** What a counter says of what passed. */
function countAs({ hour, count }: Count, i: number, what: Fault | undefined): number | null {
  if (what === 'missing') return null
  if (blind(i, hour)) return 0
  return what === 'spike' ? Math.max(SPIKE, count) * SPIKE : count
}

const rowOf = (
  { counter, hour }: Count,
  location: RowOf<typeof BikeCount>['location'],
  count: number | null,
): RowOf<typeof BikeCount> => ({
  counter: counter.id,
  name: counter.name,
  at: instantOf(hour),
  other_at: null,
  count,
  status: '0',
  device: counter.device,
  direction: null,
  location,
})
