import { type Block, rowStride, upTo } from './block.ts'
import { copyOut, eachBlock } from './blocks.ts'
import { checkSun } from './check.ts'
import { UNITS } from './kernel.ts'
import { heading } from './lattice.ts'
import type { Core, ShadeOptions, Sun, Surface } from './surface.ts'
import { trace } from './trace.ts'

/** For each cell of the core, rows from the north. */
export interface Sunlight {
  /**
   * Share of the direct beam that reaches the ground: 1 sun, 0 shade of ground or buildings, `transmissivity` shade of crowns only.
   * NaN where the ground is unknown and, unless `roofs`, in buildings.
   */
  readonly direct: Float32Array
}

/** Beyond it a shadow is shorter than a cell whatever stands there, degrees. */
const OVERHEAD = 89.99

/** Where the sun shines. At night (elevation of 0 or less) nowhere. Throws `shade.surface`, `.core`, `.options`, `.height`. */
export function sunlight(surface: Surface, core: Core, sun: Sun, options: ShadeOptions): Sunlight {
  return sunlights(surface, core, [sun], options)[0]!
}

/** The same for several positions of the sun over one surface, which is then prepared once: one result each, in their order. */
export function sunlights(
  surface: Surface,
  core: Core,
  suns: readonly Sun[],
  options: ShadeOptions,
): readonly Sunlight[] {
  for (const sun of suns) checkSun(sun)
  const results = suns.map(() => ({ direct: new Float32Array(core.width * core.height) }))
  eachBlock(surface, core, options, (block) => {
    const cast = caster(block, surface, options)
    suns.forEach((sun, i) => {
      copyOut(block, cast(sun), cast.stride, core, results[i]!.direct)
    })
  })
  return results
}

/** Casts the shadows of a block: answers where in the kernel's memory the shares are, `stride` cells from a row to the next. */
export function caster(
  { core, kernel, allocate, face }: Block,
  { step }: Surface,
  { reach, transmissivity, roofs = false }: ShadeOptions,
): ((sun: Sun) => number) & { readonly stride: number } {
  const [width, height] = [upTo(core.width, 4), upTo(core.height, 4)]
  const [lyingStride, standingStride] = [rowStride(width), rowStride(height)]
  const lying = allocate(lyingStride * height * 4)
  const standing = allocate(standingStride * width * 4)
  const longest = Math.max(1, Math.floor(reach / step))
  const path = allocate(pathBytes(longest))
  const scratch = allocate(scratchBytes(longest, Math.max(width, height)))
  const crowned = kernel.highestCrown.value > kernel.lowest.value
  const { highest, highestRoof, highestCrown, lowest } = kernel
  const relief = Math.max(highest.value, highestRoof.value, highestCrown.value) - lowest.value

  const cast = ({ azimuth, elevation }: Sun): number => {
    const towards = heading(azimuth)
    const { isUpright, isForward, stride, origin, slope } = face(towards)
    const isDay = elevation > 0
    const tangent = Math.tan((Math.min(isDay ? elevation : OVERHEAD, OVERHEAD) * Math.PI) / 180)
    const rise = tangent * towards.stretch * step * UNITS
    // No ray goes on below the highest thing around: where it ends changes the time, not the result.
    const far = Math.max(1, Math.floor(reach / (step * towards.stretch)))
    const rows = Math.min(far, Math.max(1, Math.floor(relief / rise) + 3))

    const crossed = crowned && isDay ? trace(slope, rows) : []
    const cells = new Int32Array(kernel.memory.buffer, path, crossed.length * PATH_NUMBERS)
    const gained = (rowsUp: number) => Math.floor(rise * rowsUp + 0.5)
    crossed.forEach(({ up, right, enters, leaves }, i) => {
      cells.set([right * 4 - up * stride, gained(enters), gained(leaves), (right << 16) | up], i * PATH_NUMBERS)
    })

    const [place, rowBytes, last] = isUpright
      ? [lying, lyingStride * 4, core.height - 1]
      : [standing, standingStride * 4, core.width - 1]
    const [from, next] = isForward ? [place, rowBytes] : [place + last * rowBytes, -rowBytes]
    const open = isDay ? 1 : 0
    kernel.sweep(origin, slope, rise, rows, roofs, path, crossed.length, open, transmissivity, from, next, scratch)
    if (!isUpright) kernel.transpose(standing, standingStride, width, height, lying, lyingStride)
    return lying
  }
  return Object.assign(cast, { stride: lyingStride })
}

/** Numbers of a cell of a path: `crossesCrown` of `assembly/sweep.ts`. */
const PATH_NUMBERS = 4

/** A ray crosses two cells a row at most. */
const pathBytes = (rows: number) => (2 * rows + 2) * PATH_NUMBERS * 4

/** What a sweep needs: two rows a row of a window, as wide as its lines spread, for opaque things and for crowns. */
function scratchBytes(reach: number, side: number): number {
  const width = side + reach + 8
  return (2 + 2 * Math.min(reach, side)) * width * 4
}
