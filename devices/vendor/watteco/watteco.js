// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of Watteco (nke Watteco) sensors: Senso, Pulse Senso, Flash'O, TH, Smart Plug, Ventil'O, Atm'O…
// Source: Watteco, "Application layer: standard reports", support.watteco.com, 2023: frames after the ZigBee Cluster Library, big
// endian: frame control (endpoint), command, cluster, attribute, type, value. Values of the endpoint 0 keep their plain name, those of
// others end with the number of the endpoint: pulses, pulses1, pulses2. Batch reports, which pack several values by bits, are refused.

const readAnswer = 0x01
const configureAnswer = 0x07
const report = 0x0a
const alarmReport = 0x8a

// type: [bytes, reader]; strings carry their own length.
const types = {
  8: [1, (v, at) => v.getUint8(at)],
  16: [1, (v, at) => v.getUint8(at)],
  22: [1, (v, at) => v.getUint8(at)],
  24: [1, (v, at) => v.getUint8(at)],
  25: [2, (v, at) => v.getUint16(at)],
  32: [1, (v, at) => v.getUint8(at)],
  33: [2, (v, at) => v.getUint16(at)],
  35: [4, (v, at) => v.getUint32(at)],
  40: [1, (v, at) => v.getInt8(at)],
  41: [2, (v, at) => v.getInt16(at)],
  43: [4, (v, at) => v.getInt32(at)],
  57: [4, (v, at) => Number(v.getFloat32(at).toPrecision(7))],
}
const byteString = 0x41

// cluster and attribute → values by name
const attributes = {
  '0402/0000': (value) => ({ temperature: value / 100 }),
  '0405/0000': (value) => ({ humidity: value / 100 }),
  '0403/0000': (value) => ({ pressure: value }),
  '0400/0000': (value) => ({ illuminance: value }),
  '0406/0000': (value) => ({ occupancy: value }),
  '000f/0402': (value) => ({ pulses: value }),
  '000f/0055': (value) => ({ contact: value }),
  '0006/0000': (value) => ({ on: value }),
  '000c/0055': (value) => ({ analog: value }),
  '800c/0000': (value) => ({ concentration: value }),
  '0050/0006': battery,
  '0052/0000': metering,
  '8005/0000': inputs,
}

// Power sources of the device, a bit each; a voltage in mV follows for every one that is there.
function battery(bytes) {
  const sources = ['externalVoltage', 'rechargeableVoltage', 'battery', 'solarVoltage', 'ticVoltage']
  const data = {}
  let at = 2
  for (let i = 0; i < sources.length; i++)
    if ((bytes[1] >> i) & 1) {
      data[sources[i]] = ((bytes[at] << 8) | bytes[at + 1]) / 1000
      at += 2
    }
  return data
}

// Sums over the time that `meteredMinutes` says, then the powers of the last minute.
function metering(bytes) {
  const view = new DataView(Uint8Array.from(bytes).buffer)
  return {
    activeEnergy: (view.getUint8(0) << 16) | view.getUint16(1),
    reactiveEnergy: (view.getInt8(3) << 16) | view.getUint16(4),
    meteredMinutes: view.getUint16(6),
    activePower: view.getInt16(8),
    reactivePower: view.getInt16(10),
  }
}

// States of the first three inputs, a bit each.
function inputs(value) {
  return { contact: value & 1, contact1: (value >> 1) & 1, contact2: (value >> 2) & 1 }
}

function hex(value, digits) {
  return value.toString(16).padStart(digits, '0')
}

function decodeUplink({ bytes }) {
  if (bytes.length < 3) return { errors: ['shorter than a frame'] }
  const control = bytes[0]
  // Bit 0 is set in all frames but batch reports.
  if (!(control & 1)) return { errors: ['batch report: this codec reads standard reports only'] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const command = bytes[1]
  const endpoint = (control >> 5) | ((control & 0x06) << 2)
  if (command === configureAnswer) return { data: {}, warnings: ['answer to a setting, no measurement'] }
  if (command !== report && command !== alarmReport && command !== readAnswer)
    return { errors: [`byte 1: unknown command 0x${hex(command, 2)}`] }
  if (bytes.length < 8) return { errors: [`${bytes.length} bytes, at least 8 expected`] }
  const name = `${hex(view.getUint16(2), 4)}/${hex(view.getUint16(4), 4)}`
  const read = attributes[name]
  // Versions, settings and the like, when they are asked for.
  if (!read && command === readAnswer) return { data: {}, warnings: [`${name}: about the device, no measurement`] }
  if (!read) return { errors: [`unknown attribute ${name}`] }
  let at = 6
  if (command === readAnswer) {
    if (bytes[6] !== 0) return { errors: [`the device refused to tell ${name}: status ${bytes[6]}`] }
    at = 7
  }
  const value = valueAt(view, bytes, at)
  if (value === undefined) return { errors: [`byte ${at}: cut, or unknown type 0x${hex(bytes[at], 2)}`] }
  const data = {}
  for (const [key, one] of Object.entries(read(value))) data[endpoint === 0 ? key : `${key}${endpoint}`] = one
  if (command === alarmReport) data.alarm = 1
  return { data }
}

function valueAt(view, bytes, at) {
  if (bytes[at] === byteString) {
    const end = at + 2 + bytes[at + 1]
    return end <= bytes.length ? bytes.slice(at + 2, end) : undefined
  }
  const [length, read] = types[bytes[at]] ?? []
  return read && at + 1 + length <= bytes.length ? read(view, at + 1) : undefined
}
