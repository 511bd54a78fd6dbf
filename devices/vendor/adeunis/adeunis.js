// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of Adeunis sensors: Temp, Comfort, Pulse.
// Source: Adeunis, technical reference manuals of PULSE V3 (January 2020) and TEMP V4 (November 2020), COMFORT 2, user guides
// of the earlier TEMP and PULSE (V2.0.0, 2018): a frame code, a status byte, then the values, big endian.

const epoch2013 = 1356998400
const sensorFault = -32768

// Frames that tell how the device is set, or that it lives.
const withoutMeasures = [0x10, 0x11, 0x12, 0x1f, 0x20, 0x30, 0x31, 0x33]

function statusOf(byte) {
  return { frameCounter: byte >> 5, lowBattery: (byte >> 1) & 1 }
}

// Values come newest first: the newest is the measurement, the others are kept under `earlier`.
function series(data, name, values) {
  data[name] = values[0]
  if (values.length > 1) data.earlier = { ...data.earlier, [name]: values.slice(1) }
}

const celsius = (raw) => (raw === sensorFault ? null : raw / 10)

const frames = {
  // Temp, first versions: two probes, each after a byte of type and identifier.
  67(view) {
    return { temperature1: celsius(view.getInt16(3)), temperature2: celsius(view.getInt16(6)) }
  },
  // Temp V4: one or two probes in turn, bit 4 of the status says so.
  87(view, end, status) {
    const probes = (status >> 4) & 1 ? 2 : 1
    const values = []
    for (let at = 2; at + 2 <= end; at += 2) values.push(celsius(view.getInt16(at)))
    const data = {}
    for (let probe = 0; probe < probes; probe++)
      series(
        data,
        `temperature${probe + 1}`,
        values.filter((_, i) => i % probes === probe),
      )
    return data
  },
  // Comfort: temperature and humidity.
  76(view, end) {
    const [temperature, humidity] = [[], []]
    for (let at = 2; at + 3 <= end; at += 3) {
      temperature.push(celsius(view.getInt16(at)))
      humidity.push(view.getUint8(at + 2))
    }
    const data = {}
    series(data, 'temperature', temperature)
    series(data, 'humidity', humidity)
    return data
  },
  // Pulse, without history.
  70: (view) => ({ counterA: view.getUint32(2), counterB: view.getUint32(6) }),
  // Pulse, flow beyond its threshold: pulses per hour.
  71: (view) => ({ flowA: view.getUint16(2), flowB: view.getUint16(4), flowAlarm: 1 }),
  // Pulse, with history: the index of a channel, then what it gained in each period before.
  90: (view, end) => history(view, end, 'counterA'),
  91: (view, end) => history(view, end, 'counterB'),
}

// Least length of each frame, status included.
const lengths = { 67: 8, 87: 4, 76: 5, 70: 10, 71: 6, 90: 6, 91: 6 }

function history(view, end, name) {
  const values = [view.getUint32(2)]
  for (let at = 6; at + 2 <= end; at += 2) values.push(values.at(-1) - view.getUint16(at))
  const data = {}
  series(data, name, values)
  return data
}

function decodeUplink({ bytes }) {
  const code = bytes[0]
  const status = bytes[1]
  if (bytes.length < 2) return { errors: ['shorter than a code and a status'] }
  if (withoutMeasures.includes(code)) return { data: statusOf(status), warnings: ['about the device, no measurement'] }
  const read = frames[code]
  if (!read) return { errors: [`byte 0: unknown frame 0x${code.toString(16).padStart(2, '0')}`] }
  if (bytes.length < lengths[code]) return { errors: [`${bytes.length} bytes, ${lengths[code]} expected`] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  // Bit 2 of the status: the frame ends with the instant of its newest value, by the clock of the device.
  const isTimed = (status >> 2) & 1 && (code === 0x57 || code === 0x4c || code >= 0x5a)
  const end = isTimed ? bytes.length - 4 : bytes.length
  const data = { ...read(view, end, status), ...statusOf(status) }
  if (isTimed) {
    const seconds = view.getUint32(bytes.length - 4) + epoch2013
    data.deviceTime = new Date(seconds * 1000).toISOString().replace('.000Z', '')
  }
  return { data }
}
