import {
  type AssetRef,
  asset,
  type Bilingual,
  check,
  type InputTable,
  type Publish,
  type RowOf,
  sql,
} from '../../src/kernel/index.ts'
import { cleanHourly, qualities } from '../../src/models/hourly/index.ts'
import { hoursInDay } from '../sensors/local-day.ts'
import type { BikeCount } from './shapes.ts'
import { BikeClock, BikeCounter, BikeDay, BikeHour } from './tables/bikes.ts'
import { weekOf } from './week.ts'

export const bikePublish: Publish = {
  licence: 'ODbL-1.0',
  access: 'open',
  theme: 'transport',
  keywords: [
    { fr: 'vélo', en: 'bicycle' },
    { fr: 'comptage', en: 'counting' },
  ],
  limits: {
    fr: 'Un compteur voit un point d’une voie, pas la ville. Les pannes muettes courtes et les travaux alentour ne se voient pas dans les nombres.',
    en: 'A counter sees one point of one street, not the city. Short silent outages and works nearby do not show in the numbers.',
  },
}

/** Bicycle counts: hours with their quality, days, counters, and the control of the clock. */
export function bikeAssets(
  counts: AssetRef<typeof BikeCount>,
  rules: { outlier_score: number; silent_expected: number },
) {
  const hourly = asset({
    name: 'bike_hourly',
    kind: 'observations',
    title: { fr: 'Vélos par heure', en: 'Bicycles by hour' },
    description: {
      fr: 'Chaque heure de chaque compteur, du premier au dernier enregistrement, sans trou : le nombre publié, jamais modifié, et sa qualité.',
      en: 'Each hour of each counter, from the first record to the last, without a gap: the published number, never changed, and its quality.',
    },
    from: { counts },
    rows: BikeHour,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.accountsFor('counts', 'records'),
      check.unique(['counter', 'at']),
      check.inSet('quality', qualities),
      check.between('count', 0, 10_000, { severity: 'warn' }),
    ],
    publish: bikePublish,
    make: async function* ({ counts }, run) {
      const records = await recordsByCounter(counts, run.now, (row, reason) =>
        run.reject({ place: `${row.counter} ${row.at.toISOString()}`, reason, raw: row }),
      )
      const { hourOf, slot } = weekOf(run.territory.timezone)
      let done = 0
      for (const [id, own] of records) {
        const last = own.at(-1)!
        const devices = new Map(own.map((r) => [r.at.getTime(), r.device]))
        const clean = cleanHourly(
          own.map((r) => ({ at: r.at.getTime(), count: r.count })),
          { hourOf, slot, outlierScore: rules.outlier_score, silentExpected: rules.silent_expected },
        )
        yield clean.map(({ at, ...hour }) => ({
          ...hour,
          counter: id,
          name: last.name,
          at: new Date(at),
          device: devices.get(at) ?? null,
        }))
        run.progress(++done, records.size)
      }
    },
  })

  const daily = asset({
    name: 'bike_daily',
    title: { fr: 'Vélos par jour', en: 'Bicycles by day' },
    description: {
      fr: 'Total de chaque jour local. Les heures sans comptage et les zéros de panne n’y entrent pas : un jour incomplet le dit.',
      en: 'Total of each local day. Hours without a count and zeros of outages stay out: an incomplete day says so.',
    },
    from: { hourly },
    rows: BikeDay,
    code: import.meta.url,
    checks: [check.notEmpty(), check.between('hours_expected', 23, 25), check.between('hours_counted', 0, 25)],
    publish: bikePublish,
    make: ({ hourly }, run) => sql`
      with told as (
        select counter, timezone(${run.territory.timezone}, "at")::date as day, count, quality,
          count is not null and quality <> 'silent' as counted
        from ${hourly}
      ), days as (
        select counter, day, sum(count) filter (counted)::bigint as count,
          count(*) filter (counted or quality = 'clock_change') as hours_counted,
          count(*) filter (quality = 'outlier') as outliers,
          ${hoursInDay(run.territory.timezone)} as hours_expected
        from told group by counter, day
      )
      select *, hours_counted = hours_expected as complete from days order by counter, day`,
  })

  const counters = asset({
    name: 'bike_counters',
    title: { fr: 'Compteurs de vélos', en: 'Bicycle counters' },
    from: { counts },
    rows: BikeCounter,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['counter']), check.insideTerritory({ severity: 'warn' })],
    publish: bikePublish,
    make: async ({ counts }, run) =>
      [...(await recordsByCounter(counts, run.now))].map(([id, own]) => {
        const last = own.at(-1)!
        return {
          counter: id,
          name: last.name,
          location: last.location,
          direction: last.direction,
          first: own[0]!.at,
          last: last.at,
        }
      }),
  })

  const clock = asset({
    name: 'bike_clock_check',
    title: { fr: 'Contrôle de l’heure des compteurs', en: 'Control of the counters’ clock' },
    description: {
      fr: 'La pointe du matin doit tomber à la même heure locale en heure d’hiver et en heure d’été. La colonne de date qui la déplace n’est pas l’instant vrai.',
      en: 'The morning peak must fall at the same local hour in winter and in summer time. The date column that moves it is not the true instant.',
    },
    from: { counts },
    rows: BikeClock,
    code: import.meta.url,
    checks: [check.between('morning_peak', 4, 11)],
    make: ({ counts }, run) => sql`
      with told as (
        select counter, count, unnest(['at', 'other_at']) as date_column, unnest(["at", other_at]) as instant
        from ${counts} where count is not null
      ), local as (
        select *, timezone(${run.territory.timezone}, instant) as wall from told where instant is not null
      ), profile as (
        select counter, date_column, date_diff('hour', timezone('UTC', instant), wall) as utc_offset,
          hour(wall) as hour, avg(count) as mean
        from local where isodow(wall) <= 5 and hour(wall) between 4 and 11 group by all
      )
      select counter, date_column, utc_offset, arg_max(hour, mean) as morning_peak
      from profile group by all order by all`,
  })

  return { hourly, daily, counters, clock }
}

type Row = RowOf<typeof BikeCount>

/** The records of each counter in order of time, without those whose time cannot be that of an hourly count. */
async function recordsByCounter(
  counts: InputTable<typeof BikeCount>,
  now: Date,
  setAside: (row: Row, reason: Bilingual) => void = () => {},
): Promise<Map<string, Row[]>> {
  const rows = (await counts.all()).filter((row) => {
    const reason = wrongTime(row.at.getTime(), now.getTime())
    if (reason) setAside(row, reason)
    return !reason
  })
  rows.sort((a, b) => a.at.getTime() - b.at.getTime())
  const groups = Map.groupBy(rows, (r) => r.counter)
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const HOUR = 3_600_000

/** One wrong year would make a series of a million empty hours: counters that publish are younger than this. */
const OLDEST = Date.parse('2000-01-01T00:00Z')

function wrongTime(at: number, now: number): Bilingual | undefined {
  if (at % HOUR !== 0) return { fr: 'ne commence pas à l’heure juste', en: 'does not start on the hour' }
  if (at < OLDEST) return { fr: 'daté d’avant 2000', en: 'dated before 2000' }
  if (at > now + 24 * HOUR) return { fr: 'daté de l’avenir', en: 'dated in the future' }
  return undefined
}
