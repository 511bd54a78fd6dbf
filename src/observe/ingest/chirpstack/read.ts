import type { Frame, Json } from '../../types.ts'
import { heardBy } from '../gateway.ts'
import {
  asBytes,
  asDate,
  asInteger,
  asList,
  asNumber,
  asObject,
  asText,
  defined,
  deviceName,
  needed,
} from '../values.ts'

/** The events of ChirpStack v4 (its integration API) and what they are to us. */
export const kinds: Readonly<Record<string, Frame['kind']>> = {
  up: 'uplink',
  join: 'join',
  ack: 'ack',
  status: 'status',
  location: 'location',
  txack: 'other',
  log: 'other',
  integration: 'other',
}

/**
 * One event, as ChirpStack writes it in JSON. Fields that hold the default of Protobuf (a counter of 0) are left out of that
 * JSON. Throws `ingest.missing-field`.
 */
export function readEvent(event: string, json: Json, arrived: Pick<Frame, 'connection' | 'received' | 'raw'>): Frame {
  const info = asObject(json.deviceInfo) ?? {}
  const name = asText(info.deviceName)
  const kind = kinds[event] ?? 'other'
  const isUplink = kind === 'uplink'
  const port = asInteger(json.fPort)
  const session = asText(json.devAddr)
  const battery = json.batteryLevelUnavailable === true ? undefined : asNumber(json.batteryLevel)
  const decoded = asObject(json.object)
  return {
    ...arrived,
    network: 'chirpstack',
    kind,
    device: needed(deviceName(info.devEui), 'deviceInfo.devEui'),
    ...(name && { deviceName: name }),
    ...(session && { session: session.toUpperCase() }),
    ...(isUplink && { fcnt: asInteger(json.fCnt) ?? 0, port: port ?? 0 }),
    payload: needed(asBytes(json.data ?? '', 'base64'), 'data'),
    time: asDate(json.time) ?? arrived.received,
    ...(decoded && isUplink && { decodedByNetwork: decoded }),
    ...(kind === 'status' && battery !== undefined && { battery }),
    radio: isUplink || kind === 'join' ? readRadio(json) : { gateways: [] },
  }
}

function readRadio(json: Json): Frame['radio'] {
  const tx = asObject(json.txInfo) ?? {}
  const lora = asObject(asObject(tx.modulation)?.lora) ?? {}
  const values = {
    sf: asInteger(lora.spreadingFactor),
    bandwidthHz: asNumber(lora.bandwidth),
    frequencyHz: asNumber(tx.frequency),
  }
  return {
    gateways: asList(json.rxInfo).flatMap((one) => readGateway(asObject(one) ?? {})),
    ...defined(values),
    ...(json.confirmed === true && { confirmed: true }),
  }
}

const readGateway = (rx: Json) => heardBy(asText(rx.gatewayId), asDate(rx.gwTime) ?? asDate(rx.nsTime), rx)
