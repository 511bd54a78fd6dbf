import type { SunPlace } from '../sun/index.ts'
import type { Core, ShadeOptions, Surface } from './surface.ts'

export interface HoursOptions extends ShadeOptions {
  /** From true north to the north of the map: `(azimuth) => gridAzimuth(azimuth, place, project)`. Default: they are the same. */
  readonly onMap?: (azimuth: number) => number
}

/** Hours of direct sun of a day in each cell of the core, what comes through crowns weighing `transmissivity`. */
export function sunHours(
  _surface: Surface,
  _core: Core,
  _day: string,
  _place: SunPlace,
  _stepMinutes: number,
  _options: HoursOptions,
): { readonly hours: Float32Array; readonly possible: number } {
  throw new Error('not written yet')
}
