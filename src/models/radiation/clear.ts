import { SOLAR_CONSTANT } from './constants.ts'

/** The sun in the sky: degrees above the horizon, astronomical units away. */
export interface SunAbove {
  readonly elevation: number
  readonly distance: number
}

/** Radiation on the flat, W/m². */
export interface FlatRadiation {
  readonly global: number
  readonly direct: number
  readonly diffuse: number
}

/** The sun above the air, on the flat, W/m². */
export const extraterrestrial = ({ elevation, distance }: SunAbove): number =>
  elevation > 0 ? (SOLAR_CONSTANT / distance ** 2) * sine(elevation) : 0

/**
 * Radiation under a clear sky: Ineichen and Perez, Solar Energy 73 (2002) 151–157, air mass of Kasten and Young, Applied Optics 28 (1989) 4735–4738.
 *
 * @param turbidity of Linke, at air mass 2: how many clean dry atmospheres dim the beam as much
 * @param pressure hPa
 * @param altitude metres above sea
 */
export function clearSky(
  sun: SunAbove,
  { turbidity, pressure, altitude = 0 }: { turbidity: number; pressure: number; altitude?: number },
): FlatRadiation {
  const above = extraterrestrial(sun)
  if (above === 0) return { global: 0, direct: 0, diffuse: 0 }
  const height = sine(sun.elevation)
  const mass = pressure / 1013.25 / (height + 0.50572 * (sun.elevation + 6.07995) ** -1.6364)
  const [fh1, fh2] = [Math.exp(-altitude / 8000), Math.exp(-altitude / 1250)]
  const dimmed = Math.exp(-(3.92e-5 * altitude + 0.0387) * mass * (fh1 + fh2 * (turbidity - 1)))
  const global = (5.09e-5 * altitude + 0.868) * above * dimmed
  const beam = (0.664 + 0.163 / fh1) * Math.exp(-0.09 * mass * (turbidity - 1))
  const most = 1 - (0.1 - 0.2 * Math.exp(-turbidity)) / (0.1 + 0.882 / fh1)
  const direct = Math.min(above * beam, global * most)
  return { global, direct, diffuse: global - direct }
}

const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180)
