import type { Core, ShadeOptions, Surface } from './surface.ts'

export interface SkyOptions extends ShadeOptions {
  /** Directions around the horizon, a multiple of 4. Default: 32. */
  readonly directions?: number
  /** Whether to give the views of the four halves. Default: false. */
  readonly sides?: boolean
}

/** For each cell of the core, rows from the north: shares (0 to 1) of what a horizontal plane would get from an even sky. */
export interface SkyView {
  /** Crowns let `transmissivity` through. */
  readonly sky: Float32Array
  /** As if there were no trees: at least `sky`. */
  readonly buildings: Float32Array
  /** `sky`, of the half of the sky on that side of the map only: 1 where it is open. Opposite sides have `sky` for mean. */
  readonly sides?: {
    readonly north: Float32Array
    readonly east: Float32Array
    readonly south: Float32Array
    readonly west: Float32Array
  }
}

/** Sky view factors of a horizontal plane on the ground. */
export function skyView(_surface: Surface, _core: Core, _options: SkyOptions): SkyView {
  throw new Error('not written yet')
}
