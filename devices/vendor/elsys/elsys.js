// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of ELSYS sensors (ELT, EMS, ERS and their kin).
// Source: ELSYS, "Elsys LoRa payload" (the maker's table of types): a list of values, each a type byte and a fixed number of bytes, big endian.
// A payload with a type that is not in the list is refused whole: nothing tells where the next value begins.

// type: [bytes, reader]
const types = {
  1: [2, (v, at) => ({ temperature: v.getInt16(at) / 10 })],
  2: [1, (v, at) => ({ humidity: v.getUint8(at) })],
  // Raw steps of the accelerometer: 63 are one g.
  3: [3, (v, at) => ({ x: v.getInt8(at), y: v.getInt8(at + 1), z: v.getInt8(at + 2) })],
  4: [2, (v, at) => ({ light: v.getUint16(at) })],
  5: [1, (v, at) => ({ motion: v.getUint8(at) })],
  6: [2, (v, at) => ({ co2: v.getUint16(at) })],
  7: [2, (v, at) => ({ vdd: v.getUint16(at) })],
  8: [2, (v, at) => ({ analog1: v.getUint16(at) })],
  9: [6, (v, at) => ({ lat: int24(v, at) / 10000, long: int24(v, at + 3) / 10000 })],
  10: [2, (v, at) => ({ pulse1: v.getUint16(at) })],
  11: [4, (v, at) => ({ pulseAbs: v.getUint32(at) })],
  12: [2, (v, at) => ({ externalTemperature: v.getInt16(at) / 10 })],
  13: [1, (v, at) => ({ digital: v.getUint8(at) })],
  14: [2, (v, at) => ({ distance: v.getUint16(at) })],
  15: [1, (v, at) => ({ accMotion: v.getUint8(at) })],
  16: [4, (v, at) => ({ irInternalTemperature: v.getInt16(at) / 10, irExternalTemperature: v.getInt16(at + 2) / 10 })],
  17: [1, (v, at) => ({ occupancy: v.getUint8(at) })],
  18: [1, (v, at) => ({ waterleak: v.getUint8(at) })],
  19: [
    65,
    (v, at) => ({ grideye: Array.from({ length: 64 }, (_, i) => v.getUint8(at) + v.getUint8(at + 1 + i) / 10) }),
  ],
  20: [4, (v, at) => ({ pressure: v.getInt32(at) / 1000 })],
  21: [2, (v, at) => ({ soundPeak: v.getUint8(at), soundAvg: v.getUint8(at + 1) })],
  22: [2, (v, at) => ({ pulse2: v.getUint16(at) })],
  23: [4, (v, at) => ({ pulseAbs2: v.getUint32(at) })],
  24: [2, (v, at) => ({ analog2: v.getUint16(at) })],
  25: [2, (v, at) => ({ externalTemperature2: v.getInt16(at) / 10 })],
  26: [1, (v, at) => ({ digital2: v.getUint8(at) })],
  27: [4, (v, at) => ({ analogUv: v.getInt32(at) })],
  28: [2, (v, at) => ({ tvoc: v.getUint16(at) })],
  // For the maker only.
  61: [4, () => ({})],
}

const settingsType = 0x3e
const settingsPort = 6
const interval = 0x14

function int24(view, at) {
  return (view.getInt8(at) << 16) | view.getUint16(at + 1)
}

function hex(byte) {
  return `0x${byte.toString(16).padStart(2, '0')}`
}

function decodeUplink({ bytes, fPort, variables }) {
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const data = {}
  // On its own port, or after a settings mark, a sensor tells how it is set: nothing is measured.
  if (fPort === settingsPort || bytes[0] === settingsType)
    return { data, warnings: ['settings of the sensor, no measurement'] }
  for (let at = 0; at < bytes.length; ) {
    const type = bytes[at]
    const known = types[type]
    if (!known) return { errors: [`byte ${at}: unknown type ${hex(type)}`] }
    const [length, read] = known
    if (at + 1 + length > bytes.length) return { errors: [`byte ${at}: cut in the value of type ${hex(type)}`] }
    for (const [name, value] of Object.entries(read(view, at + 1))) {
      // Several probes on one line come as the same type several times.
      const before = data[name]
      data[name] = before === undefined || name !== 'externalTemperature2' ? value : [].concat(before, value)
    }
    at += 1 + length
  }
  return { data: withLevels(data, variables) }
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

// { interval: seconds } between two samples.
function encodeDownlink({ data }) {
  const settings = []
  if (data.interval !== undefined) {
    if (!Number.isInteger(data.interval) || data.interval < 10 || data.interval > 86400)
      return { errors: ['interval: a whole number of seconds, 10 to 86400'] }
    settings.push(interval, 0, data.interval >> 16, (data.interval >> 8) & 255, data.interval & 255)
  }
  if (settings.length === 0) return { errors: ['nothing to set: give interval'] }
  return { bytes: [settingsType, settings.length, ...settings], fPort: settingsPort }
}

function decodeDownlink({ bytes }) {
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const data = {}
  if (bytes[0] !== settingsType || bytes[1] !== bytes.length - 2) return { errors: ['not a list of settings'] }
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] === interval && at + 5 <= bytes.length) {
      data.interval = view.getUint32(at + 1)
      at += 5
    } else return { errors: [`byte ${at}: unknown setting ${hex(bytes[at])}`] }
  }
  return { data }
}
