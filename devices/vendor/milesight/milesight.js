// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of Milesight sensors (AM, EM, VS, WS series).
// Source: Milesight, user guides of the EM300, EM400, EM500, AM300, VS133, WS302 and WS558 series, chapter "Uplink data", 2021 to 2024:
// a list of values, each a channel byte, a type byte, and the bytes of the type, little endian. The type tells the form of the
// value, the channel what it is about. What a bare state or counter means depends on the product: its profile says so.

const port = 85

// Names by channel and type, for types that several channels use.
const names = {
  '7d': { 5: 'co2', 7: 'co2', 8: 'tvoc', 10: 'formaldehyde', 11: 'pm25', 12: 'pm10', 13: 'ozone' },
  d2: {
    3: 'line1In',
    4: 'line1Out',
    6: 'line2In',
    7: 'line2Out',
    9: 'line3In',
    10: 'line3Out',
    12: 'line4In',
    13: 'line4Out',
  },
  cc: { 5: 'line1', 8: 'line2', 11: 'line3', 14: 'line4' },
}
// Hundredths on the wire.
const hundredths = ['formaldehyde', 'ozone']

function round(value, decimals) {
  return Number(value.toFixed(decimals))
}

// type: [bytes, reader(view, at, channel)]
const types = {
  '00': [1, (v, at, channel) => ({ [`state${channel}`]: v.getUint8(at) })],
  31: [2, (v, at) => switches(v.getUint8(at), v.getUint8(at + 1))],
  '5b': [
    7,
    (v, at) => ({
      noise: v.getUint16(at + 1, true) / 10,
      laeq: v.getUint16(at + 3, true) / 10,
      lamax: v.getUint16(at + 5, true) / 10,
    }),
  ],
  65: [
    6,
    (v, at) => ({
      illuminance: v.getUint16(at, true),
      infraredAndVisible: v.getUint16(at + 2, true),
      infrared: v.getUint16(at + 4, true),
    }),
  ],
  67: [2, (v, at) => ({ temperature: v.getInt16(at, true) / 10 })],
  68: [1, (v, at) => ({ humidity: v.getUint8(at) / 2 })],
  '6a': [2, (v, at) => ({ activity: v.getUint16(at, true) })],
  73: [2, (v, at) => ({ pressure: v.getUint16(at, true) / 10 })],
  74: [2, (v, at) => ({ voltage: v.getUint16(at, true) / 10 })],
  75: [1, (v, at) => ({ battery: v.getUint8(at) })],
  77: [2, (v, at) => ({ depth: v.getUint16(at, true) * 10 })],
  '7d': [2, (v, at, channel) => concentration(names['7d'][channel], v.getUint16(at, true))],
  80: [4, (v, at) => ({ power: v.getUint32(at, true) })],
  81: [1, (v, at) => ({ powerFactor: v.getUint8(at) })],
  82: [2, (v, at) => ({ distance: v.getUint16(at, true) })],
  83: [4, (v, at) => ({ energy: v.getUint32(at, true) })],
  c8: [4, (v, at, channel) => ({ [`counter${channel}`]: v.getUint32(at, true) })],
  c9: [2, (v, at) => ({ current: v.getUint16(at, true) / 1000 })],
  cb: [1, (v, at) => ({ lightLevel: v.getUint8(at) })],
  cc: [
    4,
    (v, at, channel) => ({
      [`${names.cc[channel]}PeriodIn`]: v.getUint16(at, true),
      [`${names.cc[channel]}PeriodOut`]: v.getUint16(at + 2, true),
    }),
  ],
  d2: [4, (v, at, channel) => ({ [names.d2[channel]]: v.getUint32(at, true) })],
  // Converted by the sensor itself with its settings: volume of water since it was set.
  e1: [8, (v, at) => ({ water: round(v.getFloat32(at + 4, true), 3) })],
}

