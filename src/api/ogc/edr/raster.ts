import type { Bbox, Geometry } from '../../../kernel/index.ts'
import { boxIn } from '../../../kernel/index.ts'
import { type Grid, planOf, sampler } from '../../../lake/index.ts'
import type { Deps } from '../../deps.ts'
import { type Crs, crsOf } from '../common/crs.ts'
import { type Coverage, valuesIn } from '../coverages/index.ts'
import type { GridAnswer } from './answer.ts'
import { MOST_CELLS, noData, tooLarge } from './limits.ts'
import { maskOutside } from './mask.ts'
import { isDegrees, wayBetween } from './places.ts'

/** What of a raster is asked for. */
interface GridRequest {
  /** In `crs`, x first. */
  readonly bbox: Bbox
  readonly crs: string
  /** Cells outside are missing; in `crs`. */
  readonly polygon?: Geometry
  /** The CRS of the cells given: that of the raster when absent. */
  readonly into?: Crs | undefined
  /** Cells across and down; as many as the raster has when absent. */
  readonly columns?: number | undefined
  readonly rows?: number | undefined
  readonly bands: Coverage['bands']
}

type Cells = Omit<GridAnswer, 'kind' | 'parameters'>

/** The cells of a raster in a box. Throws `api.no-data`, `api.too-large`. */
export async function readCells(
  deps: Pick<Deps, 'rasters'>,
  { raster }: Coverage,
  request: GridRequest,
): Promise<Cells> {
  const native = crsOf(raster.crs)
  const into = request.into ?? native
  const isNative = into.name === native.name && request.columns === undefined && request.rows === undefined
  const asked = boxThere(request.bbox, request.crs, into.name)
  const shown = shared(asked, boxThere(raster.bbox, raster.crs, into.name))
  if (!shown) throw nothingThere()
  const cells = isNative
    ? await nativeCells(deps, raster, request, shown)
    : await otherCells(deps, raster, request, shown, into)
  if (request.polygon) maskOutside(cells, request.polygon, wayBetween(request.crs, into.name))
  return { ...cells, crs: into }
}

async function nativeCells(
  { rasters }: Pick<Deps, 'rasters'>,
  raster: Coverage['raster'],
  { bands }: GridRequest,
  bbox: Bbox,
): Promise<Grid> {
  const { width, height } = planOf(raster, { bbox })
  bounded(width * height * bands.length)
  return rasters.read(raster, { bbox, bands: bands.map(({ place }) => place), coarsening: 'mean' })
}

async function otherCells(
  deps: Pick<Deps, 'rasters'>,
  raster: Coverage['raster'],
  { bands, columns, rows }: GridRequest,
  bbox: Bbox,
  into: Crs,
): Promise<Omit<Cells, 'crs'>> {
  const usual = usualSize(raster, bbox, into.name)
  const [width, height] = [columns ?? usual.columns, rows ?? usual.rows]
  bounded(width * height * bands.length)
  const values = []
  for (const band of bands) values.push(await valuesIn(deps, raster, band, { bbox, crs: into.name, width, height }))
  const step = [(bbox[2] - bbox[0]) / width, (bbox[3] - bbox[1]) / height] as const
  return { origin: [bbox[0], bbox[3]], step, width, height, values }
}

/** As many cells as the raster has in a box of another CRS. */
export function usualSize(raster: Coverage['raster'], bbox: Bbox, crs: string) {
  const box = boxThere(bbox, crs, raster.crs)
  const most = (value: number) => Math.max(1, Math.round(value))
  return { columns: most((box[2] - box[0]) / raster.step[0]), rows: most((box[3] - box[1]) / raster.step[1]) }
}

const boxThere = (box: Bbox, from: string, to: string): Bbox =>
  from === to || (isDegrees(from) && isDegrees(to)) ? box : boxIn(box, from, to)

function shared(a: Bbox, b: Bbox): Bbox | undefined {
  const box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])] as const
  return box[0] < box[2] && box[1] < box[3] ? box : undefined
}

function bounded(count: number): void {
  if (count > MOST_CELLS)
    throw tooLarge(count, MOST_CELLS, 'valeurs', 'values', {
      fr: 'Demandez une emprise plus petite, moins de mailles (resolution-x, resolution-y, scale-factor) ou moins de paramètres (parameter-name).',
      en: 'Ask for a smaller area, fewer cells (resolution-x, resolution-y, scale-factor) or fewer parameters (parameter-name).',
    })
}

/** The values at places of a CRS: NaN where there is none. Cells read are those around the places. */
export async function readPlaces(
  { rasters }: Pick<Deps, 'rasters'>,
  { raster }: Coverage,
  bands: Coverage['bands'],
  places: readonly { readonly x: number; readonly y: number }[],
  crs: string,
): Promise<Float64Array[]> {
  const way = wayBetween(crs, raster.crs)
  const there = places.map(({ x, y }) => way([x, y]) as [number, number])
  const margin = Math.max(...raster.step) * 2
  const values = bands.map(() => new Float64Array(places.length).fill(Number.NaN))
  for (const group of groupsOf(there, Math.max(...raster.step) * GROUP_CELLS)) {
    const [xs, ys] = [group.map((i) => there[i]![0]), group.map((i) => there[i]![1])]
    const bbox: Bbox = [
      Math.min(...xs) - margin,
      Math.min(...ys) - margin,
      Math.max(...xs) + margin,
      Math.max(...ys) + margin,
    ]
    const grid = await rasters.read(raster, { bbox, bands: bands.map(({ place }) => place), coarsening: 'mean' })
    for (const [k, band] of bands.entries()) {
      const at = sampler(grid, k, band.isCode ? 'nearest' : 'bilinear')
      for (const i of group) values[k]![i] = at(...there[i]!)
    }
  }
  return values
}

/** Cells a side of the squares that places are read by: far places of one request must not read all between them. */
const GROUP_CELLS = 256

function groupsOf(places: readonly (readonly [number, number])[], side: number): number[][] {
  const groups = new Map<string, number[]>()
  for (const [i, [x, y]] of places.entries()) {
    if (!Number.isFinite(x + y)) continue
    const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`
    const group = groups.get(key)
    if (group) group.push(i)
    else groups.set(key, [i])
  }
  return [...groups.values()]
}

export const nothingThere = () =>
  noData('Ce raster ne couvre pas l’endroit demandé', 'This raster does not cover the place asked for', {
    fr: 'Donnez un endroit dans l’emprise de la collection, en longitude puis latitude.',
    en: 'Give a place in the extent of the collection, longitude then latitude.',
  })
