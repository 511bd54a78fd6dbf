import type { AssetRef, InputTable, Making, RowOf } from '../../../src/kernel/index.ts'
import { type Line, lengthOf, type Point } from '../../../src/models/planar/index.ts'
import { type EdgeKind, type EdgeSurface, edgeKinds, edgeSurfaces } from '../../../src/models/walking/index.ts'
import type { Frame } from '../../heat/frame.ts'
import type { NetworkTuned, WalkTuned } from '../parameters.ts'
import type { WalkCrossing, WalkWay } from '../shapes.ts'
import { waitOf, wheelchairOf } from './access.ts'
import { walker } from './along.ts'
import { componentsOf } from './components.ts'
import { piecesOutside } from './fill.ts'
import { joinLines, type Look, type Network, type Section } from './network.ts'
import { elevationsAt } from './relief.ts'
import { slopeOf, stationsOf } from './slope.ts'
import type { WalkEdge } from './tables.ts'
import { acrossAreas, altitudeAt, projectionOf, type Strip, stripsOf } from './ways.ts'

/** What the graph is made from. A territory gives what it has. */
export type GraphRefs = {
  readonly ways: AssetRef<typeof WalkWay>
  readonly roads?: AssetRef<typeof WalkWay>
  readonly crossings?: AssetRef<typeof WalkCrossing>
  readonly relief?: AssetRef
}
export type GraphInputs = {
  readonly ways: InputTable<typeof WalkWay>
  readonly roads?: InputTable<typeof WalkWay>
  readonly crossings?: InputTable<typeof WalkCrossing>
  readonly relief?: InputTable
}
type GraphTuned = NetworkTuned & WalkTuned

/** How near a crossing is to the node that it is told of, m: half a carriageway. */
const AT = 2

/** The edges of the walking graph: ways joined, cut at their junctions, and what is known of each piece. */
export async function edgesOf(
  inputs: GraphInputs,
  refs: GraphRefs,
  frame: Frame,
  tuned: GraphTuned,
  run: Pick<Making, 'signal' | 'progress' | 'reject'>,
): Promise<WalkEdge[]> {
  const { crs } = frame
  const strips = await stripsIn(inputs, refs, crs, tuned, run)
  run.signal.throwIfAborted()
  const { nodes, sections } = joined(strips, tuned)
  const lengths = sections.map(({ line }) => lengthOf(line))
  const parts = partsOf({ nodes, sections })
  run.progress(1, 3)
  const profiles = await profilesOf(sections, lengths, strips, inputs.relief, frame, run.signal)
  const elevations = elevationsOf(nodes.length, sections, profiles)
  run.progress(2, 3)
  const crossings = inputs.crossings && (await crossingsAt(nodes, inputs.crossings, refs.crossings!, crs))
  const waits = waitsOf(sections, strips, crossings ?? new Map(), tuned)
  return sections.map((section, i) => {
    const { strand, part, from, to, line } = section
    const { id, way, source } = strips[strand]!
    const length = lengths[i]!
    const profile = profiles[i]!
    const slope = slopeOf(profile, length / (profile.length - 1))
    return {
      id: `${id}.${part}`,
      from: nameOf(nodes[from]!),
      to: nameOf(nodes[to]!),
      kind: kindOf(way.kind),
      name: way.name,
      class: way.class,
      length: round(length, 100),
      climb: known(slope.climb),
      drop: known(slope.drop),
      steepest: known(slope.steepest),
      steps: way.steps,
      surface: surfaceOf(way.surface),
      wheelchair: wheelchairOf(way, slope.steepest, tuned),
      sidewalk: way.sidewalk,
      wait: round(waits[i]!, 10),
      width: way.width,
      speed_limit: way.speed_limit,
      covered: way.covered,
      from_elevation: known(elevations[from]!),
      to_elevation: known(elevations[to]!),
      component: parts.of[from]!,
      source,
      line: { type: 'LineString' as const, coordinates: positionsOf(line) },
    }
  })
}

/** The detailed ways whole, and of the background what lies away from them. */
async function stripsIn(
  inputs: GraphInputs,
  refs: GraphRefs,
  crs: string,
  { covered }: Pick<GraphTuned, 'covered'>,
  run: Pick<Making, 'reject'>,
): Promise<readonly Strip[]> {
  const told = await stripsOf(inputs.ways, refs.ways, crs, run)
  const ways = [...told, ...acrossAreas(told)]
  const roads = inputs.roads ? await stripsOf(inputs.roads, refs.roads!, crs, run) : []
  const lines = ways.map(({ line }) => line)
  const pieces = piecesOutside(
    roads.map(({ line }) => line),
    lines,
    covered,
  )
  const count = new Map<number, number>()
  const rest = pieces.map(({ road, line }): Strip => {
    const n = count.get(road) ?? 0
    count.set(road, n + 1)
    const { id, ...strip } = roads[road]!
    return { ...strip, id: n === 0 ? id : `${id}+${n}`, line }
  })
  return [...ways, ...rest]
}

/**
 * The network of the strips: ends look for neighbours of their own source nearby, and farther for those of another one. What is
 * still apart then looks once more, for another part only.
 */