// Facts about the device, without measurement: type → bytes. Channel 0xff, or 0xfe where it answers a command.
const facts = { '01': 1, '02': 2, '03': 2, '08': 6, '09': 2, '0a': 2, '0b': 1, '0f': 1, 10: 1, 16: 8, 18: 2, ff: 2 }

// An alarm repeats the value and adds one byte: 1 beyond the threshold, 0 back.
const alarms = { 67: 'temperature', 82: 'distance' }

function concentration(name, raw) {
  if (!name) return undefined
  return { [name]: hundredths.includes(name) ? raw / 100 : raw }
}

// Eight switches: a bit each, with a second byte that says which are told.
function switches(state, told) {
  const data = {}
  for (let i = 0; i < 8; i++) if ((told >> i) & 1) data[`switch${i + 1}`] = (state >> i) & 1
  return data
}

function hex(byte) {
  return byte.toString(16).padStart(2, '0')
}

function decodeUplink({ bytes, variables }) {
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const data = {}
  const warnings = []
  for (let at = 0; at < bytes.length; ) {
    const [channel, type] = [bytes[at], hex(bytes[at + 1] ?? 0)]
    const isFact = channel === 0xff || channel === 0xfe
    const alarm = channel & 0x80 && !isFact ? alarms[type] : undefined
    const known = isFact ? [facts[type], () => ({})] : types[type]
    if (!known || known[0] === undefined) return { errors: [`byte ${at}: unknown value ${hex(channel)} ${type}`] }
    const length = known[0] + (alarm ? 1 : 0)
    if (at + 2 + length > bytes.length) return { errors: [`byte ${at}: cut in the value ${hex(channel)} ${type}`] }
    const values = known[1](view, at + 2, channel)
    if (!values) return { errors: [`byte ${at}: unknown value ${hex(channel)} ${type}`] }
    Object.assign(data, values)
    if (alarm) data[`${alarm}Alarm`] = bytes[at + 1 + length]
    at += 2 + length
  }
  if (Object.keys(data).length === 0) warnings.push('about the device, no measurement')
  return { data: withLevels(data, variables), warnings }
}

// Levels from a distance, where the device says its geometry, in mm: `empty` and `full` of a container, `sensorHeight` over a bed,
// `occupiedBelow` over a parking space.
function withLevels(data, { empty, full, sensorHeight, occupiedBelow }) {
  if (data.distance === undefined) return data
  const [top, bottom] = [Number(full), Number(empty)]
  if (bottom > top) {
    const share = (100 * (bottom - data.distance)) / (bottom - top)
    data.fillLevel = round(Math.min(100, Math.max(0, share)), 1)
  }
  if (Number(sensorHeight) > 0) data.waterLevel = Number(sensorHeight) - data.distance
  if (Number(occupiedBelow) > 0) data.occupied = data.distance < Number(occupiedBelow) ? 1 : 0
  return data
}

// { interval: seconds } between two reports, or { reboot: true }.
function encodeDownlink({ data }) {
  const bytes = []
  if (data.interval !== undefined) {
    if (!Number.isInteger(data.interval) || data.interval < 60 || data.interval > 64800)
      return { errors: ['interval: a whole number of seconds, 60 to 64800'] }
    bytes.push(0xff, 0x03, data.interval & 255, data.interval >> 8)
  }
  if (data.reboot === true) bytes.push(0xff, 0x10, 0xff)
  if (bytes.length === 0) return { errors: ['nothing to set: give interval or reboot'] }
  return { bytes, fPort: port }
}

function decodeDownlink({ bytes }) {
  const data = {}
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0x03 && at + 4 <= bytes.length) {
      data.interval = bytes[at + 2] | (bytes[at + 3] << 8)
      at += 4
    } else if (bytes[at] === 0xff && bytes[at + 1] === 0x10) {
      data.reboot = true
      at += 3
    } else return { errors: [`byte ${at}: unknown command`] }
  }
  return { data }
}
