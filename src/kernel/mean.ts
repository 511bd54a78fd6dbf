type Weighted = readonly (readonly [value: number | null, weight: number])[]

/** A mean where each value has a weight; null where nothing is known. */
export function weightedMean(pairs: Weighted): number | null {
  let [sum, weights] = [0, 0]
  for (const [value, weight] of pairs) {
    if (value === null) continue
    sum += value * weight
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}

/** The share of the weights that is of values that are known. 0 where nothing weighs. */
export function knownShare(pairs: Weighted): number {
  const whole = pairs.reduce((sum, [, weight]) => sum + weight, 0)
  return whole > 0 ? pairs.reduce((sum, [value, weight]) => sum + (value === null ? 0 : weight), 0) / whole : 0
}
