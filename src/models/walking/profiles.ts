import { kindCode, passable, surfaceCode, type WalkingGraph } from './graph.ts'
import { FLAT_SPEED, walkingTime } from './pace.ts'

export const profileIds = ['foot', 'wheelchair', 'pram'] as const
export type ProfileId = (typeof profileIds)[number]

/** Speed of a wheelchair on the flat, m/s: 4 km/h, as in Valhalla (pedestriancost.cc, 2024). */
const WHEELCHAIR_SPEED = 4 / 3.6
/**
 * Slope that a wheelchair is not sent up or down, %: French law has at most 5 %, and where that cannot be, 8 % over two metres
 * (arrêté du 15 janvier 2007 on the accessibility of streets, article 1).
 */
const MOST_WHEELCHAIR_SLOPE = 8

/** Speeds on the flat, m/s. */
export const flatSpeed: Readonly<Record<ProfileId, number>> = {
  foot: FLAT_SPEED,
  wheelchair: WHEELCHAIR_SPEED,
  pram: FLAT_SPEED,
}

/** Whether a profile may take an edge. Stairs stop wheels; so do steep slopes and soft ground a wheelchair that nobody said may pass. */
export function mayTake({ edges }: WalkingGraph, profile: ProfileId, edge: number): boolean {
  if (profile === 'foot') return true
  if (edges.kind[edge] === kindCode.steps) return false
  if (profile === 'pram') return true
  const said = edges.wheelchair[edge]
  if (said === passable.no || edges.steepest[edge]! > MOST_WHEELCHAIR_SLOPE) return false
  return edges.surface[edge] !== surfaceCode.unpaved || said === passable.yes || said === passable.limited
}

/** What cannot be taken costs this. */
export const CLOSED = -1

/**
 * What each arc costs without the sun: the centimetres that one walks on the flat in the time it takes, wait at a crossing included.
 * Whole numbers, so that a sum is the same in whatever order. Arc 2e goes along edge e, arc 2e + 1 back.
 * @param closed edges that nobody takes
 */
export function arcCosts(graph: WalkingGraph, profile: ProfileId, closed?: ReadonlySet<number>): Int32Array {
  const { length, climb, drop, kind, wait } = graph.edges
  const costs = new Int32Array(length.length * 2)
  // Wheels slow down on slopes as walkers do.
  const slowness = FLAT_SPEED / flatSpeed[profile]
  for (let edge = 0; edge < length.length; edge++) {
    if (closed?.has(edge) || !mayTake(graph, profile, edge)) {
      costs[2 * edge] = CLOSED
      costs[2 * edge + 1] = CLOSED
      continue
    }
    const isStairs = kind[edge] === kindCode.steps
    for (const back of [0, 1]) {
      const [up, down] = back ? [drop[edge]!, climb[edge]!] : [climb[edge]!, drop[edge]!]
      const seconds = walkingTime(length[edge]!, up, down, isStairs) * slowness + (wait[edge] || 0)
      costs[2 * edge + back] = Math.round(seconds * flatSpeed[profile] * 100)
    }
  }
  return costs
}
