import type { Geometry, Position } from '../../kernel/index.ts'
import { assemble, inside, turn } from '../shapefile/rings.ts'
import type { Tags } from './raw.ts'

// Keys by which a closed way is an area, with the values that are lines all the same.
// Source: OpenStreetMap wiki, "Key:area" and "Overpass turbo/Polygon Features", 2024.
const areaKeys: Readonly<Record<string, readonly string[]>> = {
  building: [],
  'building:part': [],
  landuse: [],
  leisure: ['track', 'slipway'],
  natural: ['coastline', 'cliff', 'ridge', 'arete', 'tree_row', 'valley'],
  amenity: [],
  shop: [],
  office: [],
  craft: [],
  tourism: [],
  historic: [],
  place: [],
  ruins: [],
  military: [],
  public_transport: [],
  boundary: [],
  'area:highway': [],
  aeroway: ['taxiway', 'runway', 'parking_position'],
  man_made: ['cutline', 'embankment', 'pipeline', 'goods_conveyor'],
  golf: ['hole', 'path', 'cartpath'],
  power: ['line', 'minor_line', 'cable'],
}
// Keys that make an area by these values only.
const areaValues: Readonly<Record<string, readonly string[]>> = {
  waterway: ['riverbank', 'dock', 'boatyard', 'dam'],
  highway: ['services', 'rest_area', 'platform'],
  railway: ['station', 'turntable', 'roundhouse', 'platform'],
  barrier: ['city_wall'],
}

/** Whether the tags of a closed way say that it is an area. */
export function isArea(tags: Tags): boolean {
  if (tags.area !== undefined) return tags.area !== 'no'
  for (const key in tags) {
    const value = tags[key]!
    if (value === 'no') continue
    if (Object.hasOwn(areaKeys, key) && !areaKeys[key]!.includes(value)) return true
    if (Object.hasOwn(areaValues, key) && areaValues[key]!.includes(value)) return true
  }
  return false
}

/** A ring as GeoJSON turns it: outer ones counter-clockwise. */
export function polygonOfRing(ring: readonly Position[]): Geometry {
  return { type: 'Polygon', coordinates: [turn(ring) < 0 ? ring.toReversed() : [...ring]] }
}

/**
 * The polygons of a multipolygon relation from its member lines: lines joined by their ends into rings, then holes put in
 * the outer rings around them. `undefined` when the lines do not close.
 */
export function multipolygon(outer: readonly Position[][], inner: readonly Position[][]): Geometry | undefined {
  const [outers, holes] = [ringsOf(outer), ringsOf(inner)]
  if (!outers || !holes || outers.length === 0) return undefined
  if (holes.some((hole) => !outers.some((ring) => inside(hole[0]!, ring)))) return undefined
  const clockwise = (ring: Position[]) => (turn(ring) > 0 ? ring.toReversed() : ring)
  return assemble(
    outers.map(clockwise),
    holes.map((hole) => clockwise(hole).toReversed()),
  )
}

/** Joins lines end to end into closed rings. */
function ringsOf(lines: readonly Position[][]): Position[][] | undefined {
  const key = ([x, y]: Position) => `${x} ${y}`
  const ends = new Map<string, Set<Position[]>>()
  const link = (line: Position[], add: boolean) => {
    for (const end of [line[0]!, line.at(-1)!]) {
      const set = ends.get(key(end)) ?? new Set()
      if (add) set.add(line)
      else set.delete(line)
      ends.set(key(end), set)
    }
  }
  const usable = lines.filter((line) => line.length > 1)
  for (const line of usable) link(line, true)
  const rings: Position[][] = []
  const used = new Set<Position[]>()
  for (const start of usable) {
    if (used.has(start)) continue
    used.add(start)
    link(start, false)
    const ring = [...start]
    while (key(ring[0]!) !== key(ring.at(-1)!)) {
      const [next] = ends.get(key(ring.at(-1)!)) ?? []
      if (!next) return undefined
      used.add(next)
      link(next, false)
      const forward = key(next[0]!) === key(ring.at(-1)!)
      ring.push(...(forward ? next : next.toReversed()).slice(1))
    }
    if (ring.length < 4) return undefined
    rings.push(ring)
  }
  return rings
}
