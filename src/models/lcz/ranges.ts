import type { LczType } from './types.ts'

/** The properties of table 3 of Stewart and Oke (2012). Fractions and ratios are from 0 to 1. */
export interface Properties {
  /** Share of the sky seen from the ground. */
  readonly skyView: number
  /** Height of buildings (trees for A to F) ÷ distance between them. */
  readonly aspectRatio: number
  readonly building: number
  readonly impervious: number
  readonly pervious: number
  /** Height of roughness elements, m. */
  readonly height: number
  /** Terrain roughness class of Davenport, 1 to 8. */
  readonly roughness: number
}
export type Property = keyof Properties

/** Limits of a value, both included; `Infinity` where the table gives none and nature none. */
export type Range = readonly [low: number, high: number]

const over = (low: number): Range => [low, Infinity]
const upTo = (high: number): Range => [0, high]
const of = (
  skyView: Range,
  aspectRatio: Range,
  building: Range,
  impervious: Range,
  pervious: Range,
  height: Range,
  roughness: Range,
): { readonly [K in Property]: Range } => ({ skyView, aspectRatio, building, impervious, pervious, height, roughness })

/**
 * The ranges of each type: Stewart, I. D., and T. R. Oke (2012), Local climate zones for urban temperature studies, Bulletin of
 * the American Meteorological Society 93, 1879–1900, table 3. Where it writes « < » or « > » alone, the other limit is that of
 * nature: 0 or 1 for a share, 0 for a height.
 */
export const ranges: Readonly<Record<LczType, { readonly [K in Property]: Range }>> = {
  1: of([0.2, 0.4], over(2), [0.4, 0.6], [0.4, 0.6], upTo(0.1), over(25), [8, 8]),
  2: of([0.3, 0.6], [0.75, 2], [0.4, 0.7], [0.3, 0.5], upTo(0.2), [10, 25], [6, 7]),
  3: of([0.2, 0.6], [0.75, 1.5], [0.4, 0.7], [0.2, 0.5], upTo(0.3), [3, 10], [6, 6]),
  4: of([0.5, 0.7], [0.75, 1.25], [0.2, 0.4], [0.3, 0.4], [0.3, 0.4], over(25), [7, 8]),
  5: of([0.5, 0.8], [0.3, 0.75], [0.2, 0.4], [0.3, 0.5], [0.2, 0.4], [10, 25], [5, 6]),
  6: of([0.6, 0.9], [0.3, 0.75], [0.2, 0.4], [0.2, 0.5], [0.3, 0.6], [3, 10], [5, 6]),
  7: of([0.2, 0.5], [1, 2], [0.6, 0.9], upTo(0.2), upTo(0.3), [2, 4], [4, 5]),
  8: of([0.7, 1], [0.1, 0.3], [0.3, 0.5], [0.4, 0.5], upTo(0.2), [3, 10], [5, 5]),
  9: of([0.8, 1], [0.1, 0.25], [0.1, 0.2], upTo(0.2), [0.6, 0.8], [3, 10], [5, 6]),
  10: of([0.6, 0.9], [0.2, 0.5], [0.2, 0.3], [0.2, 0.4], [0.4, 0.5], [5, 15], [5, 6]),
  A: of([0, 0.4], over(1), upTo(0.1), upTo(0.1), [0.9, 1], [3, 30], [8, 8]),
  B: of([0.5, 0.8], [0.25, 0.75], upTo(0.1), upTo(0.1), [0.9, 1], [3, 15], [5, 6]),
  C: of([0.7, 0.9], [0.25, 1], upTo(0.1), upTo(0.1), [0.9, 1], upTo(2), [4, 5]),
  D: of([0.9, 1], upTo(0.1), upTo(0.1), upTo(0.1), [0.9, 1], upTo(1), [3, 4]),
  E: of([0.9, 1], upTo(0.1), upTo(0.1), [0.9, 1], upTo(0.1), upTo(0.25), [1, 2]),
  F: of([0.9, 1], upTo(0.1), upTo(0.1), upTo(0.1), [0.9, 1], upTo(0.25), [1, 2]),
  // The table gives no height for water.
  G: of([0.9, 1], upTo(0.1), upTo(0.1), upTo(0.1), [0.9, 1], over(0), [1, 1]),
}
