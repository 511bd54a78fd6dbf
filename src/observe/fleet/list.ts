import type { Bilingual } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { familyTitle } from './families.ts'
import type { DeviceFilter } from './filter.ts'
import { type DeviceState, deviceStates, reasonOf } from './health.ts'
import { type DeviceRow, devicesSql, searchValues, voltsSql } from './sql.ts'

export interface DevicePage {
  readonly top: number
  readonly skip?: number
}

/** A device and how it fares. Never its keys. */
export interface ListedDevice {
  readonly eui: string
  readonly name: string
  readonly family: { readonly id: string; readonly title: Bilingual } | null
  readonly profile: string | null
  readonly groups: readonly string[]
  readonly dataset: string
  readonly access: 'open' | 'restricted' | 'personal'
  readonly state: DeviceState
  readonly reason: Bilingual
  readonly lastSeen: Date | null
  /** Seconds between two messages: declared, of the profile, or the median of the last twenty. */
  readonly expected: number | null
  readonly battery: { readonly value: number; readonly unit: '%' | 'V' } | null
  /** dBm and dB, of the best gateway of the last message. */
  readonly rssi: number | null
  readonly snr: number | null
  readonly sf: number | null
  /** Share of its messages that never came, 0 to 1, from its counters. Null until some came. */
  readonly loss: number | null
  readonly lon: number | null
  readonly lat: number | null
}

/** Devices by name, and how many there are in all. */
export async function listDevices(
  tx: Sender,
  filter: DeviceFilter,
  { top, skip = 0 }: DevicePage,
): Promise<{ total: number; devices: ListedDevice[] }> {
  const rows = await tx.query<DeviceRow & { total: number }>(
    `select d.*, v.volts from
       (select *, count(*) over () as total from (${devicesSql}) d where $9::text is null or d.state = $9
        order by d.name, d.eui limit $10 offset $11) d
     ${voltsSql} order by d.name, d.eui`,
    [...searchValues(filter), top, skip],
  )
  if (rows.length === 0 && skip > 0) {
    const { total } = await listDevices(tx, filter, { top: 1 })
    return { total, devices: [] }
  }
  return { total: rows[0]?.total ?? 0, devices: rows.map((row) => listed(row, filter.now)) }
}

/** How many devices are in each state, each family, each group. */
export async function countDevices(
  tx: Sender,
  filter: DeviceFilter,
): Promise<{
  total: number
  states: Record<DeviceState, number>
  families: { id: string; title: Bilingual; devices: number }[]
  groups: { id: string; title: Bilingual; devices: number }[]
}> {
  const rows = await tx.query<{ what: 'state' | 'family' | 'group'; id: string; devices: number }>(
    `with d as (select state, family, groups from (${devicesSql}) d where $9::text is null or d.state = $9)
     select 'state' as what, state as id, count(*) as devices from d group by 2
     union all select 'family', family, count(*) from d where family is not null group by 2
     union all select 'group', g, count(*) from d, unnest(groups) g group by 2 order by 1, 2`,
    searchValues(filter),
  )
  const of = (what: string) => rows.filter((row) => row.what === what)
  const states = Object.fromEntries(deviceStates.map((state) => [state, 0])) as Record<DeviceState, number>
  for (const { id, devices } of of('state')) states[id as DeviceState] = devices
  return {
    total: Object.values(states).reduce((a, b) => a + b, 0),
    states,
    families: of('family').map(({ id, devices }) => ({ id, title: familyTitle(id), devices })),
    groups: of('group').map(({ id, devices }) => ({ id, title: { fr: id, en: id }, devices })),
  }
}

/** A row as it is given away. */
export function listed(row: DeviceRow, now: Date): ListedDevice {
  const battery =
    row.battery !== null
      ? ({ value: row.battery, unit: '%' } as const)
      : row.volts !== null
        ? ({ value: row.volts, unit: 'V' } as const)
        : null
  const { eui, name, profile, groups, dataset, access, state, lastSeen, expected, rssi, snr, sf, lon, lat } = row
  return {
    ...{ eui, name, profile, groups, dataset, access, state, lastSeen, expected, battery, rssi, snr, sf, lon, lat },
    family: row.family ? { id: row.family, title: familyTitle(row.family) } : null,
    reason: reasonOf({ state, lastSeen, expected, battery }, now),
    loss: row.received > 0 ? Math.max(0, row.lost) / (row.received + Math.max(0, row.lost)) : null,
  }
}
