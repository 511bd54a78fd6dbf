import { instantOf, type Making } from '../../../src/kernel/index.ts'
import type { Sun } from '../../../src/models/shade/index.ts'
import { sunPosition } from '../../../src/models/sun/index.ts'
import type { Season } from '../../../src/models/walking/index.ts'
import { placeOf } from '../../heat/maps/day.ts'
import { northOf } from '../../heat/maps/shade.ts'
import type { SampleTuned } from '../parameters.ts'

/** The day that stands for each season: the middle one of its three months (meteorological seasons), and how far trees are in leaf then. */
export const seasonDays: readonly { readonly season: Season; readonly day: string; readonly leaves: number }[] = [
  { season: 'winter', day: '2025-01-15', leaves: 0 },
  // Limes and planes of western France unfold in April: half in leaf, assumed.
  { season: 'spring', day: '2025-04-15', leaves: 0.5 },
  { season: 'summer', day: '2025-07-15', leaves: 1 },
  { season: 'autumn', day: '2025-10-15', leaves: 1 },
]

/** Minutes of the clock between two looks at the sun. */
export const BIN_MINUTES = 30

/** A season as its sun goes over the territory. */
export interface SeasonSun {
  readonly season: Season
  readonly day: string
  /** What a crown lets through. */
  readonly transmissivity: number
  /** Minutes of the clock since midnight when the sun is up. */
  readonly minutes: readonly number[]
  /** Where it stands then, from the north of the map. */
  readonly suns: readonly Sun[]
}

/** The sun of the days that stand for the seasons, over the middle of the territory. */
export function seasonSuns(
  run: Pick<Making, 'territory'>,
  crs: string,
  { transmissivity, bare_transmissivity }: Pick<SampleTuned, 'transmissivity' | 'bare_transmissivity'>,
): readonly SeasonSun[] {
  const place = placeOf(run)
  const onMap = northOf(run, crs)
  return seasonDays.map(({ season, day, leaves }) => {
    const minutes: number[] = []
    const suns: Sun[] = []
    for (let minute = 0; minute < 24 * 60; minute += BIN_MINUTES) {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const { azimuth, elevation } = sunPosition(instantOf(`${day}T${clock}`, place.timezone), place)
      if (elevation <= 0) continue
      minutes.push(minute)
      suns.push({ azimuth: onMap(azimuth), elevation })
    }
    return {
      season,
      day,
      minutes,
      suns,
      transmissivity: bare_transmissivity + leaves * (transmissivity - bare_transmissivity),
    }
  })
}
