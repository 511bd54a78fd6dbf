import type { Sender } from '../../store/index.ts'
import { airtimeOf } from '../frames/airtime.ts'
import type { Radio } from '../types.ts'
import { type Airtime, airtimeUse, type Transmission } from './duty.ts'
import { type ListedDevice, listed } from './list.ts'
import { type DeviceRow, devicesSql, searchValues, voltsSql } from './sql.ts'

/** All there is to know of a device, but its keys. */
export interface DeviceDetail extends ListedDevice {
  /** Its thing, once it has one. */
  readonly thing: number | null
  /** Whether an OTAA key is kept for it. */
  readonly hasKey: boolean
  readonly counters: {
    readonly received: number
    readonly lost: number
    readonly resets: number
    readonly duplicates: number
    readonly late: number
    readonly skewed: number
    readonly quarantined: number
  }
  readonly airtime: Airtime
  /** The last messages, newest first. */
  readonly messages: readonly {
    readonly time: Date
    readonly fcnt: number | null
    readonly state: string
    readonly rssi: number | null
    readonly snr: number | null
    readonly sf: number | null
    readonly gateways: number
    readonly copies: number
  }[]
}

/** Messages shown of a device. */
const shown = 20
/** Messages of a day that airtime is added up from: one every 20 s. */
const mostOfDay = 4320

/** Reads one device. Undefined when there is none, or it belongs to a dataset that may not be seen. */
export async function readDevice(
  tx: Sender,
  eui: string,
  { visible, now }: { readonly visible: readonly string[]; readonly now: Date },
): Promise<DeviceDetail | undefined> {
  const [row] = await tx.query<DeviceRow>(
    `select d.*, v.volts from (${devicesSql}) d ${voltsSql} where $9::text is null or d.state = $9`,
    searchValues({ visible, now, eui }),
  )
  if (!row) return undefined
  const { thing, hasKey, received, lost, resets, duplicates, late, skewed } = row
  const [held] = await tx.query<{ quarantined: number }>(
    `select count(*) as quarantined from frame where device = $1 and state = 'quarantined'`,
    [eui],
  )
  return {
    ...listed(row, now),
    ...{ thing, hasKey },
    counters: { received, lost: Math.max(0, lost), resets, duplicates, late, skewed, quarantined: held!.quarantined },
    airtime: airtimeUse(await transmissions(tx, eui, now), now),
    messages: await messages(tx, eui),
  }
}

async function transmissions(tx: Sender, eui: string, now: Date): Promise<Transmission[]> {
  const rows = await tx.query<{ time: Date; radio: Radio; bytes: number }>(
    `select time, radio, octet_length(payload) as bytes from frame
     where device = $1 and time > $2::timestamptz - interval '1 day' and time <= $2 order by time desc limit $3`,
    [eui, now, mostOfDay],
  )
  return rows.flatMap(({ time, radio, bytes }) => {
    const airtimeMs = airtimeOf(radio, bytes)
    const { frequencyHz } = radio
    return airtimeMs === undefined ? [] : [{ time, airtimeMs, ...(frequencyHz !== undefined && { frequencyHz }) }]
  })
}

async function messages(tx: Sender, eui: string): Promise<DeviceDetail['messages']> {
  const rows = await tx.query<{ time: Date; fcnt: number | null; state: string; radio: Radio; copies: number }>(
    'select time, fcnt, state, radio, copies from frame where device = $1 order by time desc, id desc limit $2',
    [eui, shown],
  )
  return rows.map(({ time, fcnt, state, radio, copies }) => {
    const gateways = radio.gateways ?? []
    const best = [...gateways].sort((a, b) => (b.rssi ?? -Infinity) - (a.rssi ?? -Infinity))[0]
    return {
      ...{ time, fcnt, state, copies },
      ...{ rssi: best?.rssi ?? null, snr: best?.snr ?? null, sf: radio.sf ?? null, gateways: gateways.length },
    }
  })
}
