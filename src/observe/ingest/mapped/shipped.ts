import type { FrameMapping } from '../../../kernel/index.ts'

/** The HTTP and MQTT integrations of the Helium console, and of those that keep its format. */
const helium: FrameMapping = {
  device: '/dev_eui',
  deviceName: '/name',
  session: '/devaddr',
  counter: '/fcnt',
  port: '/port',
  payload: '/payload',
  time: '/reported_at',
  decoded: '/decoded/payload',
  dataRate: '/hotspots/0/spreading',
  frequency: '/hotspots/0/frequency',
  gateways: { list: '/hotspots', id: '/id', rssi: '/rssi', snr: '/snr', lon: '/long', lat: '/lat' },
}

/** The HTTP connector of Actility ThingPark: `DevEUI_uplink` in JSON. */
const actility: FrameMapping = {
  frames: '/DevEUI_uplink',
  device: '/DevEUI',
  session: '/DevAddr',
  counter: '/FCntUp',
  port: '/FPort',
  payload: '/payload_hex',
  payloadEncoding: 'hex',
  time: '/Time',
  decoded: '/payload',
  confirmed: '/AckRequested',
  dataRate: '/SpFact',
  frequency: '/Frequency',
  gateways: { list: '/Lrrs/Lrr', id: '/Lrrid', rssi: '/LrrRSSI', snr: '/LrrSNR' },
}

export const shipped = { helium, actility } as const
