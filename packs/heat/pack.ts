import { type Bbox, boundOf, definePack, optional } from '../../src/kernel/index.ts'
import { exposureAssets } from './exposure/assets.ts'
import { type FrameOptions, frameOf } from './frame.ts'
import { islandAssets } from './island/assets.ts'
import type { DayOptions } from './maps/day.ts'
import { mapAssets } from './maps.ts'
import { morphologyOf } from './morphology.ts'
import { parameters } from './parameters.ts'
import { heatProcesses } from './processes.ts'
import type { Publishing } from './publish.ts'
import {
  Area,
  Building,
  GroundPoint,
  Hedge,
  LandCover,
  PopulationCell,
  Rail,
  StationTemperature,
  Street,
  Tree,
  Vegetation,
  Water,
  Weather,
} from './shapes.ts'
import { comfortSheet } from './sheets/comfort.ts'
import { exposureSheet } from './sheets/exposure.ts'
import { islandSheet } from './sheets/island.ts'
import { radiationSheet } from './sheets/radiation.ts'
import { shadeSheet } from './sheets/shade.ts'
import { surfaceSheet } from './sheets/surface.ts'
import { zonesSheet } from './sheets/zones.ts'
import { type OpenGround, surfaceAsset } from './surface/asset.ts'
import { withinAsset } from './within.ts'

export interface HeatOptions extends FrameOptions, Publishing, DayOptions {
  /** What the ground is where no input says it. Default: grass. */
  readonly open?: OpenGround
  /** Where there is enough to draw maps, in the CRS of the pack: cells elsewhere are left empty. Default: the area. */
  readonly within?: readonly Bbox[]
}

/** Sun, shade, comfort, climate zones and heat island of a territory, by the cells and tiles of a frame. */
export function heatPack(options: HeatOptions) {
  const frame = frameOf(options)
  const { open = 'grass' } = options
  return definePack({
    id: 'heat',
    title: { fr: 'Chaleur en ville', en: 'Heat in the city' },
    description: {
      fr: 'Soleil, ombre et confort à chaque heure d’un jour de canicule, zones climatiques locales, îlot de chaleur nocturne, et qui vit là où il fait chaud.',
      en: 'Sun, shade and comfort at each hour of a heat-wave day, local climate zones, the heat island at night, and who lives where it is hot.',
    },
    code: import.meta.url,
    // All optional: a territory gets what its data allows.
    inputs: {
      area: optional(Area),
      buildings: optional(Building),
      trees: optional(Tree),
      vegetation: optional(Vegetation),
      hedges: optional(Hedge),
      water: optional(Water),
      streets: optional(Street),
      rails: optional(Rail),
      ground_points: optional(GroundPoint),
      land_cover: optional(LandCover),
      surveyed: optional(Area),
      weather: optional(Weather),
      temperatures: optional(StationTemperature),
      population: optional(PopulationCell),
    },
    parameters,
    sheets: [surfaceSheet, shadeSheet, radiationSheet, comfortSheet, zonesSheet, islandSheet, exposureSheet],
    assets: ({ weather, temperatures, population, surveyed, ...ground }, tuned) => {
      const refs = boundOf(ground)
      const mapped = options.within && withinAsset(options.within, frame, options)
      const surface = surfaceAsset({ ...refs, ...(mapped && { area: mapped }) }, frame, open, tuned, options)
      const maps = mapAssets({ surface, weather }, frame, tuned, options)
      const { sky, hours: day } = maps
      const morphology = morphologyOf(
        { ...refs, ...boundOf({ population, surveyed: mapped ?? surveyed }), sky },
        frame,
        tuned,
        options,
      )
      const islands = islandAssets({ surface, sky, day, temperatures }, frame, tuned, options)
      return [
        ...(mapped ? [mapped] : []),
        surface,
        ...maps.all,
        ...Object.values(morphology ?? {}),
        ...islands,
        ...exposureAssets(
          {
            population,
            surface,
            utci: maps.comfort,
            island: islands.find(({ name }) => name === 'heat_island')!,
            ...(morphology && { zones: morphology.zones }),
          },
          frame,
          tuned,
          options,
        ),
      ]
    },
    processes: (_, tuned) => heatProcesses(frame, tuned),
  })
}
