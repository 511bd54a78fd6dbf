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

/**
 * One message of the application server of The Things Stack v3 (`ApplicationUp` in JSON). What it is, is told by the member
 * that it holds: `uplink_message`, `join_accept`, `downlink_ack`… Fields of value 0 are left out of that JSON.
 * Throws `ingest.missing-field`.
 */
export function readMessage(json: Json, arrived: Pick<Frame, 'connection' | 'received' | 'raw'>): Frame {
  const ids = needed(asObject(json.end_device_ids), 'end_device_ids')
  const uplink = asObject(json.uplink_message)
  const name = asText(ids.device_id)
  const session = asText(ids.dev_addr) ?? asText(uplink?.session_key_id)
  const device = needed(deviceName(ids.dev_eui) ?? deviceName(ids.device_id), 'end_device_ids.dev_eui')
  const sent = asDate(json.received_at)
  const facts = {
    ...arrived,
    network: 'tts',
    device,
    ...(name && { deviceName: name }),
    ...(session && { session }),
  }
  if (!uplink)
    return {
      ...facts,
      kind: kindOf(json),
      payload: new Uint8Array(),
      time: sent ?? arrived.received,
      radio: { gateways: [] },
    }
  const decoded = asObject(uplink.decoded_payload)
  const battery = asNumber(asObject(uplink.last_battery_percentage)?.value)
  return {
    ...facts,
    kind: 'uplink',
    fcnt: asInteger(uplink.f_cnt) ?? 0,
    port: asInteger(uplink.f_port) ?? 0,
    payload: needed(asBytes(uplink.frm_payload ?? '', 'base64'), 'uplink_message.frm_payload'),
    time: asDate(uplink.received_at) ?? sent ?? arrived.received,
    ...(decoded && { decodedByNetwork: decoded }),
    ...(battery !== undefined && { battery }),
    radio: readRadio(uplink),
  }
}

function kindOf(json: Json): Frame['kind'] {
  if (json.join_accept) return 'join'
  if (json.downlink_ack) return 'ack'
  return json.location_solved ? 'location' : 'other'
}

function readRadio(uplink: Json): Frame['radio'] {
  const settings = asObject(uplink.settings) ?? {}
  const lora = asObject(asObject(settings.data_rate)?.lora) ?? {}
  const airtime = /^([\d.]+)s$/.exec(asText(uplink.consumed_airtime) ?? '')?.[1]
  return {
    gateways: asList(uplink.rx_metadata).flatMap((one) => readGateway(asObject(one) ?? {})),
    ...defined({
      sf: asInteger(lora.spreading_factor),
      bandwidthHz: asNumber(lora.bandwidth),
      frequencyHz: asNumber(settings.frequency),
      airtimeMs: airtime === undefined ? undefined : Number(airtime) * 1000,
    }),
    ...(uplink.confirmed === true && { confirmed: true }),
  }
}

function readGateway(rx: Json): Frame['radio']['gateways'] {
  const ids = asObject(rx.gateway_ids) ?? {}
  return heardBy(asText(ids.eui) ?? asText(ids.gateway_id), asDate(rx.time) ?? asDate(rx.received_at), rx)
}
