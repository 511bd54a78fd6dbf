/** Roughness length of short grass, m: that of the airfield where the wind of UTCI is measured (Bröde et al. 2012). */
const SHORT_GRASS = 0.01
/** Height at which UTCI and PET feel the wind, m: half of a standing person (Bröde et al. 2012; VDI 3787-2, 2022). */
export const WALKING_HEIGHT = 1.1

/** Wind at height `to` m from that at `from` m, by the logarithmic law of neutral air over ground of `roughness` m. */
export const windAt = (wind: number, from: number, to: number, roughness: number = SHORT_GRASS): number =>
  (wind * Math.log(to / roughness)) / Math.log(from / roughness)

/** Wind at 1.1 m of wind at 10 m, as UTCI itself understands it: 67 %. */
export const walkingWind = (wind10: number): number => windAt(wind10, 10, WALKING_HEIGHT)

/**
 * Share of the wind of open ground left in a street from which a share `sky` (0 to 1) of the sky is seen: exp(−¼ height/width), the decay of wind
 * with depth that TEB takes for streets (Masson, Boundary-Layer Meteorology 94, 2000, 357–397), height/width being that of the endless
 * street with this sky view at its middle. An order of magnitude: it knows neither the direction of the wind nor corners, and measured ratios
 * go from 0.16 to 0.67 at height/width 0.6 to 1 (Building and Environment 94, 2015, 489–503, table 1).
 */
export function shelter(sky: number): number {
  if (!(sky > 0)) return sky === 0 ? 0 : Number.NaN
  const aspect = sky >= 1 ? 0 : (1 - sky * sky) / (2 * sky)
  return Math.exp(-aspect / 4)
}
