// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payloads of the Adeunis field test device, which shows the quality of a network.
// Source: Adeunis, user guide of the FIELD TEST DEVICE LoRaWAN, V1.0.0, chapter "Decoding the payload": a status byte says which
// fields follow. Positions are decimal digits: degrees and minutes, the last half byte holds the hemisphere.

const fields = [
  { bit: 7, bytes: 1, read: (v, at) => ({ temperature: v.getInt8(at) }) },
  { bit: 4, bytes: 9, read: position },
  { bit: 3, bytes: 1, read: (v, at) => ({ uplinks: v.getUint8(at) }) },
  { bit: 2, bytes: 1, read: (v, at) => ({ downlinks: v.getUint8(at) }) },
  { bit: 1, bytes: 2, read: (v, at) => ({ battery: v.getUint16(at) }) },
  { bit: 0, bytes: 2, read: (v, at) => ({ rssi: -v.getUint8(at), snr: v.getInt8(at + 1) }) },
]

// The decimal digits of some bytes.
function digits(view, at, count) {
  let text = ''
  for (let i = 0; i < count; i++)
    text += view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0')
  return text
}

function degrees(text, wholeDigits, isNegative) {
  const minutes = text.slice(wholeDigits)
  const value = Number(text.slice(0, wholeDigits)) + Number(`${minutes.slice(0, 2)}.${minutes.slice(2)}`) / 60
  return Number((isNegative ? -value : value).toFixed(6))
}

function position(view, at) {
  const [latitude, longitude] = [digits(view, at, 4), digits(view, at + 4, 4)]
  const quality = view.getUint8(at + 8)
  return {
    latitude: degrees(latitude.slice(0, 7), 2, view.getUint8(at + 3) & 1),
    longitude: degrees(longitude.slice(0, 7), 3, view.getUint8(at + 7) & 1),
    satellites: quality & 15,
    gpsQuality: quality >> 4,
  }
}

function decodeUplink({ bytes }) {
  if (bytes.length === 0) return { errors: ['empty'] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const status = bytes[0]
  const data = { button: (status >> 5) & 1, shaken: (status >> 6) & 1 }
  let at = 1
  for (const { bit, bytes: length, read } of fields) {
    if (!((status >> bit) & 1)) continue
    // Without a position only the status is sent.
    if (bytes.length === 1) break
    if (at + length > bytes.length) return { errors: [`byte ${at}: cut`] }
    Object.assign(data, read(view, at))
    at += length
  }
  return { data }
}
