import { CLOSED } from './profiles.ts'
import { NIGHT, type SunDay } from './sun-day.ts'

/** What a search minds: the arcs' costs without the sun, and how much more a metre in the sun counts. */
export interface Weighing {
  /** Centimetres, by arc. */
  readonly costs: Int32Array
  readonly lengths: Float32Array
  readonly day: SunDay
  /** α: 1 minds no sun. Never below: costs would not be those of a lower bound. */
  readonly alpha: number
  /** Speed on the flat, m/s: what turns costs into time. */
  readonly speed: number
}

/** What the sun adds to the cost of an edge in a bin, whole centimetres. */
export function sunCost({ day, alpha, lengths }: Weighing, bin: number, edge: number): number {
  if (bin === NIGHT || alpha === 1) return 0
  const share = day.shares[bin]![day.sun[bin * day.edges + edge]!]!
  return Math.round((alpha - 1) * share * lengths[edge]! * 100)
}

/** The least that each arc costs in any of some bins. */
export function leastCosts(weighing: Weighing, bins: readonly number[]): Int32Array {
  const { costs, lengths } = weighing
  if (weighing.alpha === 1 || bins.length === 0 || bins.includes(NIGHT)) return costs
  const least = costs.slice()
  for (let edge = 0; edge < lengths.length; edge++) {
    let added = sunCost(weighing, bins[0]!, edge)
    for (let i = 1; i < bins.length; i++) added = Math.min(added, sunCost(weighing, bins[i]!, edge))
    for (const arc of [2 * edge, 2 * edge + 1]) if (least[arc] !== CLOSED) least[arc]! += added
  }
  return least
}
