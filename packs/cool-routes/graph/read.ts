import type { InputTable } from '../../../src/kernel/index.ts'
import {
  type EdgeKind,
  type EdgeSurface,
  type Exposure,
  kindCode,
  passable,
  type Season,
  type ShadeBin,
  SUN_UNKNOWN,
  SUN_WHOLE,
  surfaceCode,
  UTCI_UNKNOWN,
  type WalkingGraph,
} from '../../../src/models/walking/index.ts'
import type { WalkComfort, WalkSeason, WalkShade } from '../shade/tables.ts'
import type { WalkEdge, walkEdgeIn, walkNodeIn } from './tables.ts'

/** The tables that a walking graph is read from. Without sun or comfort, they are unknown. */
export interface GraphTables {
  readonly nodes: InputTable<ReturnType<typeof walkNodeIn>>
  readonly edges: InputTable<ReturnType<typeof walkEdgeIn>>
  readonly seasons?: InputTable<typeof WalkSeason>
  readonly shade?: InputTable<typeof WalkShade>
  readonly comfort?: InputTable<typeof WalkComfort>
}

/** A graph, and what the rows it was read from are called: names by node and by edge, in its order. */
export interface ReadGraph {
  readonly graph: WalkingGraph
  /** The place of each edge in the graph, by its identifier. */
  readonly edgeOf: ReadonlyMap<string, number>
  readonly ids: readonly string[]
  /** Of streets; null for ways without a name. */
  readonly names: readonly (string | null)[]
  readonly components: Int32Array
}

/** Reads the tables of the pack into the columns that routers search. Edges keep the order of their table. */
export async function readGraph(tables: GraphTables, crs: string): Promise<ReadGraph> {
  const nodes = await tables.nodes.all()
  const nodeOf = new Map(nodes.map(({ id }, i) => [id, i]))
  const rows = await tables.edges.all()
  const edgeOf = new Map(rows.map(({ id }, i) => [id, i]))
  return {
    graph: {
      crs,
      nodes: {
        x: Float64Array.from(nodes, ({ location }) => location.coordinates[0]!),
        y: Float64Array.from(nodes, ({ location }) => location.coordinates[1]!),
        z: Float32Array.from(nodes, ({ elevation }) => elevation ?? Number.NaN),
      },
      edges: columnsOf(rows, nodeOf),
      exposure: await exposureOf(tables, edgeOf),
    },
    edgeOf,
    ids: rows.map(({ id }) => id),
    names: rows.map(({ name }) => name),
    components: Int32Array.from(rows, ({ component }) => component),
  }
}

function columnsOf(rows: readonly WalkEdge[], nodeOf: ReadonlyMap<string, number>): WalkingGraph['edges'] {
  const offsets = new Uint32Array(rows.length + 1)
  rows.forEach(({ line }, i) => {
    offsets[i + 1] = offsets[i]! + line.coordinates.length
  })
  const coordinates = new Float64Array(2 * offsets[rows.length]!)
  rows.forEach(({ line }, i) => {
    line.coordinates.forEach((position, n) => {
      coordinates.set([position[0]!, position[1]!], 2 * (offsets[i]! + n))
    })
  })
  const metres = (of: (row: WalkEdge) => number | null) => Float32Array.from(rows, (row) => of(row) ?? Number.NaN)
  return {
    from: Uint32Array.from(rows, ({ from }) => nodeOf.get(from)!),
    to: Uint32Array.from(rows, ({ to }) => nodeOf.get(to)!),
    length: metres(({ length }) => length),
    climb: metres(({ climb }) => climb),
    drop: metres(({ drop }) => drop),
    steepest: metres(({ steepest }) => steepest),
    kind: Uint8Array.from(rows, ({ kind }) => kindCode[kind as EdgeKind] ?? kindCode.other),
    steps: Uint16Array.from(rows, ({ steps }) => steps ?? 0),
    wait: metres(({ wait }) => wait),
    wheelchair: Uint8Array.from(rows, ({ wheelchair }) => passable[(wheelchair ?? 'unknown') as keyof typeof passable]),
    surface: Uint8Array.from(rows, ({ surface }) => surfaceCode[surface as EdgeSurface]),
    geometry: { offsets, coordinates },
  }
}

/** The sun of each edge in each bin, and the comfort of the hot day. */
async function exposureOf(
  { seasons, shade, comfort }: GraphTables,
  edgeOf: ReadonlyMap<string, number>,
): Promise<Exposure> {
  const told = (await seasons?.all()) ?? []
  const bins: ShadeBin[] = []
  const first = new Map<string, number>()
  for (const { season, minutes } of told) {
    first.set(season, bins.length)
    for (const minute of minutes as number[]) bins.push({ season: season as Season, minute })
  }
  const count = edgeOf.size
  const sun = new Uint8Array(bins.length * count).fill(SUN_UNKNOWN)
  if (shade)
    for await (const batch of shade.read({ columns: ['edge', 'season', 'sun'] }))
      for (const { edge, season, sun: shares } of batch) {
        const [place, start] = [edgeOf.get(edge), first.get(season)]
        if (place === undefined || start === undefined) continue
        for (const [i, share] of (shares as number[]).entries())
          sun[(start + i) * count + place] = Math.round((share * SUN_WHOLE) / 100)
      }
  const utci = comfort && (await utciOf(comfort, edgeOf))
  const days = Object.fromEntries(told.map(({ season, day }) => [season, day]))
  return { bins, days, sun, ...(utci && { utci }) }
}

async function utciOf(
  comfort: InputTable<typeof WalkComfort>,
  edgeOf: ReadonlyMap<string, number>,
): Promise<Exposure['utci']> {
  const count = edgeOf.size
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
  const tenths = new Int16Array(hours.length * count).fill(UTCI_UNKNOWN)
  let known: string | undefined
  for await (const batch of comfort.read({ columns: ['edge', 'day', 'utci'] }))
    for (const { edge, day, utci } of batch) {
      const place = edgeOf.get(edge)
      if (place === undefined) continue
      known = day
      for (const [hour, value] of (utci as (number | null)[]).entries())
        if (value !== null) tenths[hour * count + place] = Math.round(value * 10)
    }
  return known === undefined ? undefined : { day: known, hours, tenths }
}
