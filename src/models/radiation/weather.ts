/** Where the sun stands at an instant, and the course of its day. Hours are true solar time: 12 when it crosses the meridian. */
export interface HourSun {
  /** Degrees above the horizon; negative at night. */
  readonly elevation: number
  /** Degrees from true north, clockwise. */
  readonly azimuth: number
  /** Hour of the instant, true solar time, 0 to 24. */
  readonly hour: number
  /** Hours of sunrise and sunset, true solar time. NaN where the sun does not rise or does not set that day. */
  readonly rise: number
  readonly set: number
  /** Highest elevation of the day, degrees. */
  readonly highest: number
}

/** The weather of an instant, complete: what a radiation model needs. `heat-day` makes it of records or of a day's extremes. */
export interface HourWeather {
  readonly at: Date
  /** Of the air, °C. */
  readonly temperature: number
  /** Relative, %. */
  readonly humidity: number
  /** At 10 m, m/s. */
  readonly wind: number
  /** Of the sun, on a horizontal plane, W/m²: `direct` (horizontal too) plus `diffuse`. */
  readonly global: number
  readonly direct: number
  readonly diffuse: number
  /** hPa. */
  readonly pressure: number
  /** Share of the sky covered, 0 to 1. */
  readonly cloud: number
  readonly sun: HourSun
}
