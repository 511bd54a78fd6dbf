import type { Geometry } from '../../../kernel/index.ts'
import { wkbSize, writeWkb } from '../../ogc/cql2/wkb.ts'

// GEOS compiled to WebAssembly, loaded at the first filter that looks at geometries. All is in the plane of longitude and
// latitude, as the standard's own tests expect: distances and lengths are in degrees.

type Library = Awaited<ReturnType<typeof load>>

async function load() {
  const { default: init } = await import('geos-wasm')
  // A geometry it cannot build is told by what we return, not on the terminal.
  return init({ errorHandler: () => {}, noticeHandler: () => {} })
}

let loading: Promise<Library> | undefined

/** The spatial relations of the standard (table 24), of a first geometry to a second. */
export const relations = [
  'equals',
  'disjoint',
  'touches',
  'within',
  'overlaps',
  'crosses',
  'intersects',
  'contains',
] as const
export type Relation = (typeof relations)[number]

type Handle = number

export interface Plane {
  /** Takes a geometry in; undefined when GEOS can make nothing of it. */
  build(geometry: Geometry): Handle | undefined
  free(handle: Handle): void
  /** Undefined when GEOS cannot tell. */
  is(relation: Relation, a: Handle, b: Handle): boolean | undefined
  relates(a: Handle, b: Handle, pattern: string): boolean | undefined
  distance(a: Handle, b: Handle): number | undefined
  length(a: Handle): number | undefined
}

/** Works with GEOS; what `work` did not free itself leaks. */
export async function inPlane<T>(work: (plane: Plane) => T): Promise<T> {
  loading ??= load()
  const library = await loading
  const { Module } = library
  const reader = library.GEOSWKBReader_create()
  const number = Module._malloc(8)
  let room = 65_536
  let buffer = Module._malloc(room)
  const measured = (code: number) =>
    code === 1 ? new DataView(Module.HEAPU8.buffer).getFloat64(number, true) : undefined
  try {
    return work({
      build(geometry) {
        const size = wkbSize(geometry)
        if (size > room) {
          Module._free(buffer)
          room = size * 2
          buffer = Module._malloc(room)
        }
        writeWkb(geometry, new DataView(Module.HEAPU8.buffer), buffer)
        return library.GEOSWKBReader_read(reader, buffer, size) || undefined
      },
      free: (handle) => library.GEOSGeom_destroy(handle),
      is: (relation, a, b) => answer(predicates(library)[relation](a, b)),
      relates(a, b, pattern) {
        const bytes = new TextEncoder().encode(`${pattern}\0`)
        new Uint8Array(Module.HEAPU8.buffer).set(bytes, buffer)
        return answer(library.GEOSRelatePattern(a, b, buffer as never))
      },
      distance: (a, b) => measured(library.GEOSDistance(a, b, number as never)),
      length: (a) => measured(library.GEOSLength(a, number as never)),
    })
  } finally {
    library.GEOSWKBReader_destroy(reader)
    Module._free(buffer)
    Module._free(number)
  }
}

/** GEOS says 1 for true, 0 for false, 2 for an exception. */
const answer = (code: number): boolean | undefined => (code === 1 ? true : code === 0 ? false : undefined)

const predicates = (l: Library): Record<Relation, (a: number, b: number) => number> => ({
  equals: l.GEOSEquals,
  disjoint: l.GEOSDisjoint,
  touches: l.GEOSTouches,
  within: l.GEOSWithin,
  overlaps: l.GEOSOverlaps,
  crosses: l.GEOSCrosses,
  intersects: l.GEOSIntersects,
  contains: l.GEOSContains,
})
