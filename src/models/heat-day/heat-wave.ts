import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import { saturationPressure } from '../comfort/index.ts'
import { clearSky, type HourWeather } from '../radiation/index.ts'
import type { DayFact, WeatherDay } from './day.ts'
import { clockHours, type DayPlace, sunOfDay } from './place.ts'
import { temperatureAt } from './temperature.ts'

/** A hot day as its extremes tell it. */
export interface HeatWave {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly title: Bilingual
  readonly facts: {
    /** Of the air, °C. */
    readonly highest: DayFact
    readonly lowest: DayFact
    /** Vapour pressure, hPa: the same at all hours. */
    readonly vapour: DayFact
    /** At 10 m, m/s: the same at all hours. */
    readonly wind: DayFact
    /** hPa. */
    readonly pressure: DayFact
    /** Of Linke, at air mass 2. */
    readonly turbidity: DayFact
  }
  readonly notes?: readonly Bilingual[]
}

/**
 * The 24 hours of a heat-wave day of its extremes: temperature by Parton and Logan's curve, constant vapour pressure, wind and pressure, the radiation of a
 * clear sky. Errors: `heat-day.no-sun`, the sun does not rise and set there that day; those of the sun's position.
 */
export function heatWaveDay({ day, title, facts, notes = [] }: HeatWave, place: DayPlace): WeatherDay {
  const sunAt = sunOfDay(day, place)
  const { lowest, highest, vapour, wind, pressure, turbidity } = valuesOf(facts)
  const hour = (at: Date): HourWeather => {
    const { distance, ...sun } = sunAt(at)
    if (Number.isNaN(sun.rise)) throw noSun(day, place)
    const temperature = temperatureAt(sun.hour, { lowest, highest }, sun)
    const humidity = Math.min(100, (100 * vapour) / saturationPressure(temperature))
    const sky = clearSky(
      { elevation: sun.elevation, distance },
      { turbidity, pressure, altitude: place.elevation ?? 0 },
    )
    return { at, temperature, humidity, wind, ...sky, pressure, cloud: 0, sun }
  }
  return {
    day,
    title,
    hours: clockHours(day, place.timezone).map((at) => (at ? hour(at) : null)),
    origins: {
      temperature: 'derived',
      humidity: 'derived',
      wind: facts.wind.origin,
      global: 'derived',
      direct: 'derived',
      diffuse: 'derived',
      pressure: facts.pressure.origin,
      cloud: 'assumed',
    },
    facts: Object.values(facts),
    notes: [...notes, derived],
  }
}

const valuesOf = <Name extends string>(facts: Readonly<Record<Name, DayFact>>) =>
  Object.fromEntries(Object.entries<DayFact>(facts).map(([name, { value }]) => [name, value])) as Record<Name, number>

const derived: Bilingual = {
  fr: 'Heure par heure, la température suit la courbe de Parton et Logan (1981) entre les extrêmes du jour, la pression de vapeur, le vent et la pression sont constants ; le rayonnement est celui d’un ciel clair (Ineichen et Perez, 2002).',
  en: 'Hour by hour, temperature follows the curve of Parton and Logan (1981) between the extremes of the day, vapour pressure, wind and pressure are constant; radiation is that of a clear sky (Ineichen and Perez, 2002).',
}

const noSun = (day: string, { latitude, longitude }: DayPlace) =>
  new OrchestraError({
    code: 'heat-day.no-sun',
    say: {
      fr: `Le ${day}, le soleil ne se lève ni ne se couche à cet endroit : la courbe de température n’y est pas définie.`,
      en: `On ${day} the sun does not rise and set at this place: the temperature curve is not defined there.`,
    },
    remedy: { fr: 'Donnez un temps heure par heure.', en: 'Give the weather hour by hour.' },
    place: `${latitude}, ${longitude}`,
  })
