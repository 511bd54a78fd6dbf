import { type Bbox, boxIn, columnOfRole, quoteName, sql } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { badParameter } from '../../http/faults.ts'
import { isCoordinate } from '../../read/coordinates.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import type { Crs } from '../common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../cql2/index.ts'
import type { Places } from './places.ts'

const geographic = new Set(['OGC:CRS84', 'EPSG:4326', 'EPSG:4171', 'EPSG:4258'])
const none: CompiledFilter = { where: sql`false` }
const all: CompiledFilter = { where: sql`true` }

/** Reads `bbox=` as [minx, miny, maxx, maxy] with x first whatever the CRS. Throws `api.bad-parameter`. */
export function readBox(text: string, crs: Crs): Bbox {
  const all = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const flat = all.length === 6 ? [all[0]!, all[1]!, all[3]!, all[4]!] : all
  if (flat.length !== 4 || !all.every(isCoordinate)) throw fault(text)
  const [a, b, c, d] = flat as [number, number, number, number]
  const box: Bbox = crs.axes === 'yx' ? [b, a, d, c] : [a, b, c, d]
  const [minx, miny, maxx, maxy] = box
  // West may lie beyond east in degrees: the box then crosses the antimeridian.
  const isOrdered = miny <= maxy && (minx <= maxx || geographic.has(crs.name))
  if (!isOrdered) throw fault(text)
  return box
}

/** What knowing the box of a version needs. */
interface BoxDeps {
  readonly chain: Pick<Deps['chain'], 'lake'>
  readonly kept: Pick<Deps['kept'], 'spatial'>
}

/** The features whose geometry meets a box: none in a table without geometry. */
export async function boxFilter(deps: BoxDeps, snapshot: Snapshot, box: Bbox, crs: Crs): Promise<CompiledFilter> {
  const geometry = await placedGeometry(deps, snapshot)
  if (!geometry) return none
  const part = partOf(geometry, box, crs)
  if (part === 'none') return none
  if (part === 'all') return { where: sql`${splice(quoteName(geometry.column))} is not null` }
  return compileFilter(readFilter(meeting(geometry, part)), snapshot.table.shape, { crs: crs.name })
}

/** The features that `bbox=` keeps: also those that are nowhere (17-069r4, /req/core/fc-bbox-response, C). */
export async function boxOrNowhere(deps: BoxDeps, snapshot: Snapshot, box: Bbox, crs: Crs): Promise<CompiledFilter> {
  const geometry = await placedGeometry(deps, snapshot)
  if (!geometry) return all
  // Asked only where some are: the condition would keep DuckDB from skipping what lies far from the box.
  if (!geometry.hasNowhere) return boxFilter(deps, snapshot, box, crs)
  const part = partOf(geometry, box, crs)
  if (part === 'all') return all
  const isNowhere = { op: 'isNull', args: [{ property: geometry.column }] }
  const filter = part === 'none' ? isNowhere : { op: 'or', args: [meeting(geometry, part), isNowhere] }
  return compileFilter(readFilter(filter), snapshot.table.shape, { crs: crs.name })
}

/** The geometry of a version: its column, its CRS, where its data is, and whether some of its features have none. */
interface PlacedGeometry extends Places {
  readonly column: string
  readonly crs: string
}

/** Undefined in a table without geometry, or when no feature has one. */
async function placedGeometry(deps: BoxDeps, snapshot: Snapshot): Promise<PlacedGeometry | undefined> {
  const { columns } = snapshot.table.shape
  const column = columnOfRole(snapshot.table.shape, 'geometry')
  const places = column && (await placesOfVersion(deps, snapshot))
  return places ? { ...places, column, crs: columns[column]!.crs ?? 'EPSG:4326' } : undefined
}

/** A centimetre, in degrees and in metres: what a position loses when it is converted, and told to its last decimal. */
const LOST = { degrees: 1e-7, metres: 1e-2 }

/** What of a box meets the data. One given in another CRS than that of the data keeps what lies on its very edge. */
function partOf({ box: extent, crs: own }: PlacedGeometry, box: Bbox, crs: Crs) {
  const isDegrees = geographic.has(crs.name)
  const isConverted = own !== crs.name && !(isDegrees && geographic.has(own))
  const lost = isConverted ? (isDegrees ? LOST.degrees : LOST.metres) : 0
  const [minx, miny, maxx, maxy] = box
  return clipped([minx - lost, miny - lost, maxx + lost, maxy + lost], boxIn(extent, own, crs.name))
}

const meeting = ({ column }: PlacedGeometry, bbox: Bbox) => ({
  op: 's_intersects',
  args: [{ property: column }, { bbox }],
})

const readFilter = (document: object) => parseFilter(document, 'cql2-json')

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

/** Where the geometries of a version are, in their CRS. */
function placesOfVersion({ chain, kept }: BoxDeps, { node, pin, table }: Snapshot): Promise<Places | undefined> {
  return kept.spatial(`${node.name} ${pin}`, async () => {
    const [row] = await chain.lake.query<Record<'a' | 'b' | 'c' | 'd', number | null> & { nowhere: boolean }>(
      sql`select min(_bbox.xmin) as a, min(_bbox.ymin) as b, max(_bbox.xmax) as c, max(_bbox.ymax) as d, count(*) > count(_bbox.xmin) as nowhere from ${{ relation: 'data' }}`,
      new Map([['data', { ...table, traced: false, positioned: true }]]),
    )
    return row && row.a !== null ? { box: [row.a, row.b!, row.c!, row.d!], hasNowhere: row.nowhere } : undefined
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
