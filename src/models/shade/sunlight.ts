import type { Core, ShadeOptions, Sun, Surface } from './surface.ts'

/** For each cell of the core, rows from the north. */
export interface Sunlight {
  /** Share of the direct beam that reaches the ground: 1 sun, 0 shade of ground or buildings, `transmissivity` shade of crowns. */
  readonly direct: Float32Array
}

/** Where the sun shines. At night (elevation of 0 or less) nowhere. */
export function sunlight(surface: Surface, core: Core, sun: Sun, options: ShadeOptions): Sunlight {
  return sunlights(surface, core, [sun], options)[0]!
}

/** The same for several positions of the sun over one surface, which is then prepared once: one result each, in their order. */
export function sunlights(
  _surface: Surface,
  _core: Core,
  _suns: readonly Sun[],
  _options: ShadeOptions,
): readonly Sunlight[] {
  throw new Error('not written yet')
}
