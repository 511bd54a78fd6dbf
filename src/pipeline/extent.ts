import {
  type Bbox,
  columnOfRole,
  eachPosition,
  isMetric,
  projector,
  quoteName,
  type Sql,
  sql,
  type Table,
} from '../kernel/index.ts'
import { type Lake, readWkb } from '../lake/index.ts'
import { splice } from './checks/index.ts'

const DEGREES = 'EPSG:4326'
/** Places looked at on each side of a box to know how far a plane is from a longitude: it is curved in one direction only. */
const PLACES = 16
/** The largest distance found at those places is not quite the largest. */
const SAFETY = 1.5

/**
 * The box of the features of a file in longitude and latitude: that of each of their positions converted. The box of the features
 * in a projected CRS, once converted, is larger: its corners may be where no feature is, and meridians lean on its sides.
 *
 * Only features that may reach a side are read: the boxes of all are compared first to a plane close to the longitude, and to one
 * close to the latitude.
 * @param bbox the box of the features, in the CRS of their geometry
 * @returns west, south, east, north
 */
export async function extentInDegrees(lake: Lake, shape: Table, object: string, bbox: Bbox): Promise<Bbox | null> {
  const column = columnOfRole(shape, 'geometry')
  if (!column) return null
  const { crs = DEGREES } = shape.columns[column]!
  if (!isMetric(crs)) return bbox
  const project = projector(crs, DEGREES)
  const place = (x: number, y: number): Degrees => project([x, y]) as unknown as Degrees
  const planes = [planeNear((x, y) => place(x, y)[0], bbox), planeNear((x, y) => place(x, y)[1], bbox)] as const
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const data = { shape, hashes: [object], traced: false, positioned: true }
  for await (const batch of lake.stream(farthest(column, planes), new Map([['data', data]])))
    for (let row = 0; row < batch.count; row++)
      eachPosition(readWkb(batch.bytes(0, row)!), ([x, y]) => {
        const [lon, lat] = place(x!, y!)
        if (lon < box[0]) box[0] = lon
        if (lat < box[1]) box[1] = lat
        if (lon > box[2]) box[2] = lon
        if (lat > box[3]) box[3] = lat
      })
  return box[0] <= box[2] ? box : null
}

type Degrees = readonly [lon: number, lat: number]

/** `x·byX + y·byY + start`, and how far it is at most from what it stands for. */
interface Plane {
  readonly byX: number
  readonly byY: number
  readonly start: number
  readonly off: number
}

function planeNear(value: (x: number, y: number) => number, [minx, miny, maxx, maxy]: Bbox): Plane {
  const [x, y] = [(minx + maxx) / 2, (miny + maxy) / 2]
  // A metre at least: a box may have no width.
  const [width, height] = [Math.max(maxx - minx, 1), Math.max(maxy - miny, 1)]
  const byX = (value(x + width / 2, y) - value(x - width / 2, y)) / width
  const byY = (value(x, y + height / 2) - value(x, y - height / 2)) / height
  const start = value(x, y) - byX * x - byY * y
  let off = 0
  for (let i = 0; i <= PLACES; i++)
    for (let j = 0; j <= PLACES; j++) {
      const [px, py] = [minx + (width * i) / PLACES, miny + (height * j) / PLACES]
      off = Math.max(off, Math.abs(value(px, py) - (byX * px + byY * py + start)))
    }
  return { byX, byY, start, off: off * SAFETY }
}

/** The geometries that may hold the lowest or the highest of either plane. */
function farthest(column: string, planes: readonly [Plane, Plane]): Sql {
  const [west, east, south, north] = planes.flatMap((plane) => [leastOf(plane, false), leastOf(plane, true)])
  const [lon, lat] = planes.map(({ off }) => 2 * off)
  const data = { relation: 'data' }
  // Every feature touches each side of its own box: its lowest is somewhere between the least and the most of its box.
  return sql`select ST_AsWKB(${splice(quoteName(column))}) from ${data}, (
      select min(${east!}) as w, max(${west!}) as e, min(${north!}) as s, max(${south!}) as n from ${data}
      where _bbox.xmin is not null) as far
    where _bbox.xmin is not null and (${west!} <= far.w + ${lon!} or ${east!} >= far.e - ${lon!}
      or ${south!} <= far.s + ${lat!} or ${north!} >= far.n - ${lat!})`
}

/** The least of a plane in the box of a row, or its most. */
function leastOf({ byX, byY, start }: Plane, isMost: boolean): Sql {
  const side = (by: number, axis: 'x' | 'y') => splice(by < 0 === isMost ? `_bbox.${axis}min` : `_bbox.${axis}max`)
  return sql`(${byX} * ${side(byX, 'x')} + ${byY} * ${side(byY, 'y')} + ${start})`
}
