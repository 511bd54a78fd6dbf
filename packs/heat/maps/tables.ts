import {
  type InputTable,
  instant,
  integer,
  nullable,
  number,
  type RowOf,
  table,
  text,
} from '../../../src/kernel/index.ts'
import type { HourWeather } from '../../../src/models/radiation/index.ts'

const value = (unit: string, fr: string, en: string) => number({ title: { fr, en }, unit })

/** The hours of the day computed: the weather, and the sun over the middle of the territory. */
export const HeatHour = table(
  'heat_hour',
  {
    hour: integer({ title: { fr: 'Heure à l’horloge', en: 'Hour of the clock' }, unit: 'h' }),
    at: instant({ title: { fr: 'Instant', en: 'Time' }, role: 'time' }),
    temperature: value('Cel', 'Température de l’air', 'Air temperature'),
    humidity: value('%', 'Humidité relative', 'Relative humidity'),
    wind: value('m/s', 'Vent à 10 m', 'Wind at 10 m'),
    global: value('W/m2', 'Rayonnement global horizontal', 'Global horizontal radiation'),
    direct: value('W/m2', 'Rayonnement direct horizontal', 'Direct horizontal radiation'),
    diffuse: value('W/m2', 'Rayonnement diffus horizontal', 'Diffuse horizontal radiation'),
    pressure: value('hPa', 'Pression', 'Pressure'),
    cloud: value('1', 'Part du ciel couverte', 'Share of the sky covered'),
    sun_elevation: value('deg', 'Hauteur du soleil', 'Elevation of the sun'),
    sun_azimuth: value('deg', 'Azimut du soleil', 'Azimuth of the sun'),
    sun_hour: value('h', 'Heure solaire vraie', 'True solar hour'),
    sun_rise: value('h', 'Lever, heure solaire', 'Sunrise, solar hour'),
    sun_set: value('h', 'Coucher, heure solaire', 'Sunset, solar hour'),
    sun_highest: value('deg', 'Hauteur du soleil à midi solaire', 'Elevation of the sun at solar noon'),
  },
  { key: ['hour'] },
)

/** What the weather of the day stands on. */
export const HeatDayFact = table(
  'heat_day_fact',
  {
    what: text({ title: { fr: 'Grandeur', en: 'Quantity' } }),
    what_en: text({ title: { fr: 'Grandeur, en anglais', en: 'Quantity, in English' } }),
    value: nullable(number({ title: { fr: 'Valeur', en: 'Value' } })),
    unit: text({ title: { fr: 'Unité', en: 'Unit' } }),
    origin: text({
      title: { fr: 'Origine', en: 'Origin' },
      description: {
        fr: 'measured (mesurée), derived (déduite d’autres), assumed (supposée) ; note : ce qu’il faut savoir de la journée.',
        en: 'measured, derived (from others), assumed; note: what is to be known of the day.',
      },
    }),
    source: text({ title: { fr: 'Source', en: 'Source' } }),
    source_en: text({ title: { fr: 'Source, en anglais', en: 'Source, in English' } }),
    dated: text({ title: { fr: 'Date', en: 'Date' } }),
  },
  { key: ['what'] },
)

export function rowOfHour(hour: number, { sun, ...weather }: HourWeather): RowOf<typeof HeatHour> {
  const { elevation, azimuth, rise, set, highest } = sun
  return {
    hour,
    ...weather,
    sun_elevation: elevation,
    sun_azimuth: azimuth,
    sun_hour: sun.hour,
    sun_rise: rise,
    sun_set: set,
    sun_highest: highest,
  }
}

/** The weather of each hour of the clock; undefined where the day has a gap. */
export async function hoursOf(day: InputTable<typeof HeatHour>): Promise<(HourWeather | undefined)[]> {
  const hours: (HourWeather | undefined)[] = new Array(24).fill(undefined)
  for (const row of await day.all()) {
    const { hour, sun_elevation, sun_azimuth, sun_hour, sun_rise, sun_set, sun_highest, ...weather } = row
    hours[hour] = {
      ...weather,
      sun: {
        elevation: sun_elevation,
        azimuth: sun_azimuth,
        hour: sun_hour,
        rise: sun_rise,
        set: sun_set,
        highest: sun_highest,
      },
    }
  }
  return hours
}
