import { OrchestraError } from '../../kernel/index.ts'

/** Where, and in what air, the sun is looked at. */
export interface SunPlace {
  /** Degrees north of the equator, WGS 84. */
  readonly latitude: number
  /** Degrees east of Greenwich, WGS 84. */
  readonly longitude: number
  /** Metres above sea. Default: 0. */
  readonly elevation?: number
  /** Of the air, mean of the year, hPa. Default: 1013.25, the standard atmosphere. It bends light: refraction. */
  readonly pressure?: number
  /** Of the air, mean of the year, °C. Default: 15, the standard atmosphere. */
  readonly temperature?: number
  /** Terrestrial minus universal time, s. Default: what was measured at the date. */
  readonly deltaT?: number
}

/** Throws `sun.place` or `sun.date`. */
export function checkSunPlace(at: Date, { latitude, longitude }: SunPlace): void {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    throw new OrchestraError({
      code: 'sun.place',
      say: {
        fr: `Le lieu d’où l’on regarde le soleil n’existe pas : latitude ${latitude}, longitude ${longitude}.`,
        en: `The place to look at the sun from does not exist: latitude ${latitude}, longitude ${longitude}.`,
      },
      remedy: {
        fr: 'Donnez des degrés WGS 84 : latitude de −90 à 90, longitude de −180 à 180.',
        en: 'Give WGS 84 degrees: latitude from −90 to 90, longitude from −180 to 180.',
      },
    })
  }
  // The algorithm is published for the years −2000 to 6000.
  const year = at.getUTCFullYear()
  if (!(year >= -2000 && year <= 6000)) {
    throw new OrchestraError({
      code: 'sun.date',
      say: {
        fr: 'La date à laquelle regarder le soleil est invalide ou hors des années −2000 à 6000.',
        en: 'The date to look at the sun is invalid, or outside of the years −2000 to 6000.',
      },
      remedy: { fr: 'Donnez une date de ces années.', en: 'Give a date of these years.' },
    })
  }
}
