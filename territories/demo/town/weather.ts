import { dayNumber } from './clock.ts'
import { bell, dice, noise1 } from './random.ts'
import type { Site } from './site.ts'

export interface Weather {
  /** °C at 2 m. */
  readonly temperature: number
  /** Relative humidity, %. */
  readonly humidity: number
  /** Millimetres in the hour. */
  readonly rain: number
  /** m/s at 10 m, and degrees where it comes from. */
  readonly wind: number
  readonly windFrom: number
  /** Global horizontal irradiance, W/m². */
  readonly irradiance: number
  /** hPa at sea level. */
  readonly pressure: number
}

/** The three days of heat: the first and the day after the last. */
export const HEAT = { from: '2025-07-10', days: 3, rise: 9.5 } as const // rise in K above the season
const heatStart = dayNumber(HEAT.from) * 24

const LATITUDE = (48.41 * Math.PI) / 180
const LONGITUDE_HOURS = 2.635 / 15 // hours of solar time ahead of Greenwich
const SUMMER_TIME = 2 // hours ahead of UTC

/** How much of the heat is there at an hour: 0 to 1, coming and going in half a day. */
const heatAt = (hour: number) => {
  const rise = (hour - heatStart) / 12
  const fall = (heatStart + HEAT.days * 24 - hour) / 12
  return Math.max(0, Math.min(1, rise, fall))
}

/** Sine of the height of the sun, from Cooper's declination (1969) and the hour angle; the equation of time is left out. */
function sunHeight(hour: number): number {
  const dayOfYear = 104 + hour / 24 // 14 April 2025 is day 104
  const declination = ((23.45 * Math.PI) / 180) * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365)
  const solar = (hour % 24) - SUMMER_TIME + LONGITUDE_HOURS
  const angle = ((solar - 12) * Math.PI) / 12
  return Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle)
}

/** Saturation pressure of water in hPa at t °C: Magnus formula, constants of Alduchov and Eskridge (1996). */
const saturation = (t: number) => 6.1094 * Math.exp((17.625 * t) / (t + 243.04))

/** The weather of the town by hour of the period: a plausible early summer of northern France, with its heat wave. */
export function weatherOf(site: Site): (hour: number) => Weather {
  const roll = dice(site.seed, 'weather')
  return (hour) => {
    const heat = heatAt(hour)
    const unsettled = noise1(roll, hour / 62, 1) // changes over days
    const passing = noise1(roll, hour / 9, 2) // changes over hours
    const cloud = Math.min(1, Math.max(0, 0.45 + 0.45 * unsettled + 0.3 * passing - 0.7 * heat)) // share of the sky
    const sun = sunHeight(hour)
    // Kasten and Czeplak (1980): clear-sky irradiance, then what the clouds let through.
    const irradiance = Math.max(0, 910 * sun - 30) * (1 - 0.75 * cloud ** 3.4)
    const season = 12 + 0.08 * (hour / 24)
    const daily = (3.6 + 3.4 * (1 - cloud) + 1.6 * heat) * Math.cos(((hour - 16) * Math.PI) / 12)
    const temperature = season + 3 * noise1(roll, hour / 70, 3) - 1.3 * cloud + daily + HEAT.rise * heat
    const dewPoint = season - 6.5 + 2.5 * unsettled + 2.5 * heat + 1.2 * passing
    const wet = cloud > 0.72 && roll(hour, 4) < 0.5
    const rain = wet ? -Math.log(1 - roll(hour, 5)) * 1.4 * (cloud - 0.5) * 2 : 0
    const breeze = 0.5 + 0.5 * Math.cos(((hour - 15.5) * Math.PI) / 12)
    return {
      temperature: tenth(temperature + 0.25 * bell(roll, hour, 6)),
      humidity: Math.round(100 * Math.min(1, saturation(Math.min(dewPoint, temperature)) / saturation(temperature))),
      rain: tenth(rain),
      wind: tenth(Math.max(0.2, 1.4 + 1.9 * breeze + 1.5 * unsettled + 0.5 * bell(roll, hour, 7) - 0.6 * heat)),
      windFrom: Math.round(250 + 80 * noise1(roll, hour / 30, 8) - 90 * heat + 360) % 360,
      irradiance: Math.round(irradiance),
      pressure: tenth(1016 - 6 * unsettled - 2 * passing + 3 * heat),
    }
  }
}

const tenth = (x: number) => Math.round(x * 10) / 10
