import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReadGraph, readGraph } from '../../packs/cool-routes/graph/read.ts'
import type { WalkEdge, walkEdgeIn } from '../../packs/cool-routes/graph/tables.ts'
import { coolRoutesPack } from '../../packs/cool-routes/pack.ts'
import type { coolPlaceIn, walkPlaceIn } from '../../packs/cool-routes/places/tables.ts'
import { heatMaps } from '../../packs/cool-routes/shapes.ts'
import { heatPack } from '../../packs/heat/pack.ts'
import { type Bbox, bind, type InputTable, type Table, type Territory } from '../../src/kernel/index.ts'
import { SUN_UNKNOWN, UTCI_UNKNOWN } from '../../src/models/walking/index.ts'
import { currentFiles, tableFiles } from '../../src/pipeline/inputs.ts'
import { openTestHouse, type TestHouse } from '../../src/pipeline/testing.ts'
import { demo } from './territory.ts'

// The graph of a small Valmorne, and the sun of a piece of it: its middle, by cells of 2 m.
const town = demo({ size: 0.25 })
const [X, Y] = [672_800, 6_811_800]
const SIDE = 400
const whole: Bbox = [X, Y, X + SIDE, Y + SIDE]
const assets = ['walk_nodes', 'walk_parts', 'walk_seasons', 'walk_shade', 'walk_comfort', 'cool_places', 'walk_places']

const source = (name: string) => town.sources.find((one) => one.name === name)! as never

/** The piece, cut in tiles of so many metres. */
function pieceIn(tile: number): Territory {
  const maps = { crs: 'EPSG:2154', bounds: whole, tile, step: 2, licence: 'CC0-1.0' } as const
  return {
    ...town,
    styles: [],
    inventedAnswers: [],
    use: [
      bind(heatPack({ ...maps, day: '2025-07-11', radiation: 'instant' }), {
        inputs: {
          buildings: source('buildings'),
          trees: source('trees'),
          streets: source('streets'),
          land_cover: source('land_cover'),
          ground_points: source('relief_points'),
          weather: source('weather'),
        },
        parameters: { reach: 60, directions: 8 },
      }),
      bind(coolRoutesPack(maps), {
        inputs: {
          ways: source('walk_ways'),
          relief: heatMaps.surface,
          surface: heatMaps.surface,
          utci: heatMaps.utci,
          day: heatMaps.day,
          amenities: source('amenities'),
          refuges: source('refuges'),
          stops: source('bus_stops'),
        },
        parameters: { reach: 60 },
      }),
    ],
  }
}

const houses: TestHouse[] = []
let [once, twice]: [ReadGraph, ReadGraph] = [] as never
let edges: readonly WalkEdge[]
beforeAll(async () => {
  const graphs: ReadGraph[] = []
  for (const tile of [400, 200]) {
    const house = await openTestHouse(pieceIn(tile))
    houses.push(house)
    const { steps } = await house.run(...(tile === 400 ? assets : assets.slice(0, 4)))
    expect(steps.filter((step) => step.state !== 'done')).toEqual([])
    graphs.push(
      await readGraph(
        {
          nodes: await tableIn(house, 'walk_nodes'),
          edges: await tableIn(house, 'walk_edges'),
          seasons: await tableIn(house, 'walk_seasons'),
          shade: await tableIn(house, 'walk_shade'),
          ...(tile === 400 && { comfort: await tableIn(house, 'walk_comfort') }),
        },
        'EPSG:2154',
      ),
    )
  }
  ;[once, twice] = graphs as [ReadGraph, ReadGraph]
  edges = await (await tableIn<ReturnType<typeof walkEdgeIn>>(houses[0]!, 'walk_edges')).all()
}, 240_000)
afterAll(async () => {
  for (const house of houses) await house.close()
})

/** A table that was made, as a process sees it. */
async function tableIn<S extends Table>({ chain }: TestHouse, asset: string): Promise<InputTable<S>> {
  const { files } = await currentFiles(chain.store, chain.graph.territory.id, asset)
  const table = tableFiles(
    chain.graph.byName.get(asset)!,
    files.map((file) => file.object),
  )
  const read = (options?: object) => chain.lake.read(table, options)
  return { read, all: async () => (await Array.fromAsync(read())).flat() } as unknown as InputTable<S>
}

/** The shares of sun of an edge at so many minutes of the clock in a season. */
const sunOf = ({ graph }: ReadGraph, edge: number, season: string, minute: number) => {
  const { bins, sun } = graph.exposure
  const bin = bins.findIndex((one) => one.season === season && one.minute === minute)
  return sun[bin * graph.edges.from.length + edge]!
}
const mapped = () => edges.keys().filter((edge) => sunOf(once, edge, 'summer', 900) !== SUN_UNKNOWN)

test('a town whose streets are joined is walked in one piece, sidewalk by sidewalk', () => {
  const { graph, components } = once
  const length = (part: number) =>
    graph.edges.length.reduce((sum, metres, i) => sum + (components[i] === part ? metres : 0), 0)
  expect(length(1)).toBeGreaterThan(0.97 * graph.edges.length.reduce((sum, metres) => sum + metres, 0))
  const kinds = new Set(edges.map(({ kind }) => kind))
  for (const kind of ['sidewalk', 'crossing', 'street', 'footway']) expect(kinds).toContain(kind)
  // One waits at crossings, longer under signals, and nowhere else.
  expect(edges.every(({ kind, wait }) => (kind === 'crossing') === wait > 0)).toBe(true)
  expect(Math.max(...edges.map(({ wait }) => wait))).toBeCloseTo(60 ** 2 / 160)
})

