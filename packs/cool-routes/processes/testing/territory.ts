import { bind, definePack, projector, type RowOf, type Source, type Table } from '../../../../src/kernel/index.ts'
import { edgeKinds, edgeSurfaces, type WalkingGraph } from '../../../../src/models/walking/index.ts'
import { halfHours, town } from '../../../../src/models/walking/testing/town.ts'
import { both, given, place } from '../../../../src/pipeline/testing.ts'
import { coolRouteProcesses } from '../../processes.ts'
import { walkIn } from '../../refs.ts'

const CRS = 'EPSG:2154'
/** South-west corner of the town, in the CRS. */
const [EAST, NORTH] = [352_000, 6_789_000]
const refs = walkIn(CRS)

/** The town that the processes are tried on, two streets of which are nobody's shade. */
export const graph: WalkingGraph = town({ columns: 14, rows: 12, waits: true })

const source = <S extends Table>(ref: { name: string; rows: S }, rows: () => readonly Omit<RowOf<S>, '_row'>[]) =>
  given({ name: ref.name, rows: ref.rows }, async function* () {
    yield rows().map((row, i) => ({ ...row, _row: i + 1 })) as never
  }) as unknown as Source

const at = (node: number): [number, number] => [EAST + graph.nodes.x[node]!, NORTH + graph.nodes.y[node]!]
/** A node in longitude and latitude. */
export const lonLat = (node: number): [number, number] =>
  projector(CRS, 'EPSG:4326')(at(node)).map((value) => Math.round(value * 1e6) / 1e6) as [number, number]

const edges = () =>
  Array.from(graph.edges.from, (from, i) => {
    const to = graph.edges.to[i]!
    return {
      ...{ id: `e${i}`, from: `n${from}`, to: `n${to}`, kind: edgeKinds[graph.edges.kind[i]!]! },
      // Streets along the rows have names.
      ...{ name: to - from === 1 ? `Rue n° ${Math.floor(from / 14)}` : null, class: null },
      ...{ length: graph.edges.length[i]!, climb: graph.edges.climb[i]!, drop: graph.edges.drop[i]! },
      ...{ steepest: graph.edges.steepest[i]!, steps: null, surface: edgeSurfaces[1]! },
      ...{ wheelchair: i % 3 === 0 ? null : 'yes', sidewalk: 'both', wait: graph.edges.wait[i]!, width: null },
      ...{ speed_limit: 30, covered: false, from_elevation: 0, to_elevation: 0, component: 1, source: 'test' },
      line: { type: 'LineString' as const, coordinates: [at(from), at(to)] },
    }
  })
const isKnown = (edge: number) => edge % 40 !== 0
const point = (node: number) => ({ type: 'Point' as const, coordinates: at(node) })

const sources = [
  source(refs.edges, edges as never),
  source(refs.nodes, () =>
    Array.from(graph.nodes.x, (_, i) => ({
      ...{ id: `n${i}`, elevation: graph.nodes.z[i]!, degree: 4, component: 1, location: point(i) },
    })),
  ),
  source(refs.seasons, () => [
    { season: 'summer', day: '2025-07-15', minutes: [...halfHours], transmissivity: 0.2 },
    { season: 'winter', day: '2025-01-15', minutes: [720], transmissivity: 0.7 },
  ]),
  source(refs.shade, () =>
    Array.from(graph.edges.from.keys())
      .filter(isKnown)
      .map((edge) => ({
        ...{ edge: `e${edge}`, season: 'summer', known: 1 },
        sun: halfHours.map((_, bin) => graph.exposure.sun[bin * graph.edges.from.length + edge]! / 2),
      })),
  ),
  source(refs.comfort, () =>
    Array.from(graph.edges.from.keys())
      .filter(isKnown)
      .map((edge) => ({
        ...{ edge: `e${edge}`, day: '2025-07-01', afternoon: 38 },
        utci: Array.from({ length: 24 }, (_, hour) => 20 + hour),
      })),
  ),
  source(refs.amenities, () => [
    ...[5, 20, 77].map((node) => amenity(`b${node}`, 'bench', node)),
    ...[33, 90].map((node) => amenity(`w${node}`, 'drinking_water', node)),
  ]),
  source(refs.coolPlaces, () => [
    {
      ...{ id: 'c1', name: 'Le Parc', kind: 'park', open: true, hours: null, surface: 1, utci: 30 },
      place: square(60),
    },
    {
      ...{ id: 'c2', name: 'Closed', kind: 'park', open: false, hours: null, surface: 1, utci: 30 },
      place: square(61),
    },
  ]),
  source(refs.places, () => [
    { id: 'street:1', name: 'Rue de l’Église', kind: 'street', location: point(16) },
    { id: 'stop:1', name: 'Église Saint-Pierre', kind: 'stop', location: point(40) },
    { id: 'poi:1', name: 'Médiathèque', kind: 'library', location: point(100) },
  ]),
]

function amenity(id: string, kind: string, node: number) {
  return { id, name: null, kind, detail: null, wheelchair: null, hours: null, location: point(node) } as never
}

function square(node: number) {
  const [x, y] = at(node)
  const ring = [
    [x, y],
    [x + 50, y],
    [x + 50, y + 50],
    [x, y + 50],
    [x, y],
  ]
  return { type: 'Polygon' as const, coordinates: [ring] }
}

const pack = definePack({
  ...{ id: 'cool-routes', title: both('Cool routes'), description: both('Cool routes'), code: import.meta.url },
  inputs: {},
  parameters: {},
  assets: () => [],
  processes: () => coolRouteProcesses(refs, CRS),
})

/** A territory whose walking graph is that of the invented town. */
export const walkedTerritory = place(sources, [bind(pack, { inputs: {} })])
