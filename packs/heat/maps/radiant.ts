import { type Asset, type AssetRef, fileAsset } from '../../../src/kernel/index.ts'
import { type HourWeather, radiantTemperatures } from '../../../src/models/radiation/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { radiantStyle } from '../styles.ts'
import type { MapDay } from './day.ts'
import { bandOf, HOURS, hourBands, hourTimes } from './hours.ts'
import { type HeatHour, hoursOf } from './tables.ts'
import { bandsOfHours } from './tenths.ts'

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
    title: { fr: 'Température radiante moyenne', en: 'Mean radiant temperature' },
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
      const warmed = new Float32Array(sky.length)
      const night = new Float32Array(sky.length)
      const sun = hours.reduce((sum, hour) => sum + (hour?.direct ?? 0), 0)
      const isAnywhere = sky.some((share) => !Number.isNaN(share))
      /** The share of the beam at each hour of sun, read once. */
      const lit = new Map<number, Float32Array>()
      for (const hour of isAnywhere ? HOURS : []) {
        const share = (hours[hour]?.direct ?? 0) / sun
        if (!(share > 0)) continue
        const direct = (await inputs.shade.grid({ bbox, bands: [bandOf(hour)] })).bands[0]!
        lit.set(hour, direct)
        for (let i = 0; i < warmed.length; i++) warmed[i]! += direct[i]! * share
      }
      const radiantAt = radiantTemperatures({ sky, skyOfBuildings, ground, warmed })
      const options = { ...waterOptions(hours), into: new Float32Array(sky.length) }
      const bands = await bandsOfHours(sky.length, run, (hour) => {
        const weather = isAnywhere ? hours[hour] : undefined
        return weather && radiantAt(lit.get(hour) ?? night, weather, options)
      })
      return run.raster({ name: `radiant_temperature_${run.partition!.key}`, bbox, step, crs, type: 'int16', bands })
    },
  })
}

/** Standing water keeps near the mean of the day. */
export const waterOptions = (hours: readonly (HourWeather | undefined)[]) => {
  const known = hours.filter((hour) => hour !== undefined)
  return { waterTemperature: known.reduce((sum, { temperature }) => sum + temperature, 0) / known.length }
}

export const radiantLimits = {
  fr: 'Une personne debout, immobile, dehors. Murs et sols ont les propriétés de leur classe, pas les leurs ; l’air et le vent sont les mêmes partout au-dessus des toits. Bon pour comparer des lieux et des heures, pas pour dire la température d’un lieu à un degré près.',
  en: 'A person standing still outdoors. Walls and grounds have the properties of their class, not their own; air and wind are the same everywhere above the roofs. Good to compare places and hours, not to tell the temperature of a place to a degree.',
}
