// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of the Dragino LDS02 (door) and LWL02 (water leak).
// Source: Dragino, "LWL02 LoRaWAN Water Leak Sensor User Manual", chapter "Sensor payload": 10 bytes, big endian. The two
// bits above the battery voltage are the state of the door and of the leak, the third byte says which of the two is counted.

const door = 1
const leak = 2
const both = 3

function decodeUplink({ bytes, fPort }) {
  if (fPort !== 10) return { errors: [`port ${fPort}: only port 10 carries measurements`] }
  const mode = bytes[2]
  if (mode !== door && mode !== leak && mode !== both) return { errors: [`byte 2: unknown mode ${mode}`] }
  if (bytes.length < (mode === both ? 3 : 10)) return { errors: [`${bytes.length} bytes, 10 expected`] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const int24 = (at) => (view.getUint8(at) << 16) | view.getUint16(at + 1)
  const data = { battery: (view.getUint16(0) & 0x3fff) / 1000 }
  if (mode !== leak) data.open = bytes[0] >> 7
  if (mode !== door) data.leak = (bytes[0] >> 6) & 1
  if (mode === both) return { data }
  // Duration of the last event, in minutes.
  data.events = int24(3)
  data.lastDuration = int24(6)
  data.alarm = bytes[9] & 1
  return { data }
}

// { interval: seconds } between two periodic uplinks.
function encodeDownlink({ data }) {
  const { interval } = data
  if (!Number.isInteger(interval) || interval < 60 || interval > 0xffffff)
    return { errors: ['interval: a whole number of seconds, 60 to 16777215'] }
  return { bytes: [0x01, interval >> 16, (interval >> 8) & 255, interval & 255], fPort: 2 }
}
