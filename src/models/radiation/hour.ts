import { vapourPressure } from '../comfort/index.ts'
import { projectedArea } from './body.ts'
import { blackBody, SOLAR_CONSTANT } from './constants.ts'
import { GroundClass, type SurfaceKind, surfaceKinds, wallKind } from './ground.ts'
import { skyEmissivity } from './sky.ts'
import { surfaceExcess } from './surface.ts'
import type { HourWeather } from './weather.ts'

export interface RadiationOptions {
  /** Albedo and emissivity of walls, 0 to 1. Default: those of `wallKind`. */
  readonly wallAlbedo?: number
  readonly wallEmissivity?: number
  /** Of standing water, °C. Default: the temperature of the air, too hot by day: the mean of the day is nearer. */
  readonly waterTemperature?: number
}

/** A surface at an hour: what it emits if black, W/m², in the shade, and what sun now and sun before add to it. */
interface SurfaceHour {
  readonly albedo: number
  readonly emissivity: number
  readonly shade: number
  readonly prompt: number
  readonly stored: number
}

/** What is the same in all cells at an hour. Radiation in W/m². */
export interface HourTerms {
  /** Of the sun, across its rays and on the flat; of the sky, on the flat. */
  readonly beam: number
  readonly direct: number
  readonly diffuse: number
  readonly elevation: number
  /** Share of the beam that a standing person takes. */
  readonly projected: number
  /** Thermal radiation of the air taken as black, and of the sky. */
  readonly air: number
  readonly sky: number
  readonly wall: SurfaceHour
  /** By code of `GroundClass`; undefined for `none`. */
  readonly grounds: readonly (SurfaceHour | undefined)[]
}

export function hourTerms(weather: HourWeather, options: RadiationOptions = {}): HourTerms {
  const { temperature, humidity, cloud, sun } = weather
  const up = sun.elevation > 0
  const direct = up ? weather.direct : 0
  const surface = (kind: SurfaceKind, base = temperature): SurfaceHour => {
    const { prompt, stored } = surfaceExcess(kind, sun, cloud)
    return {
      albedo: kind.albedo,
      emissivity: kind.emissivity,
      shade: blackBody(base),
      prompt: blackBody(base + stored + prompt) - blackBody(base + stored),
      stored: blackBody(base + stored) - blackBody(base),
    }
  }
  const grounds: (SurfaceHour | undefined)[] = []
  for (const [name, kind] of Object.entries(surfaceKinds))
    grounds[GroundClass[name as keyof typeof surfaceKinds]] = surface(
      kind,
      name === 'water' ? options.waterTemperature : undefined,
    )
  const air = blackBody(temperature)
  return {
    // A sun on the horizon has next to no beam on the flat: dividing by the sine of its elevation must not make more of it than there is in space.
    beam: up ? Math.min(SOLAR_CONSTANT, direct / Math.sin((sun.elevation * Math.PI) / 180)) : 0,
    direct,
    diffuse: up ? weather.diffuse : 0,
    elevation: sun.elevation,
    projected: up ? projectedArea(sun.elevation) : 0,
    air,
    sky: air * skyEmissivity(temperature, vapourPressure(temperature, humidity), cloud),
    wall: {
      ...surface(wallKind),
      ...(options.wallAlbedo !== undefined && { albedo: options.wallAlbedo }),
      ...(options.wallEmissivity !== undefined && { emissivity: options.wallEmissivity }),
    },
    grounds,
  }
}
