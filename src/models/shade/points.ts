import { checkShade, checkSun } from './check.ts'
import type { ShadeOptions, Sun, Surface } from './surface.ts'

/**
 * Terrain this much above a ray, in cells, stops it: the ground of a cell is that of its middle, and a slope that the sun grazes is in
 * the sun.
 */
const GRAZED = 0.35

/**
 * What `sunlights` tells of cells, told of a few places by following a ray from each: some thousand places over a large surface
 * cost far less than all its cells. Rays are followed from cell to cell (J. Amanatides, A. Woo, « A fast voxel traversal algorithm »,
 * Eurographics 1987) and not on a lattice: on the edge of a shade the two may differ.
 *
 * @param places x0, y0, x1, y1… on the map, m
 * @returns for each sun a value for each place: NaN where the ground is unknown, in buildings and beyond the surface. Throws what
 * `sunlights` does, but for `shade.height`.
 */
export function sunlightAt(
  surface: Surface,
  places: ArrayLike<number>,
  suns: readonly Sun[],
  options: Pick<ShadeOptions, 'reach' | 'transmissivity'>,
): readonly Float32Array[] {
  const { width, height, step, origin } = surface
  checkShade(surface, { left: 0, top: 0, width, height }, options)
  for (const sun of suns) checkSun(sun)
  const count = places.length / 2
  const eyes = new Int32Array(count).fill(-1)
  for (let i = 0; i < count; i++) {
    const column = Math.floor((places[2 * i]! - origin[0]) / step)
    const row = Math.floor((origin[1] - places[2 * i + 1]!) / step)
    if (!(column >= 0 && column < width && row >= 0 && row < height)) continue
    const cell = row * width + column
    if (!Number.isNaN(surface.ground[cell]) && !(surface.buildings[cell]! > 0)) eyes[i] = cell
  }
  const obstacles = obstaclesOf(surface)
  return suns.map((sun) => {
    const direct = new Float32Array(count)
    for (let i = 0; i < count; i++) {
      if (eyes[i]! < 0) direct[i] = Number.NaN
      else if (sun.elevation > 0)
        direct[i] = lightOf(
          obstacles,
          eyes[i]!,
          (places[2 * i]! - origin[0]) / step,
          (origin[1] - places[2 * i + 1]!) / step,
          sun,
          options,
        )
    }
    return direct
  })
}

/** Heights above sea of what stops light, cell by cell; none is minus infinity. */
interface Obstacles {
  readonly width: number
  readonly height: number
  readonly step: number
  readonly ground: Float32Array
  readonly roof: Float32Array
  readonly top: Float32Array
  readonly base: Float32Array
  /** The highest of all this in squares of cells, in rows of `across`: rays that pass over one look at none of its cells. */
  readonly squares: Float32Array
  readonly across: number
  readonly highest: number
}

/** Side of a square, in cells. */
const SIDE = 16

function obstaclesOf({ width, height, step, ground, buildings, canopy, trunk }: Surface): Obstacles {
  const none = () => new Float32Array(width * height).fill(-Infinity)
  const [land, roof, top, base] = [none(), none(), none(), none()]
  const across = Math.ceil(width / SIDE)
  const squares = new Float32Array(across * Math.ceil(height / SIDE)).fill(-Infinity)
  let highest = -Infinity
  for (let i = 0; i < ground.length; i++) {
    const level = ground[i]!
    if (Number.isNaN(level)) continue
    land[i] = level
    if (buildings[i]! > 0) roof[i] = level + buildings[i]!
    if (canopy[i]! > 0) {
      top[i] = level + canopy[i]!
      base[i] = level + canopy[i]! * trunk
    }
    const square = Math.floor(i / width / SIDE) * across + Math.floor((i % width) / SIDE)
    squares[square] = Math.max(squares[square]!, level, roof[i]!, top[i]!)
    highest = Math.max(highest, squares[square]!)
  }
  return { width, height, step, ground: land, roof, top, base, squares, across, highest }
}

/** The share of the beam that comes to the ground of a cell, from a position (x, y) in cells from the north-west corner. */
function lightOf(
  { width, height, step, ground, roof, top, base, squares, across, highest }: Obstacles,
  eye: number,
  x: number,
  y: number,
  { azimuth, elevation }: Sun,
  { reach, transmissivity }: Pick<ShadeOptions, 'reach' | 'transmissivity'>,
): number {
  const angle = (azimuth * Math.PI) / 180
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)]
  const rise = Math.tan((Math.min(elevation, 89.99) * Math.PI) / 180) * step
  const level = ground[eye]!
  // Beyond, the ray is above everything, or farther than obstacles are looked for.
  const far = Math.min(reach / step, (highest - level) / rise)
  const grazed = GRAZED * step
  const [everyX, everyY] = [Math.abs(1 / dx), Math.abs(1 / dy)]
  const [right, down] = [dx > 0 ? 1 : -1, dy > 0 ? 1 : -1]
  let light = 1
  for (let enters = 0; enters <= far; ) {
    // A hair inside, so that the side just crossed is behind.
    const inside = enters + 1e-7
    let [column, row] = [Math.floor(x + inside * dx), Math.floor(y + inside * dy)]
    if (column < 0 || column >= width || row < 0 || row >= height) return light
    const [u, v] = [Math.floor(column / SIDE), Math.floor(row / SIDE)]
    const endX = dx === 0 ? Infinity : ((dx > 0 ? (u + 1) * SIDE : u * SIDE) - x) / dx
    const endY = dy === 0 ? Infinity : ((dy > 0 ? (v + 1) * SIDE : v * SIDE) - y) / dy
    const end = Math.min(endX, endY)
    if (squares[v * across + u]! <= level + enters * rise) {
      enters = end
      continue
    }
    let nextX = dx === 0 ? Infinity : ((dx > 0 ? column + 1 : column) - x) / dx
    let nextY = dy === 0 ? Infinity : ((dy > 0 ? row + 1 : row) - y) / dy
    const stop = Math.min(end, far)
    while (enters <= stop && column >= 0 && column < width && row >= 0 && row < height) {
      const cell = row * width + column
      const leaves = Math.min(nextX, nextY)
      const [low, high] = [level + enters * rise, level + leaves * rise]
      if (roof[cell]! > low) return 0
      if (enters > 0 && ground[cell]! > (low + high) / 2 + grazed) return 0
      if (top[cell]! > low && base[cell]! < high) light = transmissivity
      enters = leaves
      if (leaves >= end) break
      if (nextX < nextY) {
        nextX += everyX
        column += right
      } else {
        nextY += everyY
        row += down
      }
    }
    enters = Math.max(enters, stop)
    if (enters >= far) return light
  }
  return light
}
