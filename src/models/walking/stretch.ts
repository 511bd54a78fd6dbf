import { binAt } from './sun-day.ts'
import { sunCost, type Weighing } from './weigh.ts'

/** A stretch of a walk: an arc, from a share of its edge to another (shares go from the edge's `from` to its `to`). */
export interface Stretch {
  readonly arc: number
  readonly start: number
  readonly end: number
}

/** An arc walked from end to end. */
export const whole = (arc: number): Stretch => (arc & 1 ? { arc, start: 1, end: 0 } : { arc, start: 0, end: 1 })

/** What of an arc's cost a share of its edge takes, whole cm: said once, so that all sums agree. */
export const shareOf = (cost: number, share: number): number => Math.round(cost * share)

/** The share of its edge that a stretch takes. */
export const sizeOf = ({ start, end }: Stretch): number => Math.abs(end - start)

/** A stretch with the moment it is entered, in seconds after the departure, and the bin of that moment. */
export interface Timed extends Stretch {
  readonly edge: number
  readonly share: number
  readonly after: number
  readonly bin: number
}

/** The stretches of a walk, each with its moment. */
export function* timed(
  { costs, day, speed }: Pick<Weighing, 'costs' | 'day' | 'speed'>,
  stretches: readonly Stretch[],
  departure: number,
): Generator<Timed> {
  let plain = 0
  for (const one of stretches) {
    const after = plain / 100 / speed
    const share = sizeOf(one)
    yield { ...one, edge: one.arc >> 1, share, after, bin: binAt(day, departure + after) }
    plain += shareOf(costs[one.arc]!, share)
  }
}

/** Felt length of a walk that sets out at a moment, cm. */
export function feltOf(weighing: Weighing, stretches: readonly Stretch[], departure: number): number {
  let felt = 0
  for (const { arc, edge, share, bin } of timed(weighing, stretches, departure))
    felt += shareOf(weighing.costs[arc]!, share) + shareOf(sunCost(weighing, bin, edge), share)
  return felt
}
