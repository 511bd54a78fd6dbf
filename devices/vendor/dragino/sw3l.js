// biome-ignore-all lint/correctness/noUnusedVariables: the functions of a codec are called by their names
// Payload of the Dragino SW3L: water flow by a turbine.
// Source: Dragino, "SW3L LoRaWAN Outdoor Flow Sensor", wiki, May 2025, chapter 2.3 "Uplink payload": 11 bytes on port 2, big endian.
// The turbine gives pulses; how many make one litre is printed on it and given as the variable `pulsesPerLitre`.

// Meaning of the count: since the beginning, or since the last report.
const sinceReport = 1

function decodeUplink({ bytes, fPort, variables }) {
  if (fPort === 3) return { errors: ['port 3: stored values sent again, which this codec does not read'] }
  if (fPort === 4 || fPort === 5) return { data: {}, warnings: ['about the device, no measurement'] }
  if (fPort !== 2) return { errors: [`port ${fPort}: only port 2 carries measurements`] }
  if (bytes.length < 11) return { errors: [`${bytes.length} bytes, 11 expected`] }
  const view = new DataView(Uint8Array.from(bytes).buffer)
  const pulses = view.getUint32(1)
  const isTotal = bytes[5] !== sinceReport
  const data = { [isTotal ? 'pulses' : 'lastPulses']: pulses, alarm: (bytes[0] >> 1) & 1 }
  const perLitre = Number(variables.pulsesPerLitre)
  if (perLitre > 0) data[isTotal ? 'volume' : 'lastVolume'] = Math.round((10 * pulses) / perLitre) / 10
  data.deviceTime = new Date(view.getUint32(7) * 1000).toISOString()
  return { data }
}

// { interval: seconds } between two uplinks.
function encodeDownlink({ data }) {
  const { interval } = data
  if (!Number.isInteger(interval) || interval < 60 || interval > 0xffffff)
    return { errors: ['interval: a whole number of seconds, 60 to 16777215'] }
  return { bytes: [0x01, interval >> 16, (interval >> 8) & 255, interval & 255], fPort: 2 }
}
