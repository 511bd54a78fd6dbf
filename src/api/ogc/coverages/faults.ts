import { badParameter } from '../../http/faults.ts'
import type { TimedBand } from './times.ts'

/** A time is asked of bands that have none. */
export const noTimes = () =>
  badParameter('datetime', 'les bandes de ce raster ne sont pas des heures', 'the bands of this raster are no times', {
    fr: 'Choisissez une bande par « properties ».',
    en: "Choose a band by 'properties'.",
  })

/** A time is asked at which nothing is told. */
export const noneThen = (bands: readonly TimedBand[]) =>
  badParameter('datetime', 'aucune bande n’est de ce moment', 'no band is of that time', {
    fr: `De ${bands[0]!.at} à ${bands.at(-1)!.at}.`,
    en: `From ${bands[0]!.at} to ${bands.at(-1)!.at}.`,
  })
