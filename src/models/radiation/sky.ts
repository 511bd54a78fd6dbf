/**
 * Emissivity of the sky, 0 to 1, above air at `temperature` °C holding `vapour` hPa, a share `cloud` (0 to 1) of it covered.
 * Clear: Prata, Q. J. R. Meteorol. Soc. 122 (1996) 1127–1151. Clouds are black: Lindberg, Holmer and Thorsson, Int. J. Biometeorol. 52 (2008) 697–713.
 */
export function skyEmissivity(temperature: number, vapour: number, cloud: number): number {
  const water = (46.5 * vapour) / (temperature + 273.15)
  const clear = 1 - (1 + water) * Math.exp(-Math.sqrt(1.2 + 3 * water))
  return clear * (1 - cloud) + cloud
}