function joined(strips: readonly Strip[], { snap, join, gap }: NetworkTuned): Network {
  const lines = strips.map(({ line }) => line)
  const looks: Look[] = [
    { within: snap },
    { within: join, asks: (own, other) => strips[own]!.source !== strips[other]!.source },
  ]
  const network = joinLines(lines, looks)
  if (gap === 0) return network
  const { of } = partsOf(network)
  const partOf = new Int32Array(lines.length)
  for (const { strand, from } of network.sections) partOf[strand] = of[from]!
  return joinLines(lines, [...looks, { within: gap, asks: (own, other) => partOf[own] !== partOf[other] }])
}

const partsOf = ({ nodes, sections }: Pick<Network, 'nodes' | 'sections'>) =>
  componentsOf(
    nodes.length,
    sections.map(({ from, to, line }) => ({ from, to, length: lengthOf(line) })),
  )

/**
 * Elevations along each section, at its stations: those that the source drew, else those of the relief, where a bridge or a tunnel
 * goes straight from one end to the other.
 */
async function profilesOf(
  sections: readonly Section[],
  lengths: readonly number[],
  strips: readonly Strip[],
  relief: InputTable | undefined,
  frame: Frame,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const stations = lengths.map(stationsOf)
  const places: number[] = []
  sections.forEach(({ line }, i) => {
    const walk = walker(line)
    for (const distance of stations[i]!) places.push(...walk(distance).at)
  })
  const all = relief
    ? await elevationsAt(relief, Float64Array.from(places), frame, signal)
    : new Float32Array(places.length / 2).fill(Number.NaN)
  let start = 0
  return sections.map(({ strand }, i) => {
    const count = stations[i]!.length
    const { drawn, way } = strips[strand]!
    if (drawn)
      for (let n = start; n < start + count; n++) all[n] = altitudeAt(drawn, places[2 * n]!, places[2 * n + 1]!)
    const own = all.slice(start, start + count)
    start += count
    if (way.raised && !drawn) {
      const [first, last] = [own[0]!, own[count - 1]!]
      own.forEach((_, n) => {
        own[n] = first + ((last - first) * n) / (count - 1)
      })
    }
    return own
  })
}

/** The elevation of each node, from the last section that ends there: where two sources meet they may differ. */
function elevationsOf(count: number, sections: readonly Section[], profiles: readonly Float32Array[]): Float32Array {
  const elevations = new Float32Array(count).fill(Number.NaN)
  sections.forEach(({ from, to }, i) => {
    elevations[from] = profiles[i]![0]!
    elevations[to] = profiles[i]!.at(-1)!
  })
  return elevations
}

/** The crossings that are told of nodes. */
async function crossingsAt(
  nodes: readonly Point[],
  input: InputTable<typeof WalkCrossing>,
  ref: AssetRef,
  crs: string,
): Promise<Map<number, RowOf<typeof WalkCrossing>>> {
  const project = projectionOf(ref, crs)
  const squares = Map.groupBy(nodes.keys(), (i) => square(nodes[i]!))
  const found = new Map<number, RowOf<typeof WalkCrossing>>()
  for await (const batch of input.read())
    for (const crossing of batch) {
      const [x, y] = project(crossing.location.coordinates) as [number, number]
      let [best, least] = [-1, AT]
      for (const u of [-AT, AT])
        for (const v of [-AT, AT])
          for (const i of squares.get(square([x + u, y + v])) ?? []) {
            const off = Math.hypot(nodes[i]![0] - x, nodes[i]![1] - y)
            if (off < least) [best, least] = [i, off]
          }
      if (best >= 0) found.set(best, crossing)
    }
  return found
}

const square = ([x, y]: Point) => `${Math.floor(x / 10)} ${Math.floor(y / 10)}`

const isStreet = (kind: string) => kind === 'street' || kind === 'service'

/**
 * The wait on each section. A crossing drawn as a way has its own; one told of a node is shared by the footways that cross a
 * street there, half to each: whoever goes over waits once.
 */
function waitsOf(
  sections: readonly Section[],
  strips: readonly Strip[],
  crossings: ReadonlyMap<number, RowOf<typeof WalkCrossing>>,
  tuned: GraphTuned,
): Float32Array {
  const kinds = sections.map(({ strand }) => strips[strand]!.way.kind)
  const streets = new Set<number>()
  sections.forEach(({ from, to }, i) => {
    if (isStreet(kinds[i]!)) streets.add(from).add(to)
  })
  return Float32Array.from(sections, ({ strand, from, to }) => {
    const { way } = strips[strand]!
    if (way.kind === 'crossing' && way.crossing) return waitOf(way.crossing, tuned)
    if (isStreet(way.kind)) return 0
    let wait = 0
    for (const node of [from, to]) {
      const crossing = crossings.get(node)
      if (crossing && streets.has(node)) wait += waitOf(crossing.kind, tuned) / 2
    }
    return wait === 0 && way.kind === 'crossing' ? waitOf(null, tuned) : wait
  })
}

/** Where a node is, in centimetres: its name, the same in all versions. */
const nameOf = ([x, y]: Point) => `${Math.round(x * 100)}_${Math.round(y * 100)}`

function positionsOf(line: Line): number[][] {
  const positions: number[][] = []
  for (let i = 0; i < line.length; i += 2) positions.push([line[i]!, line[i + 1]!])
  return positions
}

const kindOf = (kind: string): EdgeKind => edgeKinds.find((one) => one === kind) ?? 'other'
const surfaceOf = (surface: string | null): EdgeSurface => edgeSurfaces.find((one) => one === surface) ?? 'unknown'
const round = (value: number, grain: number) => Math.round(value * grain) / grain
const known = (value: number) => (Number.isNaN(value) ? null : round(value, 100))
