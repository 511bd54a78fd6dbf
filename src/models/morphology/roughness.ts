// Macdonald, Griffiths and Hall (1998), Atmospheric Environment 32, 1857–1864, for staggered arrays of cubes.
const ALPHA = 4.43
const BETA = 1
const DRAG = 1.2
const KARMAN = 0.4

export interface Roughness {
  /** Roughness length z₀, m. */
  readonly length: number
  /** Displacement height d, m. */
  readonly displacement: number
}

/**
 * Roughness length and displacement height of buildings, by Macdonald et al. (1998): d/h = 1 + α^(−λp) (λp − 1),
 * z₀/h = (1 − d/h) exp(−(½ β C ÷ κ² (1 − d/h) λf)^(−½)).
 * `height` in m, `plan` (λp) the share of the ground built on, `frontal` (λf) the area of walls that faces the wind per area of
 * ground. 0 without buildings.
 */
export function macdonald(height: number, plan: number, frontal: number): Roughness {
  if (!(height > 0 && plan > 0 && frontal > 0)) return { length: 0, displacement: 0 }
  const displaced = 1 + ALPHA ** -plan * (plan - 1)
  const drag = ((0.5 * BETA * DRAG) / KARMAN ** 2) * (1 - displaced) * frontal
  return { length: height * (1 - displaced) * Math.exp(-(drag ** -0.5)), displacement: height * displaced }
}

/**
 * Roughness length of each class of Davenport, m, from 1 (open sea) to 8 (chaotic): Davenport et al. (2000), as Stewart and Oke
 * (2012), table 5, have it.
 */
export const davenport = [0.0002, 0.005, 0.03, 0.1, 0.25, 0.5, 1, 2] as const

/**
 * The class of Davenport, 1 to 8, nearest to a roughness length in m. Wind follows the logarithm of the length, so that classes
 * part at geometric means. `undefined` for what is no positive length.
 */
export function davenportClass(length: number): number | undefined {
  if (!(length > 0)) return undefined
  const limits = davenport.slice(1).map((z, i) => Math.sqrt(z * davenport[i]!))
  return 1 + limits.filter((limit) => length >= limit).length
}

/** Shares of an area, 0 to 1, and the roughness length of what covers them, m. */
export type RoughCover = readonly (readonly [share: number, length: number])[]

/**
 * Roughness length of open ground of several covers: the mean of the logarithms, weighted by area (Taylor 1987, Boundary-Layer
 * Meteorology 39, 351–365). `undefined` for no area.
 */
export function openRoughness(covers: RoughCover): number | undefined {
  const whole = covers.reduce((sum, [share]) => sum + share, 0)
  return whole > 0
    ? Math.exp(covers.reduce((sum, [share, length]) => sum + share * Math.log(length), 0) / whole)
    : undefined
}
