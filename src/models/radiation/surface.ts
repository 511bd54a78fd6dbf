import type { SurfaceKind } from './ground.ts'
import type { HourSun } from './weather.ts'

/** How much hotter than the air a surface is, K. */
export interface Excess {
  /** Where the sun shines at this hour. */
  readonly prompt: number
  /** What the surface keeps of the sun it had before. In full sun all day long, the two add up. */
  readonly stored: number
}

/**
 * The temperature wave of a surface at an hour, under a sky covered by a share `cloud` (0 to 1).
 *
 * From sunrise to its highest: Lindberg et al. 2008 and 2016, a sine whose height grows with the sun's highest elevation. SOLWEIG lets that
 * sine run on to sunset, three quarters of it being left then, and nothing at night. Here the excess falls from its highest to the share that the
 * material keeps at sunset, then fades: the heat in the ground comes out by night.
 */
export function surfaceExcess({ warming, warmest, keeps }: SurfaceKind, sun: HourSun, cloud: number): Excess {
  const highest = Math.max(0, warming[0] * sun.highest + warming[1]) * (1 - cloud)
  const { hour, rise, set } = sun
  // Days without sunrise or sunset, and too short for the wave: no excess.
  if (!(highest > 0 && set > rise)) return { prompt: 0, stored: 0 }
  const [share, hours] = keeps
  const night = (since: number) => share * Math.exp(-since / hours)
  if (hour >= set) return { prompt: 0, stored: highest * night(hour - set) }
  const left = night(24 - set + rise)
  if (hour < rise) return { prompt: 0, stored: highest * night(24 - set + hour) }
  const top = Math.min(warmest, (12 + set) / 2)
  const stored = left + (share - left) * ((hour - rise) / (set - rise))
  const wave =
    hour <= top
      ? Math.sin((Math.PI / 2) * ((hour - rise) / (top - rise)))
      : share + (1 - share) * Math.cos((Math.PI / 2) * ((hour - top) / (set - top)))
  return { prompt: highest * Math.max(0, wave - stored), stored: highest * stored }
}
