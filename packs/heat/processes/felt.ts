import { shelter, utciMap } from '../../../src/models/comfort/index.ts'
import { type HourWeather, radiantTemperatures } from '../../../src/models/radiation/index.ts'
import {
  type Core,
  type ShadeOptions,
  type Sun,
  type Surface,
  skyView,
  sunlights,
} from '../../../src/models/shade/index.ts'
import { waterOptions } from '../maps/radiant.ts'

/** What a window is computed from. */
export interface Felt {
  readonly surface: Surface
  readonly core: Core
  /** Codes of `GroundClass`, of the cells of the core. */
  readonly ground: Uint8Array
  readonly hours: readonly (HourWeather | undefined)[]
  /** Where the sun stands over the map at each hour. */
  readonly suns: readonly (Sun | undefined)[]
  readonly shade: ShadeOptions & { readonly directions: number }
}

/** UTCI of the cells of the core at each hour of the clock, °C; undefined where the day has a gap. The same models as the maps. */
export function feltOf({ surface, core, ground, hours, suns, shade }: Felt): (Float32Array | undefined)[] {
  const { sky, buildings: skyOfBuildings } = skyView(surface, core, shade)
  const known = suns.filter((sun): sun is Sun => sun !== undefined)
  const lit = sunlights(surface, core, known, shade)
  const directAt = (hour: number) => lit[known.indexOf(suns[hour]!)]!.direct
  const total = hours.reduce((sum, hour) => sum + (hour?.direct ?? 0), 0)
  const warmed = new Float32Array(sky.length)
  for (const [hour, weather] of hours.entries()) {
    const share = (weather?.direct ?? 0) / total
    if (!(share > 0)) continue
    const direct = directAt(hour)
    for (let i = 0; i < warmed.length; i++) warmed[i]! += direct[i]! * share
  }
  const kept = skyOfBuildings.map(shelter)
  const radiantAt = radiantTemperatures({ sky, skyOfBuildings, ground, warmed })
  const options = waterOptions(hours)
  return hours.map((weather, hour) => {
    if (!weather) return undefined
    const radiant = radiantAt(directAt(hour), weather, options)
    const wind = kept.map((share) => weather.wind * share)
    return utciMap({ ...weather, wind }, radiant, { calm: 'raise' })
  })
}
