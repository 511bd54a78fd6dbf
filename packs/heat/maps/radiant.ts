import { type Asset, type AssetRef, fileAsset } from '../../../src/kernel/index.ts'
import { type HourWeather, radiantTemperatures } from '../../../src/models/radiation/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { radiantStyle } from '../styles.ts'
import type { MapDay } from './day.ts'
import { bandOf, HOURS, hourBands, hourTimes } from './hours.ts'
import { type HeatHour, hoursOf } from './tables.ts'

/** Whole tenths of a degree: far below the error of the model. */
const SCALE = 0.1
const NONE = -32_768

/** The mean radiant temperature of a standing person at each hour of the day. */
export function radiantAsset(
  input: {
    readonly surface: Asset
    readonly sky: Asset
    readonly shade: Asset
    readonly day: AssetRef<typeof HeatHour>
  },
  { day, said }: MapDay,
  { crs, step, tiles }: Frame,
  publishing: Publishing,
) {
  return fileAsset({
    kind: 'raster',
    name: 'radiant_temperature',
    title: { fr: 'Température radiante moyenne, heure par heure', en: 'Mean radiant temperature, hour by hour' },
    description: described(
      publishing,
      `Température radiante moyenne d’une personne debout, par mailles de ${step} m, à chaque heure de l’horloge. ${said.fr}. À la manière de SOLWEIG : rayonnement direct, diffus, réfléchi et infrarouge du ciel, du sol et des murs. Erreur type des modèles de cette famille face aux mesures : 4,8 à 9 K.`,
      `Mean radiant temperature of a standing person, by cells of ${step} m, at each hour of the clock. ${said.en}. In the manner of SOLWEIG: direct, diffuse, reflected and longwave radiation of the sky, the ground and the walls. Root mean square error of models of this family against measurements: 4.8 to 9 K.`,
    ),
    from: input,
    bands: hourBands('Cel', 'Température radiante moyenne', 'Mean radiant temperature'),
    times: hourTimes(day, 'radiant_temperature', 'Température radiante moyenne', 'Mean radiant temperature'),
    style: radiantStyle,
    partitions: tiles,
    code: import.meta.url,
    parameters: [],
    publish: published(publishing, radiantLimits),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const hours = await hoursOf(inputs.day)
      const cover = (await inputs.surface.grid({ bbox, bands: ['cover'] })).bands[0]!
      const [sky, skyOfBuildings] = (await inputs.sky.grid({ bbox, bands: ['sky', 'sky_buildings'] })).bands as [
        Float32Array,
        Float32Array,
      ]
      const ground = Uint8Array.from(cover, (code) => (Number.isNaN(code) ? 0 : code))
      const direct = async (hour: number) => (await inputs.shade.grid({ bbox, bands: [bandOf(hour)] })).bands[0]!

      const warmed = new Float32Array(sky.length)
      const sun = hours.reduce((sum, hour) => sum + (hour?.direct ?? 0), 0)
      for (const hour of HOURS) {
        const share = (hours[hour]?.direct ?? 0) / sun
        if (!(share > 0)) continue
        const lit = await direct(hour)
        for (let i = 0; i < warmed.length; i++) warmed[i]! += lit[i]! * share
      }
      const radiantAt = radiantTemperatures({ sky, skyOfBuildings, ground, warmed })
      const options = waterOptions(hours)
      const into = new Float32Array(sky.length)
      const bands: { name: string; values: Int16Array; scale: number }[] = []
      for (const hour of HOURS) {
        run.signal.throwIfAborted()
        const weather = hours[hour]
        const values = new Int16Array(sky.length).fill(NONE)
        if (weather) tenths(radiantAt(await direct(hour), weather, { ...options, into }), values)
        bands.push({ name: bandOf(hour), values, scale: SCALE })
        run.progress(hour + 1, HOURS.length)
      }
      return run.raster({ name: `radiant_temperature_${run.partition!.key}`, bbox, step, crs, type: 'int16', bands })
    },
  })
}

/** Standing water keeps near the mean of the day. */
export const waterOptions = (hours: readonly (HourWeather | undefined)[]) => {
  const known = hours.filter((hour) => hour !== undefined)
  return { waterTemperature: known.reduce((sum, { temperature }) => sum + temperature, 0) / known.length }
}

export function tenths(values: Float32Array, into: Int16Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isNaN(value)) into[i] = Math.round(value / SCALE)
  }
}

export const radiantLimits = {
  fr: 'Une personne debout, immobile, dehors. Murs et sols ont les propriétés de leur classe, pas les leurs ; l’air et le vent sont les mêmes partout au-dessus des toits. Bon pour comparer des lieux et des heures, pas pour dire la température d’un lieu à un degré près.',
  en: 'A person standing still outdoors. Walls and grounds have the properties of their class, not their own; air and wind are the same everywhere above the roofs. Good to compare places and hours, not to tell the temperature of a place to a degree.',
}
