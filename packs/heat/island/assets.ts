import { type Asset, type AssetRef, UNBOUND } from '../../../src/kernel/index.ts'
import type { Frame } from '../frame.ts'
import type { HeatHour } from '../maps/tables.ts'
import type { Publishing } from '../publish.ts'
import type { StationTemperature } from '../shapes.ts'
import { mapAsset } from './map-asset.ts'
import { modelAsset } from './model-asset.ts'
import { nightsAsset } from './nights-asset.ts'
import type { IslandTuned } from './parameters.ts'
import { stationsAsset } from './stations-asset.ts'
import { surroundingsAsset } from './surroundings.ts'

export interface IslandRefs {
  /** Raster of the ground and what stands on it: `heat_surface`. */
  readonly surface: AssetRef
  /** Raster of the sky view: `sky_view`. */
  readonly sky: AssetRef
  /** The hours of the hot day: `heat_day`. */
  readonly day: AssetRef<typeof HeatHour>
  /** May be left unbound: the map is then an estimate. */
  readonly temperatures: AssetRef<typeof StationTemperature>
}

/** The heat island at night: nights and stations where there are any, the model, the map. */
export function islandAssets(
  { surface, sky, day, temperatures }: IslandRefs,
  frame: Frame,
  tuned: IslandTuned,
  publishing: Publishing,
): Asset[] {
  const context = { frame, tuned, publishing }
  const surroundings = surroundingsAsset({ surface, sky }, frame, tuned, publishing)
  if (temperatures.name === UNBOUND) {
    const model = modelAsset({ surroundings, day }, context)
    return [surroundings, model, mapAsset({ surroundings, model }, context)]
  }
  const nights = nightsAsset({ temperatures, surroundings }, context)
  const stations = stationsAsset({ nights, surroundings, day }, context)
  const model = modelAsset({ surroundings, day, nights }, context)
  return [surroundings, nights, stations, model, mapAsset({ surroundings, model, stations }, context)]
}
