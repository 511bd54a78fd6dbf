import type { SunPlace } from './place.ts'

/** The sun as seen from a place. */
export interface SunPosition {
  /** Of the centre of the disc above the horizon, refraction included, degrees: negative at night. */
  readonly elevation: number
  /** 90 minus `elevation`. */
  readonly zenith: number
  /** From true north, clockwise, degrees, 0 to 360. A map's north may differ: see `gridAzimuth`. */
  readonly azimuth: number
  /** From the centre of the earth, astronomical units. */
  readonly distance: number
}

export function sunPosition(_at: Date, _place: SunPlace): SunPosition {
  throw new Error('not written yet')
}
