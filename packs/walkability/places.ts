import type { AssetRef, InputTable } from '../../src/kernel/index.ts'
import { insidePoint, type Line, polygonsOf } from '../../src/models/planar/index.ts'
import { type Destination, type DestinationKind, nearestEdge } from '../../src/models/walkability/index.ts'
import { inMetres } from '../heat/read.ts'
import { eachPiece, type Streets } from './network.ts'
import type { Park, Place, Stop } from './shapes.ts'

/** The kinds of destinations that places are, by what their source calls them. */
const kinds: Readonly<Record<string, DestinationKind>> = {
  food: 'food',
  cafe: 'meals',
  shop: 'shops',
  service: 'services',
  park: 'parks',
  school: 'schools',
  culture: 'culture',
  sport: 'culture',
  health: 'health',
  stop: 'transit',
}

export interface PlaceRefs {
  readonly places?: AssetRef<typeof Place>
  readonly stops?: AssetRef<typeof Stop>
  readonly parks?: AssetRef<typeof Park>
}
export type PlaceInputs = { readonly [K in keyof PlaceRefs]: InputTable<NonNullable<PlaceRefs[K]>['rows']> }

/** Along the edge of a park, a way in is looked for this often (m). */
const GATES_APART = 50

/**
 * The destinations within `door` metres of the network, each at the nearest place of it; a park drawn as an area is entered from any side.
 * Several of a kind at one spot are one.
 */
export async function destinationsOf(
  inputs: PlaceInputs,
  refs: PlaceRefs,
  { lines, network }: Pick<Streets, 'lines' | 'network'>,
  crs: string,
  door: number,
  /** Whether an edge may be where a place is reached from. */
  joined: (edge: number) => boolean,
): Promise<Destination[]> {
  const among = [...lines.keys()].filter(joined)
  const find = nearestEdge(
    among.map((edge) => lines[edge]!),
    among.map((edge) => network.length[edge]!),
    door,
  )
  const nearest = (x: number, y: number) => {
    const found = find(x, y)
    return found && { ...found, edge: among[found.edge]! }
  }
  const found = new Map<string, Destination>()
  const add = (kind: DestinationKind | undefined, [x, y]: readonly number[], sides: readonly Line[] = []) => {
    if (!kind) return
    const doorsteps = [nearest(x!, y!)]
    for (const side of sides) eachPiece(side, GATES_APART, (px, py) => doorsteps.push(nearest(px, py)))
    const near = doorsteps.filter((one) => one !== undefined)
    if (near.length > 0) found.set(`${kind} ${Math.round(x!)} ${Math.round(y!)}`, { kind, doorsteps: near })
  }
  if (inputs.places && refs.places) {
    const { rows, project } = inMetres(inputs.places, refs.places, crs)
    for await (const batch of rows())
      for (const { kind, location } of batch) add(kinds[kind], project(location.coordinates))
  }
  if (inputs.stops && refs.stops) {
    const { rows, project } = inMetres(inputs.stops, refs.stops, crs)
    for await (const batch of rows())
      for (const { geometry } of batch) if (geometry) add('transit', project(geometry.coordinates))
  }
  if (inputs.parks && refs.parks) {
    const { rows, project } = inMetres(inputs.parks, refs.parks, crs)
    for await (const batch of rows())
      for (const { kind, place } of batch) {
        if (!greenKinds.has(kind)) continue
        if (place.type === 'Point') add('parks', project(place.coordinates))
        else for (const polygon of polygonsOf(place, project)) add('parks', insidePoint(polygon), [polygon[0]!])
      }
  }
  return [...found.values()]
}

/** Of cool places, those that are parks to a walker. */
const greenKinds = new Set(['park', 'wood'])
