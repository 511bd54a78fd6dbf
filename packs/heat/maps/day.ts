import {
  type AssetRef,
  asset,
  type Bilingual,
  check,
  type InputTable,
  type Making,
  OrchestraError,
  UNBOUND,
} from '../../../src/kernel/index.ts'
import {
  type DayPlace,
  type HeatWave,
  heatWaveDay,
  hourlyWeather,
  rennes20220718,
  type StationHour,
  type StationOptions,
  type WeatherDay,
} from '../../../src/models/heat-day/index.ts'
import { described, type Publishing, published } from '../publish.ts'
import type { Weather } from '../shapes.ts'
import { factsOf } from './facts.ts'
import { HeatDayFact, HeatHour, rowOfHour } from './tables.ts'

const HOUR = 3_600_000

export interface DayOptions extends Pick<StationOptions, 'radiation'> {
  /** The heat-wave day computed where no weather is bound. Default: Rennes, 18 July 2022. */
  readonly wave?: HeatWave
  /** The day of the weather bound that is computed, `YYYY-MM-DD`. */
  readonly day?: string
}

/** The day that the maps are of, as their descriptions tell it. */
export interface MapDay {
  readonly day: string
  readonly said: Bilingual
}

export function dayAssets(weather: AssetRef<typeof Weather>, options: DayOptions, publishing: Publishing) {
  const wave = options.wave ?? rennes20220718
  const isRecorded = weather.name !== UNBOUND
  if (isRecorded && !options.day) throw noDay(weather.name)
  const map: MapDay = isRecorded
    ? {
        day: options.day!,
        said: {
          fr: `${options.day}, temps relevé (${weather.name})`,
          en: `${options.day}, recorded weather (${weather.name})`,
        },
      }
    : { day: wave.day, said: wave.title }
  const from: Readonly<Record<string, AssetRef<typeof Weather>>> = isRecorded ? { weather } : {}
  const dayOf = async (
    { weather }: Readonly<Record<string, InputTable<typeof Weather>>>,
    run: Making,
  ): Promise<WeatherDay> =>
    weather
      ? hourlyWeather(map.day, await recordsAround(weather, map.day), placeOf(run), { ...options, title: map.said })
      : heatWaveDay(wave, placeOf(run))
  const limits = {
    fr: 'Un seul temps pour tout le territoire : ni brise de rue, ni fraîcheur des parcs, ni chaleur des cours ne sont dans l’air ; elles ne sont que dans le rayonnement.',
    en: 'One weather for the whole territory: neither street breezes, nor the cool of parks, nor the heat of yards are in the air; they are in the radiation only.',
  }

  const hours = asset({
    name: 'heat_day',
    title: { fr: 'Journée de chaleur, heure par heure', en: 'The hot day, hour by hour' },
    description: described(
      publishing,
      `${map.said.fr}. Le temps et le soleil de chaque heure de l’horloge, dont les cartes sont faites.`,
      `${map.said.en}. The weather and the sun at each hour of the clock, of which the maps are made.`,
    ),
    from,
    rows: HeatHour,
    code: import.meta.url,
    parameters: [],
    options: { day: map.day, wave, radiation: options.radiation },
    checks: [check.notEmpty(), check.unique(['hour']), check.between('hour', 0, 23)],
    publish: published(publishing, limits),
    make: async (inputs, run) =>
      (await dayOf(inputs, run)).hours.flatMap((hour, i) => (hour ? [rowOfHour(i, hour)] : [])),
  })
  const facts = asset({
    name: 'heat_day_facts',
    title: { fr: 'Ce que l’on sait de la journée de chaleur', en: 'What is known of the hot day' },
    description: described(
      publishing,
      `${map.said.fr}. Ce dont le temps est fait : mesuré, déduit ou supposé, avec sa source et sa date ; ce qui manquait et ce qui l’a remplacé.`,
      `${map.said.en}. What the weather is made of: measured, derived or assumed, with its source and date; what was missing and what stands for it.`,
    ),
    from,
    rows: HeatDayFact,
    code: import.meta.url,
    parameters: [],
    options: { day: map.day, wave, radiation: options.radiation },
    checks: [check.unique(['what'])],
    publish: published(publishing, limits),
    make: async (inputs, run) => factsOf(await dayOf(inputs, run)),
  })
  return { map, hours, facts }
}

/** The records of a day and of those before and after, as the model takes them. */
async function recordsAround(weather: InputTable<typeof Weather>, day: string): Promise<StationHour[]> {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const records: StationHour[] = []
  for await (const batch of weather.read())
    for (const { at, temperature, humidity, wind_speed: wind, irradiance: global, pressure } of batch)
      if (Math.abs(at.getTime() - noon) <= 36 * HOUR)
        records.push({ at, temperature, humidity, wind, global, pressure })
  return records
}

/** The middle of the territory: one sun for all its tiles, so that they agree. */
export function placeOf({ territory }: Pick<Making, 'territory'>): DayPlace {
  const [west, south, east, north] = territory.bounds
  return { longitude: (west + east) / 2, latitude: (south + north) / 2, timezone: territory.timezone }
}

const noDay = (weather: string) =>
  new OrchestraError({
    code: 'heat.day',
    say: {
      fr: 'Du temps est relié au pack « heat » sans dire quel jour calculer.',
      en: "Weather is bound to the pack 'heat' without saying which day to compute.",
    },
    remedy: { fr: "Donnez l’option day: 'AAAA-MM-JJ'.", en: "Give the option day: 'YYYY-MM-DD'." },
    place: weather,
  })
