import { heading } from '../lattice.ts'
import type { Sun, Surface } from '../surface.ts'

/**
 * Shadows of ground and roofs as they are usually swept in JavaScript: row after row away from the sun, the horizon of the row before
 * carried along the nearest cells of the ray and lowered by what the ray gains. The baseline that the kernel is timed against: no
 * crowns, no reach, no exact crossings.
 */
export function plainHorizon(
  { width, height, step, ground, buildings }: Surface,
  { azimuth, elevation }: Sun,
): Float32Array {
  const { quarter, aside, stretch } = heading(azimuth)
  const drop = Math.tan((elevation * Math.PI) / 180) * stretch * step
  const isUpright = quarter % 2 === 0
  const [rows, columns] = isUpright ? [height, width] : [width, height]
  const [down, right] = isUpright ? [width, 1] : [1, width]
  const isForward = quarter === 0 || quarter === 3
  const slope = quarter < 2 ? aside : -aside
  const direct = new Float32Array(width * height)
  let before = new Float32Array(columns).fill(Number.NEGATIVE_INFINITY)
  let now = new Float32Array(columns)
  for (let i = 0; i < rows; i++) {
    const row = isForward ? i : rows - 1 - i
    const shift = Math.floor(0.5 - slope * i) - Math.floor(0.5 - slope * (i - 1))
    for (let column = 0; column < columns; column++) {
      const cell = row * down + column * right
      const top = ground[cell]! + buildings[cell]!
      const horizon = (before[column - shift] ?? Number.NEGATIVE_INFINITY) - drop
      direct[cell] = horizon > top ? 0 : 1
      now[column] = Math.max(horizon, top)
    }
    ;[before, now] = [now, before]
  }
  return direct
}
