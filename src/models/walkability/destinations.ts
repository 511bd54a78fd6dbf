import { decayOf } from './decay.ts'
import { choices, type DestinationKind, destinationKinds } from './kinds.ts'
import type { WalkNetwork } from './network.ts'
import { type Doorstep, walker } from './reach.ts'

/** A place to walk to: a park is entered from several sides. */
export interface Destination {
  readonly kind: DestinationKind
  readonly doorsteps: readonly Doorstep[]
}

/** What is reached from the middle of each edge. */
export interface Reach {
  /** 0 to 1: the kinds that the data knows, each by its weight and the distances to its nearest places. */
  readonly score: Float64Array
  /** How many destinations are within the limit. */
  readonly places: Uint32Array
  /** Metres on foot to the nearest place of each kind that the data knows; Infinity beyond the limit. */
  readonly nearest: ReadonlyMap<DestinationKind, Float64Array>
}

/**
 * Scores what is reached on foot within `limit` metres of the middle of each edge, along the network. A kind of which no
 * destination is given weighs nothing: that it is not in the data does not say that it is not in the town.
 */
export function reachOf(network: WalkNetwork, destinations: readonly Destination[], limit: number): Reach {
  const count = network.from.length
  const known = destinationKinds.filter((kind) => destinations.some((one) => one.kind === kind))
  const whole = known.reduce((sum, kind) => sum + choices[kind].weight, 0)
  const score = new Float64Array(count)
  const places = new Uint32Array(count)
  const nearest = new Map<DestinationKind, Float64Array>()
  const walk = walker(network, limit)
  for (const kind of known) {
    const { weight, shares } = choices[kind]
    const best = new Float64Array(count * shares.length).fill(Infinity)
    for (const one of destinations) {
      if (one.kind !== kind) continue
      walk(one.doorsteps, (edge, metres) => {
        places[edge]!++
        insert(best, edge * shares.length, shares.length, metres)
      })
    }
    for (let edge = 0; edge < count; edge++)
      shares.forEach((share, i) => {
        score[edge]! += (weight / whole) * share * decayOf(best[edge * shares.length + i]!, limit)
      })
    nearest.set(
      kind,
      Float64Array.from({ length: count }, (_, edge) => best[edge * shares.length]!),
    )
  }
  // Shares that sum to 1 may sum to a hair more.
  return { score: score.map((one) => Math.min(1, one)), places, nearest }
}

/** Keeps the smallest values of a list that has room for some, in order. */
function insert(list: Float64Array, start: number, room: number, value: number): void {
  let at = start + room - 1
  if (!(value < list[at]!)) return
  for (; at > start && list[at - 1]! > value; at--) list[at] = list[at - 1]!
  list[at] = value
}
