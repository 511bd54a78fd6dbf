import { type Bbox, columnOfRole, quoteName, sql } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { badParameter } from '../../http/faults.ts'
import { boxIn } from '../../read/lonlat.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import type { Crs } from '../common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../cql2/index.ts'

const geographic = new Set(['OGC:CRS84', 'EPSG:4326', 'EPSG:4171', 'EPSG:4258'])
const none: CompiledFilter = { where: sql`false` }

/** Reads `bbox=` as [minx, miny, maxx, maxy] with x first whatever the CRS. Throws `api.bad-parameter`. */
export function readBox(text: string, crs: Crs): Bbox {
  const all = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const flat = all.length === 6 ? [all[0]!, all[1]!, all[3]!, all[4]!] : all
  if (flat.length !== 4 || !all.every(Number.isFinite)) throw fault(text)
  const [a, b, c, d] = flat as [number, number, number, number]
  const box: Bbox = crs.axes === 'yx' ? [b, a, d, c] : [a, b, c, d]
  const [minx, miny, maxx, maxy] = box
  // West may lie beyond east in degrees: the box then crosses the antimeridian.
  const isOrdered = miny <= maxy && (minx <= maxx || geographic.has(crs.name))
  if (!isOrdered) throw fault(text)
  return box
}

/** The features whose geometry meets a box: none in a table without geometry. */
export async function boxFilter(deps: Deps, snapshot: Snapshot, box: Bbox, crs: Crs): Promise<CompiledFilter> {
  const { shape } = snapshot.table
  const column = columnOfRole(shape, 'geometry')
  const extent = column && (await boxOfVersion(deps, snapshot))
  if (!column || !extent) return none
  const part = clipped(box, boxIn(extent, shape.columns[column]!.crs ?? 'EPSG:4326', crs.name))
  if (part === 'none') return none
  if (part === 'all') return { where: sql`${splice(quoteName(column))} is not null` }
  const filter = parseFilter({ op: 's_intersects', args: [{ property: column }, { bbox: part }] }, 'cql2-json')
  return compileFilter(filter, shape, { crs: crs.name })
}

/**
 * What of a box meets the data: a box as wide as the world bends too much to be taken to a local CRS, and needs not be. The
 * extent is widened a little, for it was converted point by point.
 */
function clipped(box: Bbox, extent: Bbox): Bbox | 'all' | 'none' {
  const [minx, miny, maxx, maxy] = box
  // Across the antimeridian, or where the data has no place in that CRS: as it was asked.
  if (minx > maxx || !extent.every(Number.isFinite)) return box
  const margin = Math.max(extent[2] - extent[0], extent[3] - extent[1]) * 0.01
  const [west, south, east, north] = [extent[0] - margin, extent[1] - margin, extent[2] + margin, extent[3] + margin]
  if (minx > east || maxx < west || miny > north || maxy < south) return 'none'
  if (minx <= west && maxx >= east && miny <= south && maxy >= north) return 'all'
  return [Math.max(minx, west), Math.max(miny, south), Math.min(maxx, east), Math.min(maxy, north)]
}

/** The box of the geometries of a version, in their CRS. */
function boxOfVersion({ chain, kept }: Deps, { node, pin, table }: Snapshot): Promise<Bbox | undefined> {
  return kept.spatial(`${node.name} ${pin}`, async () => {
    const [row] = await chain.lake.query<Record<'a' | 'b' | 'c' | 'd', number | null>>(
      sql`select min(_bbox.xmin) as a, min(_bbox.ymin) as b, max(_bbox.xmax) as c, max(_bbox.ymax) as d from ${{ relation: 'data' }}`,
      new Map([['data', { ...table, traced: false, positioned: true }]]),
    )
    return row && row.a !== null ? [row.a, row.b!, row.c!, row.d!] : undefined
  })
}

const fault = (text: string) =>
  badParameter(
    'bbox',
    `« ${text.slice(0, 100)} » n’est pas une emprise`,
    `'${text.slice(0, 100)}' is not a bounding box`,
    {
      fr: 'Donnez quatre nombres, ouest,sud,est,nord (ou six, avec les altitudes), dans l’ordre des axes de bbox-crs.',
      en: 'Give four numbers, west,south,east,north (or six, with heights), in the axis order of bbox-crs.',
    },
  )
