import type { Asset, AssetRef } from '../../src/kernel/index.ts'
import type { Frame } from './frame.ts'
import { comfortAsset } from './maps/comfort.ts'
import { type DayOptions, dayAssets } from './maps/day.ts'
import type { LightTuned } from './maps/parameters.ts'
import { radiantAsset } from './maps/radiant.ts'
import { shadeAsset, sunHoursAsset } from './maps/shade.ts'
import { skyAsset } from './maps/sky.ts'
import type { Publishing } from './publish.ts'
import type { Weather } from './shapes.ts'

/** The maps of a day over a surface: sky view, sun and shade, radiant temperature, comfort. */
export function mapAssets(
  { surface, weather }: { readonly surface: Asset; readonly weather: AssetRef<typeof Weather> },
  frame: Frame,
  tuned: LightTuned,
  options: DayOptions & Publishing,
) {
  const { map, hours, facts } = dayAssets(weather, options, options)
  const sky = skyAsset(surface, frame, tuned, options)
  const shade = shadeAsset({ surface, day: hours }, map, frame, tuned, options)
  const sun = sunHoursAsset(surface, map, frame, tuned, options)
  const radiant = radiantAsset({ surface, sky, shade, day: hours }, map, frame, options)
  const comfort = comfortAsset({ radiant, sky, day: hours }, map, frame, options)
  return { all: [hours, facts, sky, shade, sun, radiant, comfort], hours, sky, comfort }
}
