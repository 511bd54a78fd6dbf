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
  /** Terrestrial minus universal time, s. Default: `deltaT` of the date. */
  readonly deltaT?: number
}
