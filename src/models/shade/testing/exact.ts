import type { Surface } from '../surface.ts'

/** A cell that a ray crosses: distances from the eye where it enters and leaves it, m. */
interface Crossing {
  readonly index: number
  readonly enters: number
  readonly leaves: number
}

/**
 * Cells that a straight ray from the middle of a cell crosses on the map, one after the other: J. Amanatides, A. Woo, « A fast voxel
 * traversal algorithm », Eurographics 1987. As far as the model looks: rows, or columns, within `reach` along the ray.
 */
export function* crossings(
  surface: Surface,
  row: number,
  column: number,
  azimuth: number,
  reach: number,
): Generator<Crossing> {
  const { width, height, step } = surface
  const [dx, dy] = [Math.sin((azimuth * Math.PI) / 180), -Math.cos((azimuth * Math.PI) / 180)]
  const far = Math.max(1, Math.floor((reach / step) * Math.max(Math.abs(dx), Math.abs(dy))))
  let [x, y, enters] = [column, row, 0]
  const every = [Math.abs(1 / dx), Math.abs(1 / dy)] as const
  const next: [number, number] = [every[0] / 2, every[1] / 2]
  while (x >= 0 && x < width && y >= 0 && y < height && Math.max(Math.abs(x - column), Math.abs(y - row)) <= far) {
    const leaves = Math.min(next[0], next[1])
    yield { index: y * width + x, enters: enters * step, leaves: leaves * step }
    enters = leaves
    if (next[0] < next[1]) {
      next[0] += every[0]
      x += Math.sign(dx)
    } else {
      next[1] += every[1]
      y += Math.sign(dy)
    }
  }
}

/** Share of the beam that reaches a cell of a flat surface whose buildings and crowns are boxes. */
export function exactLight(
  surface: Surface,
  row: number,
  column: number,
  azimuth: number,
  elevation: number,
  reach: number,
  through: number,
) {
  const rise = Math.tan((elevation * Math.PI) / 180)
  let light = 1
  for (const { index, enters, leaves } of crossings(surface, row, column, azimuth, reach)) {
    if (surface.buildings[index]! > enters * rise) return 0
    const top = surface.canopy[index]!
    if (top > enters * rise && top * surface.trunk < leaves * rise) light = through
  }
  return light
}

/** Sky view factors of a cell of a flat surface, looked at in so many directions. */
export function exactSky(
  surface: Surface,
  row: number,
  column: number,
  reach: number,
  directions: number,
  through: number,
) {
  let [buildings, sky] = [0, 0]
  /** sin² of an elevation. */
  const weight = (height: number, distance: number) => (height <= 0 ? 0 : height ** 2 / (height ** 2 + distance ** 2))
  for (let i = 0; i < directions; i++) {
    let horizon = 0
    const crowns: [number, number][] = []
    for (const { index, enters, leaves } of crossings(surface, row, column, ((i + 0.5) * 360) / directions, reach)) {
      horizon = Math.max(horizon, weight(surface.buildings[index]!, enters))
      const top = surface.canopy[index]!
      if (top > 0) crowns.push([weight(top * surface.trunk, leaves), weight(top, enters)])
    }
    let [hidden, done] = [0, horizon]
    for (const [low, high] of crowns.sort((a, b) => a[0] - b[0])) {
      if (high <= done) continue
      hidden += high - Math.max(low, done)
      done = high
    }
    buildings += 1 - horizon
    sky += 1 - horizon - (1 - through) * hidden
  }
  return { buildings: buildings / directions, sky: sky / directions }
}
