import type { Frame, Json } from '../types.ts'
import { asNumber, asObject, defined } from './values.ts'

type Gateways = Frame['radio']['gateways']

/** How a gateway heard a frame, as ChirpStack and The Things Stack both write it; nothing of one without a name. */
export function heardBy(id: string | undefined, time: Date | undefined, rx: Json): Gateways {
  if (!id) return []
  const place = asObject(rx.location) ?? {}
  // Protobuf leaves out a level of 0, which no gateway measures.
  const values = {
    rssi: asNumber(rx.rssi),
    snr: asNumber(rx.snr),
    lon: asNumber(place.longitude),
    lat: asNumber(place.latitude),
    time,
  }
  return [{ id, ...defined(values) }]
}
