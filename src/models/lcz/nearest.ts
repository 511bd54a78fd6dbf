import type { Range } from './ranges.ts'

/** How far a value is outside a range; 0 inside. */
export const outside = (value: number, [low, high]: Range): number =>
  value < low ? low - value : value > high ? value - high : 0

/** How far a value is from the middle of a range, in halves of its width: 1 at its limits. 0 beyond the only limit of an open one. */
export function offCentre(value: number, [low, high]: Range): number {
  if (high === Infinity) return value >= low ? 0 : 1
  const half = (high - low) / 2
  return half === 0 ? (value === low ? 0 : 1) : Math.abs(value - low - half) / half
}

/** One property as the comparison takes it. */
export interface Axis<K extends string> {
  readonly property: K
  /** What one unit of distance is, in the unit of the property. */
  readonly scale: number
  readonly weight: number
}

/** A type with how far it is from what was measured. */
export interface Candidate<T extends string> {
  readonly type: T
  /** Weighted root mean square of what is outside the ranges, each in scales. 0 when all is inside. */
  readonly distance: number
}

/**
 * The types from the nearest: by distance to their ranges, and by distance to the middle of the ranges where several hold.
 * Properties without a value are passed over.
 */
export function nearest<T extends string, K extends string>(
  values: { readonly [P in K]?: number | null | undefined },
  types: readonly T[],
  rangeOf: (type: T, property: K) => Range,
  axes: readonly Axis<K>[],
): Candidate<T>[] {
  const known = axes.filter(({ property, weight }) => weight > 0 && Number.isFinite(values[property] ?? Number.NaN))
  const all = known.reduce((sum, { weight }) => sum + weight ** 2, 0)
  if (all === 0) return []
  const mean = (measure: (axis: Axis<K>) => number) =>
    Math.sqrt(known.reduce((sum, axis) => sum + (axis.weight * measure(axis)) ** 2, 0) / all)
  return types
    .map((type) => ({
      type,
      distance: mean(({ property, scale }) => outside(values[property]!, rangeOf(type, property)) / scale),
      off: mean(({ property }) => offCentre(values[property]!, rangeOf(type, property))),
    }))
    .sort((a, b) => a.distance - b.distance || a.off - b.off)
    .map(({ type, distance }) => ({ type, distance }))
}

/** Distance below which two types are hardly told apart: that of an error of 0.03 on the building fraction, or of 0.1 on a cover. */
export const TOLERANCE = 0.1

/**
 * How much nearer the first type is than the second, from 0 (as near) to 1: (d₂ − d₁) ÷ (d₂ + d₁ + tolerance). The uniqueness of
 * Bernard et al. (2024) without the tolerance, which there calls certain whatever is inside one range, however near another.
 */
export const certaintyOf = ([first, second]: readonly Candidate<string>[]): number =>
  !first ? 0 : !second ? 1 : (second.distance - first.distance) / (second.distance + first.distance + TOLERANCE)
