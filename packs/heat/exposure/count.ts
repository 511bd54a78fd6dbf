import type { AssetRef, Bbox, InputTable, Making, RowOf } from '../../../src/kernel/index.ts'
import { partitionAt } from '../../../src/kernel/index.ts'
import { boxOf, type Cells, cellCount, eachSpan, type Polygon, polygonsOf } from '../../../src/models/planar/index.ts'
import { cellsOf, type Frame } from '../frame.ts'
import { bandOf } from '../maps/hours.ts'
import { inMetres } from '../read.ts'
import type { PopulationCell } from '../shapes.ts'
import type { ClimateZone } from '../zones/shape.ts'
import type { ExposureTuned } from './parameters.ts'
import { addCells, emptyTally, type Layers, type Tally } from './tally.ts'

export interface ExposureRefs {
  readonly population: AssetRef<typeof PopulationCell>
  readonly surface: AssetRef
  readonly utci: AssetRef
  readonly island: AssetRef
  readonly zones?: AssetRef<typeof ClimateZone>
}
export type ExposureInputs = {
  readonly [K in keyof ExposureRefs]: InputTable<NonNullable<ExposureRefs[K]>['rows']>
}

/** A square of the grid, its cells in all, and what was counted of those on the maps. */
type Peopled = RowOf<typeof PopulationCell> & {
  readonly polygons: readonly Polygon[]
  readonly cells: number
  readonly tally: Tally
}

/** Counts the heat over the squares of a population grid, tile by tile: each tile of the maps is read once. */
export async function countHeat(
  inputs: ExposureInputs,
  refs: ExposureRefs,
  { crs, step, tiles }: Frame,
  tuned: ExposureTuned,
  run: Pick<Making, 'signal' | 'progress'>,
): Promise<Peopled[]> {
  const squares: Peopled[] = []
  const population = inMetres(inputs.population, refs.population, crs)
  for await (const batch of population.rows())
    for (const row of batch) {
      const polygons = polygonsOf(row.square, population.project)
      const cells = polygons.reduce((sum, polygon) => sum + cellCount(polygon, step), 0)
      squares.push({ ...row, polygons, cells, tally: emptyTally() })
    }
  const zones = await readZones(inputs.zones, refs.zones, crs)

  const count = tiles.columns * tiles.rows
  for (let index = 0; index < count; index++) {
    run.signal.throwIfAborted()
    const bbox = partitionAt(tiles, index).bbox!
    const here = squares.filter(({ polygons }) => meets(polygons, bbox))
    if (here.length > 0) {
      const cells = cellsOf(bbox, step)
      const layers = await layersOf(inputs, bbox, cells, zones, tuned)
      for (const { polygons, tally } of here)
        for (const polygon of polygons) addCells(tally, polygon, cells, layers, tuned.stress)
    }
    run.progress(index + 1, count)
  }
  return squares
}

interface Zone {
  readonly name: string | null
  readonly polygons: readonly Polygon[]
}

async function readZones(
  input: ExposureInputs['zones'],
  ref: ExposureRefs['zones'],
  crs: string,
): Promise<readonly Zone[] | undefined> {
  if (!input || !ref) return undefined
  const zones: Zone[] = []
  const { rows, project } = inMetres(input, ref, crs)
  for await (const batch of rows())
    for (const { lcz, outline } of batch) zones.push({ name: lcz, polygons: polygonsOf(outline, project) })
  return zones
}

async function layersOf(
  inputs: ExposureInputs,
  bbox: Bbox,
  cells: Cells,
  zones: readonly Zone[] | undefined,
  tuned: ExposureTuned,
): Promise<Layers> {
  const [ground] = (await inputs.surface.grid({ bbox, bands: ['ground'] })).bands
  const [afternoon, night] = (await inputs.utci.grid({ bbox, bands: [bandOf(tuned.afternoon), bandOf(tuned.night)] }))
    .bands
  const painted = zones && new Int32Array(cells.width * cells.height).fill(-1)
  for (const [i, { polygons }] of zones?.entries() ?? [])
    if (meets(polygons, bbox))
      for (const polygon of polygons)
        eachSpan(polygon, cells, (line, from, to) =>
          painted!.fill(i, line * cells.width + from, line * cells.width + to),
        )
  return {
    ground: ground!,
    afternoon: afternoon!,
    night: night!,
    island: await islandOver(inputs.island, bbox, cells),
    zones: painted,
    names: zones?.map(({ name }) => name) ?? [],
  }
}

/** The heat island at each cell, that of the coarse cell that holds it. */
async function islandOver(input: InputTable, bbox: Bbox, { step, width, height }: Cells): Promise<Float32Array> {
  const grid = await input.grid({ bbox, bands: ['intense'] })
  const values = new Float32Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = Math.floor((bbox[0] + (column + 0.5) * step - grid.origin[0]) / grid.step[0])
      const y = Math.floor((grid.origin[1] - bbox[3] + (row + 0.5) * step) / grid.step[1])
      values[row * width + column] = grid.bands[0]![y * grid.width + x] ?? Number.NaN
    }
  return values
}

function meets(polygons: readonly Polygon[], [west, south, east, north]: Bbox): boolean {
  return polygons.some((polygon) => {
    const [x0, y0, x1, y1] = boxOf(polygon)
    return x0 < east && x1 > west && y0 < north && y1 > south
  })
}
