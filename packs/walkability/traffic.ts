import { nearestEdge, type StressLevel, stressOf } from '../../src/models/walkability/index.ts'
import { middleOf, type Streets } from './network.ts'

/** Ways beside a street, whose traffic is that of the street. */
const beside = new Set(['sidewalk', 'crossing'])
/** Ways without cars, whatever the class of the source. */
const alone = new Set(['footway', 'path', 'steps', 'pedestrian', 'track', 'cycleway'])
/** How far from its street a sidewalk may be (m). */
const NEAR = 20

/** The stress of the traffic along each edge: a sidewalk has that of the street beside it, where one is drawn. */
export function stressAlong({ edges, lines, network }: Streets): StressLevel[] {
  const own = edges.map(({ kind, class: road, speed_limit }) =>
    alone.has(kind) ? 1 : stressOf(road ?? kind, speed_limit),
  )
  const streets = [...edges.keys()].filter((i) => !beside.has(edges[i]!.kind) && !alone.has(edges[i]!.kind))
  const nearest = nearestEdge(
    streets.map((i) => lines[i]!),
    streets.map((i) => network.length[i]!),
    NEAR,
  )
  return edges.map(({ kind }, i) => {
    if (!beside.has(kind)) return own[i]!
    const street = nearest(...middleOf(lines[i]!))
    // A street that is not drawn has the stress of a quiet one.
    return street ? own[streets[street.edge]!]! : 2
  })
}
