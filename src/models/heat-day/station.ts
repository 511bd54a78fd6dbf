import type { Bilingual } from '../../kernel/index.ts'
import { clearSky, type HourWeather, type SunAbove, splitGlobal } from '../radiation/index.ts'
import type { DayFact, WeatherDay } from './day.ts'
import { clockHours, type DayPlace, type SunAtHour, sunOfDay } from './place.ts'
import { westernTurbidity } from './turbidity.ts'

/** What a station says of an hour. Null: not measured. */
export interface StationHour {
  readonly at: Date
  /** Of the air, °C. */
  readonly temperature: number | null
  /** Relative, %. */
  readonly humidity: number | null
  /** At 10 m, m/s. */
  readonly wind: number | null
  /** On the flat, W/m². */
  readonly global?: number | null
  /** Share of the sky covered, 0 to 1. */
  readonly cloud?: number | null
  /** At the station, hPa. */
  readonly pressure?: number | null
}

export interface StationOptions {
  readonly title: Bilingual
  /** What the global radiation is the mean of: the hour before `at`, as weather services write it (default), or the instant. */
  readonly radiation?: 'hour-before' | 'instant'
  /** Linke turbidity, January to December. Default: that of Rennes. */
  readonly turbidity?: readonly number[]
  readonly facts?: readonly DayFact[]
}

const HOUR = 3_600_000
/** Below this share the sky is taken as covered in part: what is left is within the error of the clear-sky model (Lindberg et al. 2008 take the same). */
const CLEAR = 0.95
/** Clear-sky radiation below which its share says nothing, W/m²: the sun within 4° of the horizon. */
const TELLING = 20

/**
 * The 24 hours of a day of a station's records. An hour without temperature, humidity, wind, or anything to know the sun by is null, and named in the
 * notes. Radiation is brought from the mean of its hour to the instant by its share of clear-sky radiation, which also gives the clouds where nobody
 * saw them, by night from the nearest hour of day; without radiation it is that of the clouds seen (Kasten and Czeplak, Solar Energy 24, 1980, 177–189).
 */
export function hourlyWeather(
  day: string,
  records: readonly StationHour[],
  place: DayPlace,
  options: StationOptions,
): WeatherDay {
  const { title, radiation = 'hour-before', facts = [] } = options
  const sunAt = sunOfDay(day, place)
  const turbidity = (options.turbidity ?? westernTurbidity)[Number(day.slice(5, 7)) - 1]!
  const byInstant = new Map(records.map((record) => [record.at.getTime(), record]))
  const clearAt = (sun: SunAbove, { pressure }: StationHour) =>
    clearSky(sun, { turbidity, pressure: pressure ?? STANDARD, altitude: place.elevation ?? 0 }).global
  const shareOf = (record: StationHour): number | undefined => {
    if (!isKnown(record.global)) return undefined
    const clear = clearAt(sunAt(new Date(record.at.getTime() - (radiation === 'instant' ? 0 : HOUR / 2))), record)
    return clear < TELLING ? undefined : record.global / clear
  }
  const shares = records.flatMap((record) => {
    const share = shareOf(record)
    return share === undefined ? [] : [{ instant: record.at.getTime(), share }]
  })
  const nearestShare = (at: Date): number | undefined =>
    shares.toSorted((a, b) => Math.abs(a.instant - at.getTime()) - Math.abs(b.instant - at.getTime()))[0]?.share

  const gaps = new Map<string, number[]>()
  const hours = clockHours(day, place.timezone).map((at, clock) => {
    const miss = (what: string) => {
      gaps.set(what, [...(gaps.get(what) ?? []), clock])
      return null
    }
    if (!at) return miss('clock')
    const record = byInstant.get(at.getTime())
    if (!record) return miss('record')
    const missing = (['temperature', 'humidity', 'wind'] as const).find((field) => !isKnown(record[field]))
    if (missing) return miss(missing)
    const sun = sunAt(at)
    const share = shareOf(record) ?? nearestShare(at)
    const cloud = isKnown(record.cloud) ? clamp(record.cloud) : share === undefined ? undefined : cloudOf(share)
    if (cloud === undefined) return miss('radiation')
    const clear = clearAt(sun, record)
    const global =
      radiation === 'instant' && isKnown(record.global) ? record.global : clear * (share ?? throughClouds(cloud))
    return complete(record, at, sun, Math.max(0, global), cloud)
  })
  const measured = (field: keyof StationHour) => records.some((record) => isKnown(record[field] as number | null))
  return {
    day,
    title,
    hours,
    origins: {
      temperature: 'measured',
      humidity: 'measured',
      wind: 'measured',
      global: radiation === 'instant' && measured('global') ? 'measured' : 'derived',
      direct: 'derived',
      diffuse: 'derived',
      pressure: measured('pressure') ? 'measured' : 'assumed',
      cloud: measured('cloud') ? 'measured' : 'derived',
    },
    facts,
    notes: [...[...gaps].map(([what, at]) => gapNote(what, at)), derivedNote],
  }
}

/** Of the standard atmosphere, hPa. */
const STANDARD = 1013.25

const isKnown = (value: number | null | undefined): value is number => Number.isFinite(value)
const clamp = (share: number) => Math.min(1, Math.max(0, share))
const cloudOf = (share: number) => (share >= CLEAR ? 0 : clamp(1 - share))
/** Share of clear-sky radiation that passes a sky covered by a share: Kasten and Czeplak 1980. */
const throughClouds = (cloud: number) => 1 - 0.75 * cloud ** 3.4

function complete(record: StationHour, at: Date, sun: SunAtHour, global: number, cloud: number): HourWeather {
  const { distance, ...position } = sun
  const above = { elevation: sun.elevation, distance }
  return {
    at,
    temperature: record.temperature!,
    humidity: record.humidity!,
    wind: record.wind!,
    // The sun of before sunrise or after sunset lights no plane on the flat.
    ...splitGlobal(sun.elevation > 0 ? global : 0, above),
    pressure: isKnown(record.pressure) ? record.pressure : STANDARD,
    cloud,
    sun: position,
  }
}

const gapTexts: Readonly<Record<string, Bilingual>> = {
  clock: { fr: 'l’horloge saute cette heure', en: 'the clock leaves this hour out' },
  record: { fr: 'aucun relevé', en: 'no record' },
  temperature: { fr: 'température manquante', en: 'temperature missing' },
  humidity: { fr: 'humidité manquante', en: 'humidity missing' },
  wind: { fr: 'vent manquant', en: 'wind missing' },
  radiation: { fr: 'ni rayonnement ni nébulosité', en: 'neither radiation nor clouds' },
}

function gapNote(what: string, hours: readonly number[]): Bilingual {
  const { fr, en } = gapTexts[what]!
  const list = hours.map((hour) => `${String(hour).padStart(2, '0')}:00`).join(', ')
  return { fr: `Heures laissées de côté, ${fr} : ${list}.`, en: `Hours left out, ${en}: ${list}.` }
}

const derivedNote: Bilingual = {
  fr: 'Le partage entre direct et diffus suit Erbs et al. (1982) ; les nuages que personne n’a vus sont ce qui manque au rayonnement d’un ciel clair (Ineichen et Perez, 2002), la nuit comme à l’heure de jour la plus proche.',
  en: 'The split into direct and diffuse follows Erbs et al. (1982); clouds nobody saw are what radiation lacks of a clear sky (Ineichen and Perez, 2002), by night as at the nearest hour of day.',
}
