import type { Geometry } from '../../../kernel/index.ts'
import { answer, type Handle, type Library, loadGeos, openIntake } from '../../ogc/cql2/geos-library.ts'

// All is in the plane of longitude and latitude, as the standard's own tests expect: distances and lengths are in degrees.

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
  const library = await loadGeos()
  const { Module } = library
  const { build, close } = openIntake(library)
  const number = Module._malloc(8)
  const measured = (code: number) =>
    code === 1 ? new DataView(Module.HEAPU8.buffer).getFloat64(number, true) : undefined
  try {
    return work({
      build,
      free: (handle) => library.GEOSGeom_destroy(handle),
      is: (relation, a, b) => answer(predicates(library)[relation](a, b)),
      relates(a, b, pattern) {
        const bytes = new TextEncoder().encode(`${pattern}\0`)
        const text = Module._malloc(bytes.length)
        new Uint8Array(Module.HEAPU8.buffer).set(bytes, text)
        const code = library.GEOSRelatePattern(a, b, text as never)
        Module._free(text)
        return answer(code)
      },
      distance: (a, b) => measured(library.GEOSDistance(a, b, number as never)),
      length: (a) => measured(library.GEOSLength(a, number as never)),
    })
  } finally {
    close()
    Module._free(number)
  }
}

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
