import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApi } from '../src/api/index.ts'
import { drawTile } from '../src/api/ogc/tiles/draw.ts'
import { tileSide, webMercatorQuad } from '../src/api/ogc/tiles/matrix-sets.ts'
import { geometry, integer, number, projector, type RowOf, type Table, table, text } from '../src/kernel/index.ts'
import { openLake, type Row } from '../src/lake/index.ts'
import { given, openTestHouse, place } from '../src/pipeline/testing.ts'
import { count, type Line } from './measure.ts'

const about = (name: string) => ({ title: { fr: name, en: name } })
const treeColumns = (crs: string) => ({
  id: integer({ ...about('id'), role: 'id' }),
  species: text(about('essence')),
  height: number({ ...about('hauteur'), unit: 'm' }),
  place: geometry({ ...about('lieu'), types: ['Point'], crs }),
})
const Tree = table('tree', treeColumns('EPSG:4326'))
const SurveyedTree = table('surveyed_tree', treeColumns('EPSG:2154'))
const Parcel = table('parcel', {
  id: integer({ ...about('id'), role: 'id' }),
  use: text(about('usage')),
  outline: geometry({ ...about('contour'), types: ['Polygon'] }),
})

const AROUND = [-1.68, 48.11] as const
const REPEATS = 9

/** Tiles drawn from the lake: the median of several, after one that warms DuckDB up. */
export async function benchTiles(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-tiles-'))
  const lake = await openLake({ folder })
  const lines: Line[] = []

  const measure = async (name: string, shape: Table, size: number, row: (i: number) => Row, z: number) => {
    const { hash } = await lake.writeRows(shape, batchesOf(size, row))
    const request = {
      lake,
      table: { shape, hashes: [hash] },
      rows: size,
      layer: shape.name,
      columns: Object.keys(shape.columns).slice(0, -1),
      set: webMercatorQuad,
      tile: tileOf(AROUND, z),
      around: AROUND,
    }
    await drawTile(request)
    const times: number[] = []
    let drawn = await drawTile(request)
    for (let i = 0; i < REPEATS; i++) {
      const start = performance.now()
      drawn = await drawTile(request)
      times.push(performance.now() - start)
    }
    const seconds = times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)]! / 1000
    const kilobytes = Math.round(drawn.packed.length / 1000)
    lines.push({
      name: `tiles: ${name}`,
      size: `${count(size)} rows, level ${z}`,
      seconds,
      rate: `${count(drawn.features)} features, ${kilobytes} kB, step ${drawn.step}`,
    })
  }

  try {
    await measure('18,000 points', Tree, 18_000, treeRow(Tree), 14)
    await measure('the same, in Lambert-93', SurveyedTree, 18_000, treeRow(SurveyedTree), 14)
    await measure('20,000 polygons', Parcel, 20_000, parcelRow, 13)
    await measure('a million points, from afar', Tree, 1_000_000, treeRow(Tree), 8)
    await measure('a million points, a street', Tree, 1_000_000, treeRow(Tree), 18)
    lines.push(...(await benchServed()))
    return lines
  } finally {
    await lake.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Tiles asked for from the API, access and version decided each time: drawn by a thread, then kept. */
async function benchServed(): Promise<Line[]> {
  const publish = { access: 'open', theme: 'environment' } as const
  const trees = given({ name: 'trees', rows: Tree, publish }, async function* () {
    yield* batchesOf(18_000, treeRow(Tree)) as Generator<RowOf<typeof Tree>[]>
  })
  const parcels = given({ name: 'parcels', rows: Parcel, publish }, async function* () {
    yield* batchesOf(20_000, parcelRow) as Generator<RowOf<typeof Parcel>[]>
  })
  const house = await openTestHouse(place([trees, parcels]))
  try {
    for (const name of ['trees', 'parcels']) house.contents.set(`test:${name}`, '1')
    await house.run()
    const app = createApi({ chain: house.chain, version: 'bench' })
    const ask = async (path: string) => {
      const start = performance.now()
      const answer = await app.request(path, { headers: { 'Accept-Encoding': 'gzip' } })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      return performance.now() - start
    }
    const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]! / 1000
    const lines: Line[] = []
    for (const [name, size, z] of [
      ['trees', 18_000, 14],
      ['parcels', 20_000, 13],
    ] as const) {
      const { x, y } = tileOf(AROUND, z)
      const path = `/ogc/collections/${name}/tiles/WebMercatorQuad/${z}/${y}/${x}`
      await ask(`${path}?properties=id`)
      const held = monitorEventLoopDelay({ resolution: 1 })
      held.enable()
      // Another filter, that all pass, is another tile.
      const cold: number[] = []
      for (let i = 0; i < REPEATS; i++) cold.push(await ask(`${path}?filter=id%3E%3D-${i + 1}`))
      held.disable()
      const kept: number[] = []
      for (let i = 0; i < 200; i++) kept.push(await ask(`${path}?filter=id%3E%3D-1`))
      const rows = `${count(size)} rows, level ${z}`
      lines.push(
        {
          name: `tiles: ${name}, by a thread of the API`,
          size: rows,
          seconds: middle(cold),
          rate: `the others wait ${Math.round(held.max / 1e6)} ms at most`,
        },
        { name: `tiles: ${name}, drawn before`, size: rows, seconds: middle(kept), rate: 'by the API' },
      )
    }
    return lines
  } finally {
    await house.close()
  }
}

function tileOf([lon, lat]: readonly [number, number], z: number) {
  const [x, y] = projector('EPSG:4326', webMercatorQuad.crs)([lon, lat]) as [number, number]
  const side = tileSide(webMercatorQuad, z)
  return {
    z,
    x: Math.floor((x - webMercatorQuad.origin[0]) / side),
    y: Math.floor((webMercatorQuad.origin[1] - y) / side),
  }
}

function* batchesOf(size: number, row: (i: number) => Row): Generator<Row[]> {
  for (let i = 0; i < size; i += 4096) yield Array.from({ length: Math.min(4096, size - i) }, (_, k) => row(i + k))
}

const SPECIES = ['Platanus', 'Tilia', 'Quercus', 'Acer', 'Fraxinus', 'Ulmus']

const { x, y } = tileOf(AROUND, 14)

/** A fixed scatter over one tile of level 14. */
function spot(i: number): [number, number] {
  const [u, v] = [(x + ((i * 0.618_033_988) % 1)) / 2 ** 14, (y + ((i * 0.754_877_666) % 1)) / 2 ** 14]
  return [u * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI]
}

function treeRow(shape: Table): (i: number) => Row {
  const project = projector('EPSG:4326', shape.columns.place!.crs!)
  return (i) => ({
    id: i,
    species: SPECIES[i % SPECIES.length],
    height: ((i * 7919) % 300) / 10,
    place: { type: 'Point', coordinates: project(spot(i)) },
  })
}

/** Twelve-sided, some 15 m across. */
function parcelRow(i: number): Row {
  const [lon, lat] = spot(i)
  const ring = Array.from({ length: 12 }, (_, k) => [
    lon + 1e-4 * Math.cos((k * Math.PI) / 6),
    lat + 7e-5 * Math.sin((k * Math.PI) / 6),
  ])
  return {
    id: i,
    use: SPECIES[i % SPECIES.length],
    outline: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
  }
}
