/** A mean where each value has a weight; null where nothing is known. */
export function weightedMean(pairs: readonly (readonly [value: number | null, weight: number])[]): number | null {
  let [sum, weights] = [0, 0]
  for (const [value, weight] of pairs) {
    if (value === null) continue
    sum += value * weight
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}
