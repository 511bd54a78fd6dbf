/** Kinds of places that people walk to. */
export const destinationKinds = [
  'food',
  'meals',
  'shops',
  'services',
  'parks',
  'schools',
  'culture',
  'health',
  'transit',
] as const
export type DestinationKind = (typeof destinationKinds)[number]

interface Choice {
  /** What the kind weighs among the others. */
  readonly weight: number
  /** What the nearest, the second nearest… add to it: a choice is worth more than one place, less and less. Their sum is 1. */
  readonly shares: readonly number[]
}

const shared = (...weights: number[]): Choice => {
  const weight = weights.reduce((sum, one) => sum + one, 0)
  return { weight, shares: weights.map((one) => one / weight) }
}

/**
 * What each kind weighs, and each place of it in turn. Street Smart Walk Score, white paper (Front Seat, 2010-12-27): groceries 3;
 * restaurants and cafés 5 over twelve places; shops 2 over five; banks, parks and schools 1; books and entertainment, here culture, 1 each.
 * Health and public transport are not in it: one each, after the functions of the quarter-hour city (Moreno et al., Smart Cities 4, 2021).
 */
export const choices: Readonly<Record<DestinationKind, Choice>> = {
  food: shared(3),
  meals: shared(1.25, 0.75, 0.75, 0.45, 0.25, 0.25, 0.225, 0.225, 0.225, 0.225, 0.2, 0.2),
  shops: shared(0.5, 0.45, 0.4, 0.35, 0.3),
  services: shared(1),
  parks: shared(1),
  schools: shared(1),
  culture: shared(1, 1),
  health: shared(1),
  transit: shared(1),
}
