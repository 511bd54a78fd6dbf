/**
 * Chance without state: a draw depends only on the seed, on what it is about and on up to three whole numbers, so that a
 * row is the same whoever asks for it, in any order and any batch.
 */
export type Dice = (a: number, b?: number, c?: number) => number

/** A 32-bit integer stirred until each bit depends on all (the finaliser of MurmurHash3, A. Appleby, public domain). */
function stir(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Draws in [0, 1) about one subject. */
export function dice(seed: number, about: string): Dice {
  let salt = stir(seed | 0)
  for (let i = 0; i < about.length; i++) salt = stir(salt ^ about.charCodeAt(i))
  return (a, b = 0, c = 0) => (stir(stir(stir(salt ^ a) + 0x9e3779b9 + b) + 0x9e3779b9 + c) >>> 0) / 4294967296
}

/** A draw between two values. */
export const between = (draw: number, min: number, max: number) => min + draw * (max - min)

/** A draw of mean 0 and standard deviation 1, never beyond ±3: the sum of three uniform draws. */
export const bell = (roll: Dice, a: number, b = 0, c = 0) =>
  2 * (roll(a, b, c * 3) + roll(a, b, c * 3 + 1) + roll(a, b, c * 3 + 2)) - 3

/** How many of something rare happen when `mean` are expected: Poisson, from one draw; a normal law above 40. */
export function poisson(roll: Dice, mean: number, a: number, b = 0): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell(roll, a, b)))
  const draw = roll(a, b)
  let term = Math.exp(-mean)
  let sum = term
  let n = 0
  while (draw > sum && n < 200) {
    n++
    term *= mean / n
    sum += term
  }
  return n
}

const smooth = (t: number) => t * t * (3 - 2 * t)

/** A smooth curve through random heights in [-1, 1] at each whole x. */
export function noise1(roll: Dice, x: number, lane = 0): number {
  const i = Math.floor(x)
  const t = smooth(x - i)
  return 2 * (roll(i, lane) * (1 - t) + roll(i + 1, lane) * t) - 1
}

/** A smooth surface through random heights in [-1, 1] at each whole (x, y). */
export function noise2(roll: Dice, x: number, y: number, lane = 0): number {
  const i = Math.floor(x)
  const j = Math.floor(y)
  const s = smooth(x - i)
  const t = smooth(y - j)
  const low = roll(i, j, lane) * (1 - s) + roll(i + 1, j, lane) * s
  const high = roll(i, j + 1, lane) * (1 - s) + roll(i + 1, j + 1, lane) * s
  return 2 * (low * (1 - t) + high * t) - 1
}
