import { connectAsync, type MqttClient } from 'mqtt'

// Publishers that speak as real network servers do, for tests: the shapes of messages are those that ChirpStack v4 (integration
// API, 4.19) and The Things Stack v3 (ApplicationUp, v3.33) document.

/** An uplink of a device, before a network server dresses it. */
export interface Uplink {
  readonly eui: string
  readonly devAddr: string
  readonly fcnt: number
  readonly port: number
  readonly payload: Uint8Array
  readonly time: Date
  readonly gateways?: readonly { readonly id: string; readonly rssi: number; readonly snr: number }[]
}

const gatewaysOf = ({ gateways = [{ id: '0016c001f153a14c', rssi: -97, snr: 7.5 }] }: Uplink) => gateways

/** ChirpStack's `UplinkEvent` in JSON: fields at their default value are left out. */
export function chirpstackUp(uplink: Uplink): Record<string, unknown> {
  const { eui, devAddr, fcnt, port, payload, time } = uplink
  return {
    deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
    time: time.toISOString().replace('Z', '123456+00:00'),
    deviceInfo: chirpstackDevice(eui),
    devAddr: devAddr.toLowerCase(),
    adr: true,
    dr: 0,
    ...(fcnt !== 0 && { fCnt: fcnt }),
    fPort: port,
    confirmed: true,
    data: Buffer.from(payload).toString('base64'),
    rxInfo: gatewaysOf(uplink).map(({ id, rssi, snr }) => ({
      gatewayId: id,
      uplinkId: 4_217_106_255,
      gwTime: time.toISOString(),
      rssi,
      snr,
      location: { latitude: 48.11, longitude: -1.68, altitude: 40 },
      crcStatus: 'CRC_OK',
    })),
    txInfo: {
      frequency: 868_100_000,
      modulation: { lora: { bandwidth: 125_000, spreadingFactor: 12, codeRate: 'CR_4_5' } },
    },
    regionConfigId: 'eu868',
  }
}

export const chirpstackDevice = (eui: string) => ({
  tenantId: '52f14cd4-c6f1-4fbd-8f87-4025e1d49242',
  tenantName: 'Ville',
  applicationId: '4c1d2e7a-9a4c-4f7e-8f0b-1f1f3a1f2b3c',
  applicationName: 'capteurs',
  deviceProfileId: 'f9e2b9c6-2f4a-4f7c-9c6b-1c2d3e4f5a6b',
  deviceProfileName: 'Elsys',
  deviceName: `capteur ${eui.slice(-4)}`,
  devEui: eui.toLowerCase(),
  deviceClassEnabled: 'CLASS_A',
  tags: {},
})

export const chirpstackTopic = (eui: string, event: string) =>
  `application/4c1d2e7a-9a4c-4f7e-8f0b-1f1f3a1f2b3c/device/${eui.toLowerCase()}/event/${event}`

/** The same event in Protobuf, written by ChirpStack's own library. */
export async function chirpstackUpProtobuf(uplink: Uplink): Promise<Uint8Array> {
  const { default: integration } = await import('@chirpstack/chirpstack-api/integration/integration_pb.js')
  const { default: gw } = await import('@chirpstack/chirpstack-api/gw/gw_pb.js')
  const { default: timestamps } = await import('google-protobuf/google/protobuf/timestamp_pb.js')
  const { eui, devAddr, fcnt, port, payload, time } = uplink
  const at = timestamps.Timestamp.fromDate(time)
  const device = new integration.DeviceInfo()
  device.setDevEui(eui.toLowerCase())
  device.setDeviceName(`capteur ${eui.slice(-4)}`)
  const lora = new gw.LoraModulationInfo()
  lora.setBandwidth(125_000)
  lora.setSpreadingFactor(12)
  const modulation = new gw.Modulation()
  modulation.setLora(lora)
  const tx = new gw.UplinkTxInfo()
  tx.setFrequency(868_100_000)
  tx.setModulation(modulation)
  const event = new integration.UplinkEvent()
  event.setTime(at)
  event.setDeviceInfo(device)
  event.setDevAddr(devAddr.toLowerCase())
  event.setFCnt(fcnt)
  event.setFPort(port)
  event.setData(payload)
  event.setConfirmed(true)
  event.setTxInfo(tx)
  event.setRxInfoList(
    gatewaysOf(uplink).map(({ id, rssi, snr }) => {
      const rx = new gw.UplinkRxInfo()
      rx.setGatewayId(id)
      rx.setRssi(rssi)
      rx.setSnr(snr)
      rx.setGwTime(at)
      return rx
    }),
  )
  return event.serializeBinary()
}

/** The Things Stack's `ApplicationUp` of an uplink in JSON: fields at their default value are left out. */
export function ttsUp(uplink: Uplink): Record<string, unknown> {
  const { eui, devAddr, fcnt, port, payload, time } = uplink
  return {
    end_device_ids: ttsDevice(eui, devAddr),
    correlation_ids: ['gs:uplink:01HXA5Y6YB1D2A3K0YQ9Y3J0QX'],
    received_at: new Date(time.getTime() + 210).toISOString(),
    uplink_message: {
      session_key_id: 'AXBSH1Pk6Z0G166',
      f_port: port,
      ...(fcnt !== 0 && { f_cnt: fcnt }),
      frm_payload: Buffer.from(payload).toString('base64'),
      rx_metadata: gatewaysOf(uplink).map(({ id, rssi, snr }) => ({
        gateway_ids: { gateway_id: `gw-${id}`, eui: id.toUpperCase() },
        time: time.toISOString(),
        timestamp: 2_463_457_000,
        rssi,
        channel_rssi: rssi,
        snr,
        location: { latitude: 48.11, longitude: -1.68, altitude: 40, source: 'SOURCE_REGISTRY' },
        received_at: time.toISOString(),
      })),
      settings: {
        data_rate: { lora: { bandwidth: 125_000, spreading_factor: 12, coding_rate: '4/5' } },
        frequency: '868100000',
        timestamp: 2_463_457_000,
      },
      received_at: time.toISOString(),
      confirmed: true,
      consumed_airtime: '1.810432s',
      network_ids: { net_id: '000013', tenant_id: 'ville', cluster_id: 'eu1' },
    },
  }
}

export const ttsDevice = (eui: string, devAddr: string) => ({
  device_id: `capteur-${eui.slice(-4).toLowerCase()}`,
  application_ids: { application_id: 'capteurs' },
  dev_eui: eui,
  join_eui: '0000000000000000',
  dev_addr: devAddr,
})

export const ttsTopic = (eui: string, event: string) =>
  `v3/capteurs@ville/devices/capteur-${eui.slice(-4).toLowerCase()}/${event}`

/** Connects as a network server does: with a key as its password. */
export const connectServer = (address: string, password: string): Promise<MqttClient> =>
  connectAsync(address, {
    username: 'network-server',
    password,
    clientId: `server-${Math.random().toString(16).slice(2)}`,
  })
