/**
 * What a metre in the sun weighs against one in the shade (CoolWalks, Wolf et al. 2025): α = (1 + a) / (1 − a).
 * @param a sensitivity to the sun, above −1 and below 1: 0 minds no sun, below 0 looks for it
 */
export function sunWeight(a: number): number {
  if (!(a > -1 && a < 1)) throw new RangeError(`a sensitivity is between -1 and 1, not ${a}`)
  return (1 + a) / (1 - a)
}

/** Felt length: metres in the shade and α times those in the sun. */
export const feltLength = (shade: number, sun: number, alpha: number): number => shade + alpha * sun
