import { boundOf, definePack, optional } from '../../src/kernel/index.ts'
import { type FrameOptions, frameOf } from './frame.ts'
import type { DayOptions } from './maps/day.ts'
import { mapAssets } from './maps.ts'
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
import { type OpenGround, surfaceAsset } from './surface/asset.ts'

export interface HeatOptions extends FrameOptions, Publishing, DayOptions {
  /** What the ground is where no input says it. Default: grass. */
  readonly open?: OpenGround
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
      weather: optional(Weather),
      temperatures: optional(StationTemperature),
      population: optional(PopulationCell),
    },
    parameters,
    assets: ({ weather, temperatures, population, ...ground }, tuned) => {
      const surface = surfaceAsset(boundOf(ground), frame, open, tuned, options)
      const maps = mapAssets({ surface, weather }, frame, tuned, options)
      return [surface, ...maps.all]
    },
    processes: (_, tuned) => heatProcesses(frame, tuned),
  })
}
