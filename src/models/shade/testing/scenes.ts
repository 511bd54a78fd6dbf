import type { Core, Surface } from '../surface.ts'

/** A surface whose heights (m) are functions of the middle of each cell, in cells from the north-west corner. */
export function scene(
  width: number,
  height: number,
  heights: {
    readonly ground?: (x: number, y: number) => number
    readonly buildings?: (x: number, y: number) => number
    readonly canopy?: (x: number, y: number) => number
  },
  origin: readonly [number, number] = [317_000, 6_746_000],
): Surface {
  const fill = (at: (x: number, y: number) => number = () => 0) =>
    Float32Array.from({ length: width * height }, (_, i) => at((i % width) + 0.5, Math.floor(i / width) + 0.5))
  const { ground, buildings, canopy } = heights
  return {
    width,
    height,
    step: 1,
    origin,
    ground: fill(ground),
    buildings: fill(buildings),
    canopy: fill(canopy),
    trunk: 0.25,
  }
}

export const whole = ({ width, height }: Surface): Core => ({ left: 0, top: 0, width, height })

/** Part of a surface as a surface of its own. */
export function crop(surface: Surface, { left, top, width, height }: Core): Surface {
  const cut = (values: Float32Array) =>
    Float32Array.from(
      { length: width * height },
      (_, i) => values[(top + Math.floor(i / width)) * surface.width + left + (i % width)]!,
    )
  return {
    ...surface,
    width,
    height,
    origin: [surface.origin[0] + left * surface.step, surface.origin[1] - top * surface.step],
    ground: cut(surface.ground),
    buildings: cut(surface.buildings),
    canopy: cut(surface.canopy),
  }
}

/** A quarter turn clockwise about the origin of the map: cells, and where they are. */
export function turn(surface: Surface): Surface {
  const { width, height, origin, step } = surface
  const turned = (values: Float32Array) => turnValues(values, width, height)
  return {
    ...surface,
    width: height,
    height: width,
    origin: [origin[1] - height * step, -origin[0]],
    ground: turned(surface.ground),
    buildings: turned(surface.buildings),
    canopy: turned(surface.canopy),
  }
}

export function turnValues(values: Float32Array, width: number, height: number): Float32Array {
  return values.map((_, i) => values[(height - 1 - (i % height)) * width + Math.floor(i / height)]!)
}

/** East for west about the origin of the map. */
export function mirror(surface: Surface): Surface {
  const { width, origin, step } = surface
  const mirrored = (values: Float32Array) => mirrorValues(values, width)
  return {
    ...surface,
    origin: [-(origin[0] + width * step), origin[1]],
    ground: mirrored(surface.ground),
    buildings: mirrored(surface.buildings),
    canopy: mirrored(surface.canopy),
  }
}

export function mirrorValues(values: Float32Array, width: number): Float32Array {
  return values.map((_, i) => values[Math.floor(i / width) * width + width - 1 - (i % width)]!)
}
