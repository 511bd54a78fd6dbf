import type { HourWeather } from './weather.ts'

/** What a person standing in each cell sees. All arrays have the same length, in any order. */
export interface Cells {
  /** Sky view factor, crowns weighing what they stop of the light, 0 to 1. NaN: outside. */
  readonly sky: Float32Array
  /** Sky view factor without the trees, 0 to 1: at least `sky`. */
  readonly skyOfBuildings: Float32Array
  /** Share of the direct beam that arrives, 0 to 1. */
  readonly direct: Float32Array
  /** Codes of `GroundClass`. Cells of class 0 are NaN. */
  readonly ground: Uint8Array
}

export interface RadiationOptions {
  /** Albedo and emissivity of walls, 0 to 1. */
  readonly wallAlbedo?: number
  readonly wallEmissivity?: number
  /** Of standing water, °C. Default: the temperature of the air. */
  readonly waterTemperature?: number
  /** Where to write, instead of a new array. */
  readonly into?: Float32Array
}

/** Mean radiant temperature of a standing person in each cell, °C; NaN where a cell has no class or no sky view. */
export function meanRadiantTemperature(
  _cells: Cells,
  _hour: HourWeather,
  _options: RadiationOptions = {},
): Float32Array<ArrayBufferLike> {
  throw new Error('not written yet')
}
