import proj4 from 'proj4'
import { OrchestraError } from './errors.ts'
import type { Bbox, Geometry, Position } from './geometry.ts'

// Parameters of the EPSG registry (v11, 2024), as PROJ writes them. Axis order is always x (longitude, easting) first.
const cc = (n: number) =>
  `+proj=lcc +lat_0=${n} +lon_0=3 +lat_1=${n - 0.75} +lat_2=${n + 0.75} +x_0=1700000 +y_0=${(n - 41) * 1e6 + 200000} +ellps=GRS80 +units=m +no_defs`

const definitions: Record<string, string> = {
  'EPSG:4326': '+proj=longlat +datum=WGS84 +no_defs',
  'OGC:CRS84': '+proj=longlat +datum=WGS84 +no_defs',
  // RGF93 and ETRS89 are taken as WGS 84: they differ by less than a metre.
  'EPSG:4171': '+proj=longlat +ellps=GRS80 +no_defs',
  'EPSG:4258': '+proj=longlat +ellps=GRS80 +no_defs',
  'EPSG:3857':
    '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  'EPSG:2154':
    '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs',
  'EPSG:3035': '+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs',
  'EPSG:32630': '+proj=utm +zone=30 +datum=WGS84 +units=m +no_defs',
  'EPSG:32631': '+proj=utm +zone=31 +datum=WGS84 +units=m +no_defs',
  'EPSG:32632': '+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs',
}
for (let zone = 42; zone <= 50; zone++) definitions[`EPSG:${3900 + zone}`] = cc(zone)

/** The CRS this product can convert. */
export const knownCrs: readonly string[] = Object.keys(definitions)

/** Whether the coordinates of a CRS are in metres. Throws `crs.unknown`. */
export const isMetric = (crs: string): boolean => definition(crs).includes('+units=m')

type Projector = (position: Position) => Position

/** Those made so far: making one takes longer than projecting a hundred positions. */
const projectors = new Map<string, Projector>()

/** A function from positions of one CRS to another, dropping nothing: z is kept. Throws `crs.unknown`. */
export function projector(from: string, to: string): Projector {
  if (from === to) return (position) => position
  const known = projectors.get(`${from} ${to}`)
  if (known) return known
  const convert = proj4(definition(from), definition(to))
  const made: Projector = ([x, y, ...rest]) => [...(convert.forward([x!, y!]) as Position), ...rest]
  projectors.set(`${from} ${to}`, made)
  return made
}

/** A geometry in another CRS. */
export function reproject(geometry: Geometry, project: (position: Position) => Position): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { type: geometry.type, geometries: geometry.geometries.map((part) => reproject(part, project)) }
  const walk = (value: unknown): unknown =>
    typeof (value as unknown[])[0] === 'number' ? project(value as Position) : (value as unknown[]).map(walk)
  return { type: geometry.type, coordinates: walk(geometry.coordinates) } as Geometry
}

/** Points taken on each side of a box: the image of a straight side may be curved. */
const POINTS_A_SIDE = 16

/** The smallest box, in another CRS, around a box. */
export function boxIn([minx, miny, maxx, maxy]: Bbox, from: string, to: string): Bbox {
  const project = projector(from, to)
  const xs: number[] = []
  const ys: number[] = []
  for (let i = 0; i <= POINTS_A_SIDE; i++) {
    const [x, y] = [minx + ((maxx - minx) * i) / POINTS_A_SIDE, miny + ((maxy - miny) * i) / POINTS_A_SIDE]
    for (const corner of [
      [x, miny],
      [x, maxy],
      [minx, y],
      [maxx, y],
    ]) {
      const [px, py] = project(corner)
      xs.push(px!)
      ys.push(py!)
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function definition(crs: string): string {
  const found = definitions[crs]
  if (found) return found
  throw new OrchestraError({
    code: 'crs.unknown',
    say: { fr: `Système de coordonnées inconnu : ${crs}.`, en: `Unknown coordinate reference system: ${crs}.` },
    remedy: { fr: `Connus : ${knownCrs.join(', ')}.`, en: `Known: ${knownCrs.join(', ')}.` },
  })
}
