// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payload of the Dragino LDDS75 and DDS75-LB: distance by ultrasound.
// Source: Dragino, "LDDS75 LoRaWAN Distance Detection Sensor User Manual", chapter "Uplink payload": 8 bytes, big
// endian; the first firmware sent 4 or 5 of them only.

// Distances that are none: no sensor answers, or the echo came sooner than 280 mm.
const withoutSensor = 0
const tooNear = 0x14

function decodeUplink({ bytes, fPort, variables }) {
  if (fPort !== 2) return { errors: [`port ${fPort}: only port 2 carries measurements`] }
  if (bytes.length < 4) return { errors: [`${bytes.length} bytes, at least 4 expected`] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const raw = view.getUint16(2)
  const data = { battery: (view.getUint16(0) & 0x3fff) / 1000 }
  const warnings = []
  if (raw === withoutSensor) warnings.push('no distance: the sensor does not answer')
  else if (raw === tooNear) warnings.push('no distance: nearer than 280 mm')
  else data.distance = raw
  if (bytes.length >= 5) data.interrupted = bytes[4]
  // The last byte says whether a temperature probe is there.
  if (bytes.length >= 8 && bytes[7] === 1) data.temperature = view.getInt16(5) / 10
  return { data: withLevels(data, variables), warnings }
}

// Levels from a distance, where the device says its geometry, in mm: `empty` and `full` of a container, `sensorHeight` over a bed.
function withLevels(data, { empty, full, sensorHeight }) {
  if (data.distance === undefined) return data
  const [top, bottom] = [Number(full), Number(empty)]
  if (bottom > top) {
    const share = (100 * (bottom - data.distance)) / (bottom - top)
    data.fillLevel = Math.round(Math.min(100, Math.max(0, share)) * 10) / 10
  }
  if (Number(sensorHeight) > 0) data.waterLevel = Number(sensorHeight) - data.distance
  return data
}

// { interval: seconds } between two uplinks.
function encodeDownlink({ data }) {
  const { interval } = data
  if (!Number.isInteger(interval) || interval < 60 || interval > 0xffffff)
    return { errors: ['interval: a whole number of seconds, 60 to 16777215'] }
  return { bytes: [0x01, interval >> 16, (interval >> 8) & 255, interval & 255], fPort: 2 }
}
