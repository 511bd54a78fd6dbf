import { type FrameMapping, OrchestraError } from '../../../kernel/index.ts'
import type { Frame } from '../../types.ts'
import type { Arrival, Network, Read, Unreadable } from '../types.ts'
import {
  asBytes,
  asDate,
  asInteger,
  asNumber,
  asObject,
  asText,
  at,
  defined,
  deviceName,
  needed,
  readJson,
} from '../values.ts'
import { shipped } from './shipped.ts'

/** Any network server that sends JSON, read through a mapping: one of ours by name, or the territory's. */
export function mapped(mapping: keyof typeof shipped | FrameMapping): Network {
  const pointers = typeof mapping === 'string' ? shipped[mapping] : mapping
  return {
    topics: [],
    hears: [],
    read: (arrival) => readAll(pointers, arrival),
  }
}

function readAll(mapping: FrameMapping, { connection, body, received }: Arrival): Read {
  const frames: Frame[] = []
  const unreadable: Unreadable[] = []
  const attempt = (raw: unknown, read: () => void) => {
    try {
      read()
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      const device = deviceName(at(raw, mapping.device))
      unreadable.push({ code: error.code, reason: error.say, raw, ...(device && { device }) })
    }
  }
  attempt(body, () => {
    const document = readJson(body)
    // A message set aside before is read again by itself, out of its list.
    const found = at(document, mapping.frames) ?? document
    const list = Array.isArray(found) ? found : [found]
    for (const one of list)
      attempt(one, () =>
        frames.push(readFrame(mapping, one, { connection, received, raw: list.length > 1 ? one : body })),
      )
  })
  return { frames, unreadable }
}

/** One frame through the pointers. Throws `ingest.missing-field` naming the pointer. */
function readFrame(
  mapping: FrameMapping,
  json: unknown,
  arrived: Pick<Frame, 'connection' | 'received' | 'raw'>,
): Frame {
  const { payloadEncoding = 'base64', timeUnit = 'ms' } = mapping
  const decoded = asObject(at(json, mapping.decoded))
  const payload = at(json, mapping.payload)
  const time = asDate(at(json, mapping.time), timeUnit)
  const confirmed = at(json, mapping.confirmed)
  const values = {
    deviceName: asText(at(json, mapping.deviceName)),
    session: asText(at(json, mapping.session))?.toUpperCase(),
    fcnt: asInteger(at(json, mapping.counter)),
    port: asInteger(at(json, mapping.port)),
    decodedByNetwork: decoded,
  }
  return {
    ...arrived,
    network: 'mapped',
    kind: 'uplink',
    device: needed(deviceName(at(json, mapping.device)), mapping.device),
    ...defined(values),
    payload:
      payload === undefined && decoded
        ? new Uint8Array()
        : needed(asBytes(payload, payloadEncoding), mapping.payload ?? 'payload'),
    time: mapping.time ? needed(time, mapping.time) : arrived.received,
    radio: {
      gateways: readGateways(mapping, json),
      ...defined(readRate(at(json, mapping.dataRate))),
      ...defined({ frequencyHz: inHertz(asNumber(at(json, mapping.frequency))) }),
      ...((confirmed === true || confirmed === 1 || confirmed === '1') && { confirmed: true }),
    },
  }
}

function readGateways({ gateways }: FrameMapping, json: unknown): Frame['radio']['gateways'] {
  if (!gateways) return []
  const found = gateways.list === undefined ? json : at(json, gateways.list)
  return (Array.isArray(found) ? found : found === undefined ? [] : [found]).flatMap((one) => {
    const id = asText(at(one, gateways.id))
    const values = {
      rssi: asNumber(at(one, gateways.rssi)),
      snr: asNumber(at(one, gateways.snr)),
      lon: asNumber(at(one, gateways.lon)),
      lat: asNumber(at(one, gateways.lat)),
    }
    return id ? [{ id, ...defined(values) }] : []
  })
}

/** `SF12BW125`, `SF7` or `7`. */
function readRate(value: unknown): { sf: number | undefined; bandwidthHz: number | undefined } {
  const [, sf, khz] = /^(?:SF)?(\d{1,2})(?:BW(\d+))?$/.exec(asText(value) ?? '') ?? []
  return { sf: sf ? Number(sf) : undefined, bandwidthHz: khz ? Number(khz) * 1000 : undefined }
}

/** LoRa is between 150 MHz and 2.5 GHz: the size of the number tells its unit. */
function inHertz(value: number | undefined): number | undefined {
  if (value === undefined) return undefined
  return Math.round(value < 1e4 ? value * 1e6 : value < 1e7 ? value * 1e3 : value)
}
