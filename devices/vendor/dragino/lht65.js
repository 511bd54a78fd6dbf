// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payload of the Dragino LHT65: temperature and humidity, with one external probe.
// Source: Dragino, "LHT65 Temperature & Humidity Sensor User Manual", chapter "Uplink payload": 11 bytes, big endian.

const noProbe = 0x7fff

const probes = {
  0: () => ({}),
  1: (v) => probe(v.getInt16(7)),
  4: (v) => ({ contact: v.getUint8(7), interrupted: v.getUint8(8) }),
  5: (v) => ({ illuminance: v.getUint16(7) }),
  6: (v) => ({ externalVoltage: v.getUint16(7) / 1000 }),
  7: (v) => ({ count: v.getUint16(7) }),
  8: (v) => ({ count: v.getUint32(7) }),
}

function probe(raw) {
  return { externalTemperature: raw === noProbe ? null : raw / 100 }
}

function decodeUplink({ bytes, fPort }) {
  if (fPort !== 2) return { errors: [`port ${fPort}: only port 2 carries measurements`] }
  if (bytes.length < 11) return { errors: [`${bytes.length} bytes, 11 expected`] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const kind = bytes[6] & 0x7f
  const read = probes[kind]
  if (!read) return { errors: [`byte 6: unknown probe ${kind}`] }
  const data = {
    // Two bits before the voltage grade it: 0 very low, 3 good.
    batteryGrade: bytes[0] >> 6,
    battery: (view.getUint16(0) & 0x3fff) / 1000,
    temperature: view.getInt16(2) / 100,
    humidity: view.getUint16(4) / 10,
  }
  return { data: { ...data, ...read(view) } }
}

// { interval: seconds } between two uplinks.
function encodeDownlink({ data }) {
  const { interval } = data
  if (!Number.isInteger(interval) || interval < 60 || interval > 0xffffff)
    return { errors: ['interval: a whole number of seconds, 60 to 16777215'] }
  return { bytes: [0x01, interval >> 16, (interval >> 8) & 255, interval & 255], fPort: 2 }
}
