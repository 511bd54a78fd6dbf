import { type Asset, type AssetRef, fileAsset } from '../../../src/kernel/index.ts'
import { shelter, utciMap } from '../../../src/models/comfort/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { stressStyle } from '../styles.ts'
import type { MapDay } from './day.ts'
import { bandOf, hourBands, hourTimes } from './hours.ts'
import { radiantLimits } from './radiant.ts'
import { type HeatHour, hoursOf } from './tables.ts'
import { bandsOfHours } from './tenths.ts'

/** UTCI at each hour of the day. */
export function comfortAsset(
  input: { readonly radiant: Asset; readonly sky: Asset; readonly day: AssetRef<typeof HeatHour> },
  { day, said }: MapDay,
  { crs, step, tiles }: Frame,
  publishing: Publishing,
) {
  return fileAsset({
    kind: 'raster',
    name: 'utci',
    title: { fr: 'Confort thermique (UTCI), heure par heure', en: 'Thermal comfort (UTCI), hour by hour' },
    description: described(
      publishing,
      `Indice universel du climat thermique (UTCI) d’une personne qui marche, par mailles de ${step} m, à chaque heure de l’horloge. ${said.fr}. Plus de 32 °C : stress fort ; plus de 38 °C : très fort ; plus de 46 °C : extrême. Le vent est réduit dans les rues étroites. Une erreur de 4,8 à 9 K sur la température radiante en fait une de 1 à 2,4 K sur l’UTCI.`,
      `Universal Thermal Climate Index (UTCI) of a person walking, by cells of ${step} m, at each hour of the clock. ${said.en}. Above 32 °C: strong stress; above 38 °C: very strong; above 46 °C: extreme. Wind is reduced in narrow streets. An error of 4.8 to 9 K on the radiant temperature makes one of 1 to 2.4 K on UTCI.`,
    ),
    from: input,
    bands: hourBands('Cel', 'UTCI', 'UTCI'),
    times: hourTimes(day, 'utci', 'Confort thermique (UTCI)', 'Thermal comfort (UTCI)'),
    style: stressStyle,
    partitions: tiles,
    code: import.meta.url,
    parameters: [],
    publish: published(publishing, radiantLimits),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const hours = await hoursOf(inputs.day)
      const sky = (await inputs.sky.grid({ bbox, bands: ['sky_buildings'] })).bands[0]!
      const kept = sky.map(shelter)
      const [wind, into] = [new Float32Array(sky.length), new Float32Array(sky.length)]
      const isAnywhere = sky.some((share) => !Number.isNaN(share))
      const bands = await bandsOfHours(sky.length, run, async (hour) => {
        const weather = isAnywhere ? hours[hour] : undefined
        if (!weather) return undefined
        const radiant = (await inputs.radiant.grid({ bbox, bands: [bandOf(hour)] })).bands[0]!
        for (let i = 0; i < wind.length; i++) wind[i] = weather.wind * kept[i]!
        return utciMap({ ...weather, wind }, radiant, { calm: 'raise', into })
      })
      return run.raster({ name: `utci_${run.partition!.key}`, bbox, step, crs, type: 'int16', bands })
    },
  })
}
