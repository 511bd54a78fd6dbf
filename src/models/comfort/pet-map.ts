import { pet } from './pet.ts'

/** Mean radiant minus air temperature of the table, K. */
const [COLDEST, HOTTEST] = [-30, 70]

/**
 * PET in °C of each cell of mean radiant temperature `radiant` (°C), air (°C, relative humidity %) and wind at 1.1 m (m/s) being the same everywhere. From a
 * table by kelvin, read between two values: within 0.01 K of `pet`. NaN where radiation is more than 30 K colder or 70 K hotter than the air.
 */
export function petMap(
  { temperature, humidity, wind }: { readonly temperature: number; readonly humidity: number; readonly wind: number },
  radiant: Float32Array,
  into: Float32Array = new Float32Array(radiant.length),
): Float32Array {
  const table = Float64Array.from({ length: HOTTEST - COLDEST + 2 }, (_, i) =>
    pet(temperature, temperature + COLDEST + i, wind, humidity),
  )
  for (let i = 0; i < radiant.length; i++) {
    const at = radiant[i]! - temperature - COLDEST
    const step = at >= 0 && at <= HOTTEST - COLDEST ? Math.floor(at) : -1
    into[i] = step < 0 ? Number.NaN : table[step]! + (at - step) * (table[step + 1]! - table[step]!)
  }
  return into
}
