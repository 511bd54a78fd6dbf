// Hardy, "ITS-90 formulations for vapor pressure…", 3rd Int. Symp. on Humidity and Moisture, 1998, over water; what the program of UTCI uses.
const HARDY = [
  -2836.5744, -6028.076559, 19.54263612, -0.02737830188, 1.6261698e-5, 7.0229056e-10, -1.8680009e-13,
] as const
const HARDY_LOG = 2.7150305

/** Vapour pressure of air saturated over water at `temperature` °C, in hPa. */
export function saturationPressure(temperature: number): number {
  const kelvin = temperature + 273.15
  let exponent = HARDY_LOG * Math.log(kelvin)
  for (const [i, g] of HARDY.entries()) exponent += g * kelvin ** (i - 2)
  return Math.exp(exponent) / 100
}

/** Vapour pressure of air at `temperature` °C and relative `humidity` %, in hPa. */
export const vapourPressure = (temperature: number, humidity: number): number =>
  (saturationPressure(temperature) * humidity) / 100
