import type { Surface } from '../surface.ts'

/** Numbers from 0 to 1 that a seed decides: G. Marsaglia, « Xorshift RNGs », Journal of Statistical Software 8 (2003) 14. */
export function random(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A town at random: hills, blocks of buildings, round crowns, some holes in what is known of the ground. */
export function town(
  width: number,
  height: number,
  seed: number,
  options: { unknown?: number; relief?: number } = {},
): Surface {
  const next = random(seed)
  const ground = new Float32Array(width * height)
  const buildings = new Float32Array(width * height)
  const canopy = new Float32Array(width * height)
  const { unknown = 0, relief = 15 } = options
  const [a, b, c] = [next() * 6, next() * 6, next() * 6]
  for (let i = 0; i < ground.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    ground[i] = 30 + relief * (Math.sin(x / 40 + a) * Math.cos(y / 55 + b) + 0.2 * Math.sin((x + y) / 9 + c))
  }
  const draw = (cells: Float32Array, top: () => number, round: boolean, side: number) => {
    const [w, h] = [2 + Math.floor(next() * side), 2 + Math.floor(next() * side)]
    const [left, up] = [Math.floor(next() * width), Math.floor(next() * height)]
    const value = top()
    for (let row = up; row < Math.min(up + h, height); row++) {
      for (let column = left; column < Math.min(left + w, width); column++) {
        const far = ((column - left + 0.5) / w - 0.5) ** 2 + ((row - up + 0.5) / h - 0.5) ** 2
        if (!round || far < 0.25) cells[row * width + column] = value
      }
    }
  }
  const things = Math.ceil((width * height) / 400)
  for (let i = 0; i < things; i++) draw(buildings, () => 3 + next() * 15, false, 14)
  for (let i = 0; i < things; i++) draw(canopy, () => 2 + next() * 18, true, 9)
  for (let i = 0; i < unknown; i++) draw(ground, () => Number.NaN, false, 5)
  return { width, height, step: 1, origin: [317_000, 6_746_000], ground, buildings, canopy, trunk: 0.25 }
}
