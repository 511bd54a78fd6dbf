import {
  type Asset,
  type AssetRef,
  fileAsset,
  type Making,
  number,
  type Position,
  projector,
} from '../../../src/kernel/index.ts'
import type { HourWeather } from '../../../src/models/radiation/index.ts'
import { sunHours, sunlights } from '../../../src/models/shade/index.ts'
import { gridAzimuth } from '../../../src/models/sun/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { shadeStyle, sunStyle } from '../styles.ts'
import { type MapDay, placeOf } from './day.ts'
import { bandOf, HOURS, hourBands, hourTimes } from './hours.ts'
import { type LightTuned, lightParameters } from './parameters.ts'
import { type HeatHour, hoursOf } from './tables.ts'
import { marginOf, nothing, surfaceAround } from './window.ts'

const limits = {
  fr: 'Une ombre vaut ce que valent les hauteurs : un mètre d’erreur sur un toit en déplace le bord d’un mètre à midi, de plus de cinq au coucher. Les houppiers sont pleins et tous en feuilles.',
  en: 'A shade is worth what the heights are: one metre off on a roof moves its edge by one metre at noon, by more than five near sunset. Crowns are solid and all in leaf.',
}

/** From true north to the north of the map of the pack. */
export const northOf = (run: Pick<Making, 'territory'>, crs: string) => {
  const project = projector('EPSG:4326', crs)
  const place = placeOf(run)
  return (azimuth: number) => gridAzimuth(azimuth, place, (position) => project(position as unknown as Position))
}

/** The share of the direct beam that reaches the ground at each hour of the day. */
export function shadeAsset(
  input: { readonly surface: Asset; readonly day: AssetRef<typeof HeatHour> },
  { day, said }: MapDay,
  frame: Frame,
  tuned: LightTuned,
  publishing: Publishing,
) {
  const { crs, step, tiles } = frame
  return fileAsset({
    kind: 'raster',
    name: 'shade',
    title: { fr: 'Soleil et ombre, heure par heure', en: 'Sun and shade, hour by hour' },
    description: described(
      publishing,
      `Part du rayonnement direct du soleil qui arrive au sol, par mailles de ${step} m, à chaque heure de l’horloge. ${said.fr}. 1 au soleil, 0 à l’ombre ou la nuit, ${String(tuned.transmissivity).replace('.', ',')} sous un houppier ; obstacles jusqu’à ${tuned.reach} m. Vide dans les bâtiments.`,
      `Share of the direct beam of the sun that reaches the ground, by cells of ${step} m, at each hour of the clock. ${said.en}. 1 in the sun, 0 in the shade or at night, ${tuned.transmissivity} under a crown; obstacles up to ${tuned.reach} m. Empty in buildings.`,
    ),
    from: input,
    bands: hourBands('1', 'Part du soleil direct', 'Share of the direct sun'),
    times: hourTimes(day, 'direct_sun', 'Part du soleil direct', 'Share of the direct sun'),
    style: shadeStyle,
    partitions: tiles,
    margin: marginOf(frame, tuned),
    code: import.meta.url,
    options: { crs, step },
    parameters: Object.keys(lightParameters),
    publish: published(publishing, limits),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const { surface, core, isEmpty } = await surfaceAround(inputs.surface, bbox, frame, tuned)
      const hours = await hoursOf(inputs.day)
      const onMap = northOf(run, crs)
      const known = hours.filter((hour): hour is HourWeather => hour !== undefined)
      const suns = known.map(({ sun }) => ({ azimuth: onMap(sun.azimuth), elevation: sun.elevation }))
      const maps = isEmpty ? [] : sunlights(surface, core, suns, tuned)
      const none = nothing(frame)
      return run.raster({
        name: `shade_${run.partition!.key}`,
        bbox,
        step,
        crs,
        type: 'uint8',
        bands: HOURS.map((hour) => {
          const place = hours[hour] && !isEmpty ? known.indexOf(hours[hour]) : -1
          return { name: bandOf(hour), values: maps[place]?.direct ?? none, scale: 0.01 }
        }),
      })
    },
  })
}

/** Minutes between two looks at the sun: half its own width of sky an hour would be two; ten move a shade by a step or two. */
const STEP_MINUTES = 10

/** Hours of direct sun of the day, cell by cell. */
export function sunHoursAsset(
  surface: Asset,
  { day }: MapDay,
  frame: Frame,
  tuned: LightTuned,
  publishing: Publishing,
) {
  const { crs, step, tiles } = frame
  return fileAsset({
    kind: 'raster',
    name: 'sun_hours',
    title: { fr: 'Heures de soleil', en: 'Hours of sun' },
    description: described(
      publishing,
      `Heures de soleil direct au sol le ${day}, ciel clair, par mailles de ${step} m ; le soleil est regardé toutes les ${STEP_MINUTES} minutes. Vide dans les bâtiments.`,
      `Hours of direct sun on the ground on ${day}, clear sky, by cells of ${step} m; the sun is looked at every ${STEP_MINUTES} minutes. Empty in buildings.`,
    ),
    from: { surface },
    style: sunStyle,
    bands: { hours: number({ title: { fr: 'Heures de soleil', en: 'Hours of sun' }, unit: 'h' }) },
    partitions: tiles,
    margin: marginOf(frame, tuned),
    code: import.meta.url,
    options: { crs, step, day },
    parameters: Object.keys(lightParameters),
    publish: published(publishing, limits),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const { surface, core, isEmpty } = await surfaceAround(inputs.surface, bbox, frame, tuned)
      const values = isEmpty
        ? nothing(frame)
        : sunHours(surface, core, day, placeOf(run), STEP_MINUTES, { ...tuned, onMap: northOf(run, crs) }).hours
      return run.raster({
        name: `sun_hours_${run.partition!.key}`,
        bbox,
        step,
        crs,
        type: 'uint8',
        bands: [{ name: 'hours', values, scale: 0.1 }],
      })
    },
  })
}
