import type { Line, Polygon } from '../planar/index.ts'
import type { Library } from './library.ts'

/** A geometry in the memory of GEOS. */
export type Handle = number

// Types of GEOS: GEOSGeomTypes of geos_c.h 3.13.
const [LINE, RING, POLYGON] = [1, 2, 3]
const MULTI = { line: 5, polygon: 6, any: 7 } as const

/** The way of flat arrays into GEOS and back. */
export interface Exchange {
  lines(lines: readonly Line[]): Handle
  polygon(polygon: Polygon): Handle
  /** Geometries as one collection, which takes them over. */
  collect(handles: readonly Handle[], type?: keyof typeof MULTI): Handle
  readLines(handle: Handle): Line[]
  readPolygons(handle: Handle): Polygon[]
}

export function openExchange(library: Library): Exchange {
  const { Module } = library

  const withRoom = <T>(bytes: number, use: (pointer: number) => T): T => {
    const pointer = Module._malloc(Math.max(bytes, 8))
    try {
      return use(pointer)
    } finally {
      Module._free(pointer)
    }
  }
  const sequence = (line: Line): number =>
    withRoom(line.byteLength, (pointer) => {
      Module.HEAPF64.set(line, pointer / 8)
      return library.GEOSCoordSeq_copyFromBuffer(pointer, line.length / 2, 0, 0)
    })
  const positions = (handle: Handle): Line => {
    const source = library.GEOSGeom_getCoordSeq(handle)
    const size = library.GEOSGeomGetNumPoints(handle)
    return withRoom(size * 16, (pointer) => {
      library.GEOSCoordSeq_copyToBuffer(source, pointer, 0, 0)
      return Module.HEAPF64.slice(pointer / 8, pointer / 8 + size * 2)
    })
  }
  const withList = <T>(handles: readonly Handle[], use: (pointer: number) => T): T =>
    withRoom(handles.length * 4, (pointer) => {
      Module.HEAP32.set(handles, pointer / 4)
      return use(pointer)
    })
  const collect: Exchange['collect'] = (handles, type = 'any') =>
    withList(handles, (pointer) => library.GEOSGeom_createCollection(MULTI[type], pointer, handles.length))
  const polygon = (rings: Polygon): Handle => {
    const [outer, ...holes] = rings.map((ring) => library.GEOSGeom_createLinearRing(sequence(ring)))
    if (!outer || holes.includes(0)) return 0
    return withList(holes, (pointer) => library.GEOSGeom_createPolygon(outer, pointer, holes.length))
  }

  /** Calls `visit` with each simple part. */
  const eachPart = (handle: Handle, visit: (part: Handle, type: number) => void): void => {
    const type = library.GEOSGeomTypeId(handle)
    if (type <= POLYGON) visit(handle, type)
    else
      for (let i = 0, n = library.GEOSGetNumGeometries(handle); i < n; i++)
        eachPart(library.GEOSGetGeometryN(handle, i), visit)
  }

  return {
    lines: (lines) =>
      collect(
        lines.map((line) => library.GEOSGeom_createLineString(sequence(line))),
        'line',
      ),
    polygon,
    collect,
    readLines(handle) {
      const lines: Line[] = []
      eachPart(handle, (part, type) => {
        if (type === LINE || type === RING) {
          const line = positions(part)
          if (line.length) lines.push(line)
        }
      })
      return lines
    },
    readPolygons(handle) {
      const polygons: Polygon[] = []
      eachPart(handle, (part, type) => {
        if (type !== POLYGON || library.GEOSGeomGetNumPoints(library.GEOSGetExteriorRing(part)) === 0) return
        const rings = [positions(library.GEOSGetExteriorRing(part))]
        for (let i = 0, n = library.GEOSGetNumInteriorRings(part); i < n; i++)
          rings.push(positions(library.GEOSGetInteriorRingN(part, i)))
        polygons.push(rings)
      })
      return polygons
    },
  }
}
