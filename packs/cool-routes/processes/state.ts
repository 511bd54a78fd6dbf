import { type Geometry, type InputTables, type Preparing, projector } from '../../../src/kernel/index.ts'
import { polygonsOf } from '../../../src/models/planar/index.ts'
import { openRouter, openSnap, type Router } from '../../../src/models/walking/index.ts'
import { type ReadGraph, readGraph } from '../graph/read.ts'
import type { walkIn } from '../refs.ts'
import { type NamedPlace, type NearIndex, openNear } from './near.ts'
import { openPlaces, type PlaceSearch } from './places.ts'

type Refs = ReturnType<typeof walkIn>
type Partly<T extends Record<'edges' | 'nodes', unknown>> = Pick<T, 'edges' | 'nodes'> & Partial<T>
/** The assets that the processes read: edges and nodes, and what the territory has of the others. */
export type WalkRefs = Partly<Refs>
/** The same, as they are read. */
export type WalkTables = Partly<InputTables<Refs>>

/** What the processes keep in memory of a version of the walking graph. */
export interface Walking extends Omit<ReadGraph, 'ids' | 'edgeOf'> {
  readonly router: Router
  readonly snap: ReturnType<typeof openSnap>
  readonly places: PlaceSearch
  /** Benches, water, toilets; and where it is cool. */
  readonly near: { readonly useful: NearIndex; readonly cool: NearIndex }
  readonly toMap: (position: readonly number[]) => number[]
  readonly toLonLat: (position: readonly number[]) => number[]
  /** West, south, east, north, in degrees. */
  readonly extent: readonly [number, number, number, number]
  readonly timezone: string
}

/** Positions in degrees, to some ten centimetres. */
const degrees = (value: number) => Math.round(value * 1e6) / 1e6
/** A place of an area is looked for along its edge, at points that far apart at most, m. */
const APART = 20

/** Reads the graph and its places, and gets ready to answer. */
export async function prepareWalking(
  tables: WalkTables,
  run: Pick<Preparing, 'territory'>,
  crs: string,
): Promise<Walking> {
  const { edgeOf: _, ids: __, ...read } = await readGraph(tables, crs)
  const [toMap, back] = [projector('EPSG:4326', crs), projector(crs, 'EPSG:4326')]
  const toLonLat = (position: readonly number[]) => back(position as number[]).map(degrees)
  const useful: NamedPlace[] = []
  for (const { id, kind, name, location } of (await tables.amenities?.all()) ?? [])
    useful.push({ id, kind, name, at: [location.coordinates as [number, number]] })
  const cool: NamedPlace[] = []
  // A park that is closed to the public cools nobody down.
  for (const { id, kind, name, open, place } of (await tables.coolPlaces?.all()) ?? [])
    if (open !== false) cool.push({ id, kind, name, at: pointsOf(place) })
  const named = (await tables.places?.all()) ?? []
  const router = openRouter(read.graph)
  const state: Walking = {
    ...read,
    router,
    snap: openSnap(read.graph),
    places: openPlaces(
      named.map(({ id, name, kind, location }) => ({ id, name, kind, at: toLonLat(location.coordinates) })),
    ),
    near: { useful: openNear(useful), cool: openNear(cool) },
    toMap: (position) => toMap(position as number[]),
    toLonLat,
    extent: extentOf(read.graph.nodes, toLonLat),
    timezone: run.territory.timezone,
  }
  // Before anybody asks.
  router.loose('foot')
  return state
}

/** A point, or points along the edges of areas. */
function pointsOf(place: Geometry): [number, number][] {
  if (place.type === 'Point') return [place.coordinates as [number, number]]
  const points: [number, number][] = []
  for (const ring of polygonsOf(place, (position) => position).flat())
    for (let i = 2; i < ring.length; i += 2) {
      const [px, py, x, y] = ring.subarray(i - 2, i + 2) as unknown as [number, number, number, number]
      const parts = Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / APART))
      for (let n = 1; n <= parts; n++) points.push([px + ((x - px) * n) / parts, py + ((y - py) * n) / parts])
    }
  return points
}

function extentOf({ x, y }: Walking['graph']['nodes'], toLonLat: Walking['toLonLat']): Walking['extent'] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i]!)
    east = Math.max(east, x[i]!)
    south = Math.min(south, y[i]!)
    north = Math.max(north, y[i]!)
  }
  if (x.length === 0) return [0, 0, 0, 0]
  const corners = [west, east].flatMap((x) => [south, north].map((y) => toLonLat([x, y])))
  const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
