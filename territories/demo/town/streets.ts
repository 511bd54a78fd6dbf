import type { WayClass } from './cut.ts'
import type { Plan } from './plan.ts'
import { along, densify, distance, type Point } from './polygon.ts'

/** What a street is once built: the classes of the plan, and those they become in the country. */
export type StreetClass = WayClass | 'road' | 'path'

/** Width from wall to wall in metres, and speed limit in km/h: usual French values, invented here. */
export const streetKinds: Readonly<Record<StreetClass, { readonly width: number; readonly limit: number }>> = {
  boulevard: { width: 26, limit: 50 },
  avenue: { width: 20, limit: 50 },
  quay: { width: 16, limit: 30 },
  street: { width: 11, limit: 30 },
  lane: { width: 7, limit: 20 },
  road: { width: 9, limit: 80 },
  path: { width: 4, limit: 20 },
}

/** A piece of street between two junctions. */
export interface Street {
  readonly id: number
  readonly way: number
  readonly name: string
  readonly class: StreetClass
  readonly from: number
  readonly to: number
  readonly ends: readonly [Point, Point]
  /** Metres. */
  readonly length: number
  readonly bridge: boolean
}

/** Cuts the ways of a plan at their junctions. */
export function streetsOf(plan: Plan): Street[] {
  const streets: Street[] = []
  for (const way of plan.ways) {
    const junctions = [...way.junctions].sort((a, b) => a.t - b.t)
    for (let i = 1; i < junctions.length; i++) {
      const [from, to] = [junctions[i - 1]!.node, junctions[i]!.node]
      const ends = [plan.nodes[from]!, plan.nodes[to]!] as const
      const half = along(ends[0], ends[1], 0.5)
      streets.push({
        id: streets.length,
        way: way.id,
        name: way.name,
        class: classAt(way.class, plan.urbanity(half)),
        from,
        to,
        ends,
        length: distance(...ends),
        bridge: Math.abs(half[1] - plan.site.river(half[0])) < plan.site.riverWidth / 2 - 4,
      })
    }
  }
  return streets
}

/** Out of town a main street is a road, and a small one a path. */
function classAt(wayClass: WayClass, urbanity: number): StreetClass {
  if (urbanity > -0.05) return wayClass
  return wayClass === 'lane' || wayClass === 'quay' ? 'path' : 'road'
}

/** The axis of a street, with enough points to follow the bends of the plane. */
export const axisOf = (street: Street): Point[] => densify(street.ends, 20)
