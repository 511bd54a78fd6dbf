import type { SimulatedMessage as Message } from '../../../src/kernel/index.ts'
import { FIRST_DAY } from '../town/clock.ts'
import { dice } from '../town/random.ts'
import type { Town } from '../town/town.ts'
import { type FleetDevice, fleetOf } from './devices.ts'
import { encoders } from './payloads.ts'
import { type Truth, truthOf } from './truth.ts'

const HOUR = 3_600_000
/** The town's observed time is thirteen whole weeks: any other date falls on the same weekday of one of them. */
const WEEKS = 13 * 7 * 24
const START = Date.parse(`${FIRST_DAY}T00:00:00+02:00`)
const townHour = (time: number) => ((((time - START) / HOUR) % WEEKS) + WEEKS) % WEEKS

/** What goes wrong, in shares of the messages: near what networks of towns see. */
const faults = { lost: 0.012, secondGateway: 0.35, retried: 0.004, mangled: 0.0015 } as const
/** The second noise sensor fell silent this long ago. */
const SILENT_SINCE_HOURS = 40

/** All the messages of the fleet after `from` and up to `to`, by time; `now` is when they are asked for. */
export function messagesOf(town: Town, from: Date, to: Date, now: Date): Message[] {
  const truth = truthOf(town)
  const found: Message[] = []
  for (const device of fleetOf(town)) {
    const roll = dice(town.seed, device.eui)
    const every = device.every * 1000
    const shift = Math.floor(roll(0) * every)
    const isSilent = device.family === 'noise' && device.rank === 1
    for (let n = Math.ceil((from.getTime() + 1 - shift) / every); n * every + shift <= to.getTime(); n++) {
      const time = n * every + shift
      if (isSilent && time > now.getTime() - SILENT_SINCE_HOURS * HOUR) break
      if (roll(n, 1) < faults.lost) continue
      found.push(...delivered(device, new Date(time), n, truth(device, townHour(time), n), roll))
    }
  }
  return found.sort((a, b) => a.time.getTime() - b.time.getTime())
}

type Roll = ReturnType<typeof dice>

/** One message as the network delivers it: twice when it retries. */
function delivered(device: FleetDevice, time: Date, n: number, truth: Truth, roll: Roll): Message[] {
  const message =
    device.family === 'street-light' || device.family === 'parking'
      ? plain(device, time, truth)
      : chirpstack(device, time, n, truth, roll)
  return roll(n, 2) < faults.retried ? [message, message] : [message]
}

/** Street lights and parking places speak JSON over the town's own broker. */
function plain(device: FleetDevice, time: Date, truth: Truth): Message {
  const at = { time: time.toISOString() }
  const body =
    device.family === 'parking'
      ? { ...at, occupied: truth.occupied === 1 }
      : { ...at, on: truth.on === 1, dimming: truth.dimming, power_w: Math.round(truth.power! * 10) / 10 }
  return { time, topic: `valmorne/${device.family}/${device.eui}`, payload: JSON.stringify(body) }
}

const profiles: Readonly<Record<keyof typeof encoders, { readonly port: number }>> = {
  air: { port: 5 },
  classroom: { port: 5 },
  noise: { port: 5 },
  bin: { port: 5 },
  'energy-meter': { port: 5 },
  flood: { port: 2 },
  'water-meter': { port: 1 },
}

/** The uplink event of ChirpStack v4, as its MQTT integration publishes it in JSON. */
function chirpstack(device: FleetDevice, time: Date, n: number, truth: Truth, roll: Roll): Message {
  const family = device.family as keyof typeof encoders
  // One is at the end of its battery.
  const battery = family === 'air' && device.rank === 3 ? 2.9 : 3.58 + 0.06 * roll(device.rank, 3)
  const payload = encoders[family](truth, battery)
  const mangled = roll(n, 4) < faults.mangled ? payload.subarray(0, Math.max(1, payload.length - 2)) : payload
  const far = roll(1) // how far the device stands from the first gateway
  const sf = far < 0.5 ? 7 : far < 0.8 ? 9 : 12
  const gateway = (id: number, loss: number) => ({
    gatewayId: `02c17f000000000${id}`,
    rssi: Math.round(-70 - 45 * far - loss - 6 * roll(n, 5, id)),
    snr: Math.round(10 * (9 - 18 * far - loss / 3 - 3 * roll(n, 6, id))) / 10,
    time: time.toISOString(),
  })
  const body = {
    deduplicationId: uuid(roll, n),
    time: time.toISOString(),
    deviceInfo: {
      tenantName: 'Valmorne',
      applicationId: APPLICATION,
      applicationName: 'valmorne',
      deviceName: device.name,
      devEui: device.eui.toLowerCase(),
      tags: { family },
    },
    devAddr: device.eui.slice(-8).toLowerCase(),
    adr: true,
    dr: 12 - sf,
    fCnt: n % 65_536,
    fPort: profiles[family].port,
    confirmed: false,
    data: Buffer.from(mangled).toString('base64'),
    rxInfo: [gateway(1, 0), ...(roll(n, 7) < faults.secondGateway ? [gateway(2, 9)] : [])],
    txInfo: {
      frequency: 868_100_000 + 200_000 * Math.floor(3 * roll(n, 8)),
      modulation: { lora: { bandwidth: 125_000, spreadingFactor: sf, codeRate: 'CR_4_5' } },
    },
  }
  return {
    time,
    topic: `application/${APPLICATION}/device/${device.eui.toLowerCase()}/event/up`,
    payload: JSON.stringify(body),
  }
}

const APPLICATION = '5b1c0de0-0000-4000-8000-000000000001'

/** An identifier that depends only on the device and the message. */
function uuid(roll: Roll, n: number): string {
  const hex = Array.from({ length: 4 }, (_, i) =>
    Math.floor(roll(n, 9, i) * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