test('every column of the graph is that of its table, from node to node', () => {
  const { graph, edgeOf } = once
  const { geometry, from, to, length } = graph.edges
  expect(edgeOf.size).toBe(edges.length)
  for (const [i, { id }] of edges.entries()) {
    expect(edgeOf.get(id)).toBe(i)
    const [first, last] = [2 * geometry.offsets[i]!, 2 * geometry.offsets[i + 1]! - 2]
    expect([geometry.coordinates[first], geometry.coordinates[first + 1]]).toEqual([
      graph.nodes.x[from[i]!],
      graph.nodes.y[from[i]!],
    ])
    expect([geometry.coordinates[last], geometry.coordinates[last + 1]]).toEqual([
      graph.nodes.x[to[i]!],
      graph.nodes.y[to[i]!],
    ])
    const straight = Math.hypot(
      geometry.coordinates[last]! - geometry.coordinates[first]!,
      geometry.coordinates[last + 1]! - geometry.coordinates[first + 1]!,
    )
    expect(length[i]!).toBeGreaterThan(straight - 0.02)
  }
})

test('what one climbs less what one goes down is the difference of the ends, where the relief is known', () => {
  const { nodes, edges: columns } = once.graph
  let asked = 0
  for (let i = 0; i < edges.length; i++) {
    const up = nodes.z[columns.to[i]!]! - nodes.z[columns.from[i]!]!
    if (Number.isNaN(up) || Number.isNaN(columns.climb[i]!)) continue
    asked++
    expect(Math.abs(columns.climb[i]! - columns.drop[i]! - up), edges[i]!.id).toBeLessThan(0.05)
  }
  expect(asked).toBeGreaterThan(50)
})

test('the sun of an edge is the same whatever the tiles it lies in', () => {
  expect(twice.ids).toEqual(once.ids)
  const [one, other] = [once.graph.exposure.sun, twice.graph.exposure.sun]
  expect(one.length).toBe(other.length)
  // Sums of shares are rounded to hundredths of a look in each tile.
  const different = [...one.keys()].filter((i) => Math.abs(one[i]! - other[i]!) > 1)
  expect(different).toEqual([])
})

test('at noon in July there is more sun than in the evening, in winter less than half, and none is told outside the maps', () => {
  const inside = [...mapped()]
  expect(inside.length).toBeGreaterThan(60)
  expect(inside.length).toBeLessThan(edges.length)
  const mean = (season: string, minute: number) =>
    inside.reduce((sum, edge) => sum + sunOf(once, edge, season, minute), 0) / inside.length / 200
  expect(mean('summer', 13 * 60 + 30)).toBeGreaterThan(mean('summer', 20 * 60) + 0.1)
  expect(mean('winter', 12 * 60)).toBeLessThan(mean('summer', 14 * 60))
  for (const edge of inside) expect(sunOf(once, edge, 'summer', 900)).toBeLessThanOrEqual(200)
  const { bins, days } = once.graph.exposure
  expect(days.summer).toBe('2025-07-15')
  expect(bins.filter(({ season }) => season === 'winter').every(({ minute }) => minute >= 510 && minute <= 1050)).toBe(
    true,
  )
})

test('in the afternoon of the hot day it is more comfortable along shaded edges than along sunny ones', () => {
  const { utci } = once.graph.exposure
  expect(utci!.day).toBe('2025-07-11')
  const at = (edge: number) => utci!.tenths[15 * edges.length + edge]!
  const known = [...mapped()].filter((edge) => at(edge) !== UTCI_UNKNOWN)
  const mean = (list: readonly number[]) => list.reduce((sum, edge) => sum + at(edge), 0) / list.length / 10
  const shaded = known.filter((edge) => sunOf(once, edge, 'summer', 900) < 60)
  const sunny = known.filter((edge) => sunOf(once, edge, 'summer', 900) > 180)
  expect(Math.min(shaded.length, sunny.length)).toBeGreaterThan(3)
  expect(mean(sunny)).toBeGreaterThan(mean(shaded) + 1)
})

test('cool places are told with their comfort where it is mapped, and streets, stops and places by name', async () => {
  const cool = await (await tableIn<ReturnType<typeof coolPlaceIn>>(houses[0]!, 'cool_places')).all()
  expect(cool.some(({ kind, utci }) => kind === 'park' && utci !== null)).toBe(true)
  expect(cool.every(({ kind, utci }) => kind !== 'library' || utci === null)).toBe(true)
  const places = await (await tableIn<ReturnType<typeof walkPlaceIn>>(houses[0]!, 'walk_places')).all()
  const kinds = Map.groupBy(places, ({ kind }) => kind)
  for (const kind of ['street', 'stop', 'food', 'park', 'school'])
    expect(kinds.get(kind)?.length, kind).toBeGreaterThan(0)
  // An amenity and a cool place at once.
  expect(places.filter(({ name }) => name === 'Bibliothèque de Valmorne')).toHaveLength(1)
  const streets = kinds.get('street')!.map(({ name }) => name)
  expect(new Set(streets).size).toBe(streets.length)
})
