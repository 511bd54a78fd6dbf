/** Turns a ring one way, in place. `ordinates`: numbers of a position. */
export function turnRing(ring: Float64Array, ordinates: number, way: 'counterclockwise' | 'clockwise'): void {
  const area = doubleArea(ring, ordinates)
  if (area !== 0 && area > 0 !== (way === 'counterclockwise')) reverse(ring, ordinates)
}

/** Twice the area of a ring, positive when it turns counterclockwise. */
function doubleArea(ring: Float64Array, ordinates: number): number {
  let sum = 0
  // Relative to the first position, so that large coordinates do not drown a small area.
  const x0 = ring[0]!
  const y0 = ring[1]!
  for (let i = ordinates; i < ring.length; i += ordinates)
    sum += (ring[i - ordinates]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[i - ordinates + 1]! - y0)
  return sum
}

function reverse(positions: Float64Array, ordinates: number): void {
  for (let a = 0, b = positions.length - ordinates; a < b; a += ordinates, b -= ordinates)
    for (let i = 0; i < ordinates; i++) {
      const kept = positions[a + i]!
      positions[a + i] = positions[b + i]!
      positions[b + i] = kept
    }
}
