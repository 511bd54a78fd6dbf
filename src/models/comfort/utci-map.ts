import { vapourPressure } from './humidity.ts'
import { foldWeather, foldWind } from './polynomial.ts'
import { raised, type UtciOptions, utciRefusal, utciValidity } from './utci.ts'

const [COLDEST, HOTTEST] = utciValidity.radiantDifference
const [CALMEST, STRONGEST] = utciValidity.wind

/**
 * UTCI in °C of each cell of mean radiant temperature `radiant` (°C), the air being the same everywhere (°C, relative humidity %).
 * `wind` at 10 m (m/s) is one for all or one by cell. NaN where UTCI is not defined: `utciRefusal` says why of the weather.
 * As `utci`, within what Float32Array holds: 4 µK.
 */
export function utciMap(
  weather: { readonly temperature: number; readonly humidity: number; readonly wind: number | Float32Array },
  radiant: Float32Array,
  options: UtciOptions & { readonly into?: Float32Array } = {},
): Float32Array {
  const { temperature, humidity, wind } = weather
  const utci = options.into ?? new Float32Array(radiant.length)
  const one = typeof wind === 'number'
  if (utciRefusal({ temperature, humidity, wind: one ? wind : CALMEST }, options)) return utci.fill(Number.NaN)
  const folded = foldWeather(temperature, vapourPressure(temperature, humidity) / 10)
  if (one) oneWind(foldWind(folded, options.calm === 'raise' ? raised(wind) : wind), temperature, radiant, utci)
  else windByCell(folded, temperature, radiant, wind, options.calm === 'raise' ? 0 : CALMEST, utci)
  return utci
}

function oneWind(c: Float64Array, temperature: number, radiant: Float32Array, utci: Float32Array): void {
  const [c0, c1, c2, c3, c4, c5, c6] = c as unknown as [number, number, number, number, number, number, number]
  const base = temperature + c0
  for (let i = 0; i < radiant.length; i++) {
    const d = radiant[i]! - temperature
    utci[i] =
      d >= COLDEST && d <= HOTTEST ? base + d * (c1 + d * (c2 + d * (c3 + d * (c4 + d * (c5 + d * c6))))) : Number.NaN
  }
}

function windByCell(
  c: Float64Array,
  temperature: number,
  radiant: Float32Array,
  winds: Float32Array,
  least: number,
  utci: Float32Array,
): void {
  for (let i = 0; i < radiant.length; i++) {
    const d = radiant[i]! - temperature
    const blown = winds[i]!
    if (!(d >= COLDEST && d <= HOTTEST && blown >= least && blown <= STRONGEST)) {
      utci[i] = Number.NaN
      continue
    }
    const v = Math.max(blown, CALMEST)
    let sum = c[27]!
    sum = sum * d + (c[25]! + v * c[26]!)
    sum = sum * d + (c[22]! + v * (c[23]! + v * c[24]!))
    sum = sum * d + (c[18]! + v * (c[19]! + v * (c[20]! + v * c[21]!)))
    sum = sum * d + (c[13]! + v * (c[14]! + v * (c[15]! + v * (c[16]! + v * c[17]!))))
    sum = sum * d + (c[7]! + v * (c[8]! + v * (c[9]! + v * (c[10]! + v * (c[11]! + v * c[12]!)))))
    sum = sum * d + (c[0]! + v * (c[1]! + v * (c[2]! + v * (c[3]! + v * (c[4]! + v * (c[5]! + v * c[6]!))))))
    utci[i] = temperature + sum
  }
}
