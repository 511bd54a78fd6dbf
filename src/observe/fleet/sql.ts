import type { DeviceFilter } from './filter.ts'
import { assumedEvery, type DeviceState, lateAfter, lowCharge, silentAfter } from './health.ts'

/** A device as `devicesSql` gives it. */
export interface DeviceRow {
  readonly eui: string
  readonly name: string
  readonly profile: string | null
  readonly family: string | null
  readonly groups: readonly string[]
  readonly dataset: string
  readonly access: 'open' | 'restricted' | 'personal'
  readonly thing: number | null
  readonly lon: number | null
  readonly lat: number | null
  readonly hasKey: boolean
  readonly lastSeen: Date | null
  readonly expected: number | null
  readonly battery: number | null
  readonly volts: number | null
  readonly rssi: number | null
  readonly snr: number | null
  readonly sf: number | null
  readonly received: number
  readonly lost: number
  readonly resets: number
  readonly duplicates: number
  readonly late: number
  readonly skewed: number
  readonly state: DeviceState
}

/** The values of `devicesSql`, and the state asked for as the ninth. */
export const searchValues = (filter: DeviceFilter & { readonly eui?: string }): unknown[] => [
  filter.visible,
  filter.now,
  filter.words?.trim() || null,
  filter.family ?? null,
  filter.group ?? null,
  filter.profile ?? null,
  filter.dataset ?? null,
  filter.eui ?? null,
  filter.state ?? null,
]

/**
 * Devices with how they fare. The interval expected is the one declared, else that of the profile, else the median of the last
 * twenty messages; only devices without any of the first two look at their messages.
 */
export const devicesSql = `
select d.eui, d.name, d.profile, coalesce(d.family, p.family) as family, d.groups, d.dataset, s.access, d.thing, d.lon, d.lat,
  d.app_key is not null as "hasKey", e.every as expected, h.last_seen as "lastSeen", h.battery, h.rssi, h.snr, h.sf,
  coalesce(h.received, 0) as received, coalesce(h.lost, 0) as lost, coalesce(h.resets, 0) as resets,
  coalesce(h.duplicates, 0) as duplicates, coalesce(h.late, 0) as late, coalesce(h.skewed, 0) as skewed,
  case when h.last_seen is null then 'never'
    when a.age > ${silentAfter} * coalesce(e.every, ${assumedEvery}) then 'silent'
    when a.age > ${lateAfter} * coalesce(e.every, ${assumedEvery}) then 'late'
    when h.battery <= ${lowCharge} then 'low-battery'
    else 'ok' end as state
from device d
join sensing_dataset s on s.id = d.dataset
left join device_profile p on p.id = d.profile
left join device_state h on h.eui = d.eui
cross join lateral (select extract(epoch from $2::timestamptz - h.last_seen)::float8 as age) a
cross join lateral (select coalesce(d.expected_every, p.expected_every,
  (select percentile_cont(0.5) within group (order by g.gap)
   from (select extract(epoch from lag(f.time) over (order by f.time desc) - f.time)::float8 as gap
         from (select time from frame where device = d.eui order by time desc limit 21) f) g
   where g.gap > 0 having count(*) >= 3))::float8 as every) e
where d.dataset = any ($1)
  and ($3::text is null or strpos(lower(d.name), lower($3)) > 0 or strpos(lower(d.eui), lower($3)) > 0)
  and ($4::text is null or coalesce(d.family, p.family) = $4)
  and ($5::text is null or $5 = any (d.groups))
  and ($6::text is null or d.profile = $6)
  and ($7::text is null or d.dataset = $7)
  and ($8::text is null or d.eui = $8)`

/**
 * The voltage of the battery of devices `d` that tell no charge: the latest value of a measure that is one. To be joined to the
 * rows of a page, not to all.
 */
export const voltsSql = `left join lateral (
  select t.last_number / case when b.unit ->> 'symbol' = 'mV' then 1000 else 1 end as volts
  from datastream b join datastream_state t on t.datastream = b.id
  where d.battery is null and b.thing = d.thing and b.unit ->> 'symbol' in ('V', 'mV')
    and b.measure -> 'observedProperty' ->> 'name' = 'battery voltage'
  order by t.last desc limit 1) v on true`
