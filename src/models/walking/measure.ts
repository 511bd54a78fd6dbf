import { kindCode, passable, UTCI_UNKNOWN, type WalkingGraph } from './graph.ts'
import { type Stretch, shareOf, timed } from './stretch.ts'
import { sunOf } from './sun-day.ts'
import type { Weighing } from './weigh.ts'

/** UTCI from which heat is a stress, °C (Bröde et al. 2012: moderate heat stress above 26). */
export const HEAT_STRESS = 26

/** What a walk comes to. What is not known of any of its parts is null; of some, it is that of the others. */
export interface Measures {
  readonly seconds: number
  readonly metres: number
  readonly sunMetres: number
  /** Metres whose sun is known. */
  readonly knownMetres: number
  readonly climb: number | null
  readonly drop: number | null
  /** %. */
  readonly steepest: number | null
  /** Flights of stairs. */
  readonly flights: number
  readonly crossings: number
  /** Seconds of waiting. */
  readonly waits: number
  /** Metres that nobody has said a wheelchair can pass. */
  readonly unknownAccess: number
  /** Mean over the time whose comfort is known, °C. */
  readonly utci: number | null
  /** UTCI above `HEAT_STRESS`, °C × minutes. */
  readonly dose: number | null
}

/** The UTCI of an edge at a moment of the day that has it, in °C: that of the nearest hour. */
function utciAt({ exposure, edges }: WalkingGraph, seconds: number, edge: number): number | null {
  const { utci } = exposure
  if (!utci) return null
  const hour = Math.round(seconds / 3600) % 24
  const at = utci.hours.indexOf(hour)
  const tenths = at < 0 ? UTCI_UNKNOWN : utci.tenths[at * edges.from.length + edge]!
  return tenths === UTCI_UNKNOWN ? null : tenths / 10
}

/**
 * Measures a walk that sets out at a moment (seconds since midnight).
 * @param withComfort whether it is of the day whose comfort is known
 */
export function measure(
  graph: WalkingGraph,
  weighing: Weighing,
  stretches: readonly Stretch[],
  departure: number,
  withComfort: boolean,
): Measures {
  const { edges } = graph
  const sum = { plain: 0, metres: 0, sun: 0, known: 0, climb: 0, drop: 0, risen: 0, waits: 0, unknownAccess: 0 }
  let [flights, crossings, steepest, warm, heat, warmed] = [0, 0, 0, 0, 0, 0]
  let wasStairs = false
  for (const { arc, edge, share, after, bin } of timed(weighing, stretches, departure)) {
    const metres = edges.length[edge]! * share
    const cost = shareOf(weighing.costs[arc]!, share)
    sum.plain += cost
    sum.metres += metres
    const sun = sunOf(weighing.day, bin, edge)
    if (sun !== null) {
      sum.known += metres
      sum.sun += sun * metres
    }
    const [up, down] = arc & 1 ? [edges.drop[edge]!, edges.climb[edge]!] : [edges.climb[edge]!, edges.drop[edge]!]
    if (!Number.isNaN(up) && !Number.isNaN(down)) {
      sum.risen += metres
      sum.climb += up * share
      sum.drop += down * share
    }
    if (edges.steepest[edge]! > steepest) steepest = edges.steepest[edge]!
    sum.waits += (edges.wait[edge] || 0) * share
    const kind = edges.kind[edge]
    if (kind === kindCode.crossing || edges.wait[edge]! > 0) crossings++
    if (kind === kindCode.steps && !wasStairs) flights++
    wasStairs = kind === kindCode.steps
    if (edges.wheelchair[edge] === passable.unknown) sum.unknownAccess += metres
    const utci = withComfort ? utciAt(graph, departure + after, edge) : null
    if (utci !== null) {
      warm += utci * cost
      warmed += cost
      heat += Math.max(0, utci - HEAT_STRESS) * cost
    }
  }
  const seconds = (cost: number) => cost / 100 / weighing.speed
  const isRelief = sum.risen > 0
  return {
    seconds: seconds(sum.plain),
    metres: sum.metres,
    ...{ sunMetres: sum.sun, knownMetres: sum.known },
    ...{ climb: isRelief ? sum.climb : null, drop: isRelief ? sum.drop : null, steepest: isRelief ? steepest : null },
    ...{ flights, crossings, waits: sum.waits, unknownAccess: sum.unknownAccess },
    utci: warmed > 0 ? warm / warmed : null,
    dose: warmed > 0 ? seconds(heat) / 60 : null,
  }
}
