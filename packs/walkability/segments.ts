import {
  type AssetRef,
  type Bbox,
  type InputTable,
  knownShare,
  type Making,
  type RowOf,
} from '../../src/kernel/index.ts'
import {
  canopyScore,
  comfortScore,
  connectivityScore,
  densityAround,
  intersectionsOf,
  parkScore,
  partLengths,
  reachOf,
  slopeScore,
  trafficScore,
} from '../../src/models/walkability/index.ts'
import { canopyAlong } from './canopy.ts'
import { indexOf, type Parts } from './components.ts'
import { type Edge, middleOf, readStreets } from './network.ts'
import { limitOf, type Tuned, weightsOf } from './parameters.ts'
import { destinationsOf, type PlaceInputs, type PlaceRefs } from './places.ts'
import type { EdgeComfort, WalkEdge } from './shapes.ts'
import type { segmentIn } from './tables.ts'
import { stressAlong } from './traffic.ts'

export interface SegmentRefs extends PlaceRefs {
  readonly edges: AssetRef<typeof WalkEdge>
  readonly comfort?: AssetRef<typeof EdgeComfort>
  readonly surface?: AssetRef
}
export type SegmentInputs = PlaceInputs & {
  readonly edges: InputTable<typeof WalkEdge>
  readonly comfort?: InputTable<typeof EdgeComfort>
  readonly surface?: InputTable
}
export type Segment = RowOf<ReturnType<typeof segmentIn>>

/** Scores every edge of the network, part by part. */
export async function segmentsOf(
  inputs: SegmentInputs,
  refs: SegmentRefs,
  { crs, within }: { readonly crs: string; readonly within: readonly Bbox[] | undefined },
  tuned: Tuned,
  run: Pick<Making, 'progress'>,
): Promise<Segment[]> {
  const streets = await readStreets(inputs.edges, refs.edges.rows, crs)
  const { edges, lines, network } = streets
  const limit = limitOf(tuned)
  run.progress(1, 4)
  const parts = partLengths(network)
  const joined = (edge: number) => parts[edge]! >= tuned.part * 1000
  const destinations = await destinationsOf(inputs, refs, streets, crs, tuned.door, joined)
  const reach = reachOf(network, destinations, limit)
  const parks = reach.nearest.get('parks')
  run.progress(2, 4)
  const density = densityAround(intersectionsOf(network, streets.x, streets.y))
  const nothing = edges.map(() => null)
  const canopy = inputs.surface ? await canopyAlong(inputs.surface, streets) : nothing
  run.progress(3, 4)
  const felt = inputs.comfort ? await comfortIn(inputs.comfort, edges) : nothing
  const grades = edges.map(gradeOf)
  // A part known in places only would set them apart from the others: it is told, and does not count.
  const counted = (values: readonly (number | null)[]) =>
    knownShare(edges.map(({ length }, i) => [values[i]!, length])) >= tuned.known_share ? values : nothing
  const [countedGrades, countedFelt, countedCanopy] = [counted(grades), counted(felt), counted(canopy)]
  const stress = stressAlong(streets)
  return edges.map((edge, i) => {
    const junctions = density(...middleOf(lines[i]!))
    const [grade, utci, under] = [countedGrades[i]!, countedFelt[i]!, countedCanopy[i]!]
    // What is cut off by streets that are not in the data, or lies where destinations are not, reaches more than the data tells.
    const isJoined = joined(i) && isWithin(within, middleOf(lines[i]!))
    const own: Parts = {
      destinations: isJoined && destinations.length > 0 ? reach.score[i]! : null,
      connectivity: isJoined ? connectivityScore(junctions) : null,
      slope: grade === null ? null : slopeScore(grade),
      comfort: utci === null ? null : comfortScore(utci),
      greenery: mean([
        ...(parks && isJoined ? [parkScore(parks[i]!, limit)] : []),
        ...(under === null ? [] : [canopyScore(under)]),
      ]),
      traffic: trafficScore(stress[i]!),
    }
    const { id, name, kind, length } = edge
    const metres = parks?.[i] ?? Infinity
    return {
      ...{ id, name, kind, length, ...own, ...indexOf(own, weightsOf(tuned), tuned.known_share) },
      ...{ places: reach.places[i]!, junctions, grade: grades[i]!, utci: felt[i]!, canopy: canopy[i]! },
      ...{ park: Number.isFinite(metres) ? metres : null, stress: stress[i]! },
      line: { type: 'LineString', coordinates: positionsOf(lines[i]!) },
    }
  })
}

const isWithin = (boxes: readonly Bbox[] | undefined, [x, y]: readonly [number, number]) =>
  boxes === undefined || boxes.some(([minx, miny, maxx, maxy]) => x >= minx && x <= maxx && y >= miny && y <= maxy)

const mean = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null

/** Metres up and down for a hundred along, %. */
const gradeOf = ({ climb, drop, length }: Edge) =>
  climb === null || drop === null ? null : (100 * (climb + drop)) / length

async function comfortIn(
  comfort: InputTable<typeof EdgeComfort>,
  edges: readonly Edge[],
): Promise<readonly (number | null)[]> {
  const felt = new Map<string, number | null>()
  for await (const batch of comfort.read({ columns: ['edge', 'afternoon'] }))
    for (const { edge, afternoon } of batch) felt.set(edge, afternoon)
  return edges.map(({ id }) => felt.get(id) ?? null)
}

const positionsOf = (line: Float64Array) =>
  Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i]!, line[2 * i + 1]!])
