import type { Radio } from '../types.ts'

// LoRaWAN 1.0.4, 4: header, address, control, counter, port and integrity code around the payload (bytes).
const FRAMING = 13
// LoRaWAN Regional Parameters RP002-1.0.4 (2022), EU863-870: symbols of the preamble, coding rate 4/5.
const PREAMBLE = 8
const CODING = 1
const USUAL_BANDWIDTH = 125_000

/**
 * Time on air of an uplink (ms): what the network says, else the formula of the modem (Semtech SX1276 data sheet, rev. 7,
 * 2020, 4.1.1.7) with explicit header, checksum, and low data rate optimisation for symbols of 16 ms and more. Undefined when
 * the spreading factor is not known.
 */
export function airtimeOf(radio: Radio, payloadBytes: number): number | undefined {
  if (radio.airtimeMs !== undefined) return radio.airtimeMs
  const { sf, bandwidthHz = USUAL_BANDWIDTH } = radio
  if (sf === undefined || sf < 6 || sf > 12 || bandwidthHz <= 0) return undefined
  const symbol = (2 ** sf / bandwidthHz) * 1000
  const slow = symbol >= 16 ? 1 : 0
  const bits = 8 * (payloadBytes + FRAMING) - 4 * sf + 28 + 16
  const symbols = 8 + Math.max(0, Math.ceil(bits / (4 * (sf - 2 * slow))) * (CODING + 4))
  return symbol * (PREAMBLE + 4.25 + symbols)
}
