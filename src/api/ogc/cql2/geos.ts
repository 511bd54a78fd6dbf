import type { Geometry } from '../../../kernel/index.ts'
import type { SpatialOp } from './ast.ts'
import { wkbSize, writeWkb } from './wkb.ts'

// GEOS compiled to WebAssembly, loaded at the first filter that looks at geometries. What it holds is its own memory: each
// geometry made must be freed.

type Library = Awaited<ReturnType<typeof load>>

async function load() {
  const { default: init } = await import('geos-wasm')
  // A geometry it cannot build is told by what we return, not on the terminal.
  return init({ errorHandler: () => {}, noticeHandler: () => {} })
}

let loading: Promise<Library> | undefined

/** A geometry in the memory of GEOS. */
export type Handle = number

/** A geometry of a filter made ready for many questions. */
export interface Prepared {
  /** Whether `row op filter` is true; undefined when GEOS cannot tell. */
  is(op: SpatialOp, row: Handle): boolean | undefined
  free(): void
}

/** GEOS with a buffer of its own. */
export interface Geos {
  /** Takes a geometry in; undefined when it has no sense, as a line of one position. */
  build(geometry: Geometry): Handle | undefined
  free(handle: Handle): void
  prepare(handle: Handle): Prepared
  /** Whether `a op b` is true; undefined when GEOS cannot tell. */
  is(op: SpatialOp, a: Handle, b: Handle): boolean | undefined
  /** Why a geometry is not valid, in the words of GEOS; undefined when it is. */
  whyInvalid(handle: Handle): string | undefined
  close(): void
}

/** Opens GEOS, loading it the first time. */
export async function openGeos(): Promise<Geos> {
  loading ??= load()
  const library = await loading
  const { Module } = library
  const reader = library.GEOSWKBReader_create()
  let room = 65_536
  let buffer = Module._malloc(room)

  return {
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
    prepare(handle) {
      const prepared = library.GEOSPrepare(handle)
      const questions = preparedQuestions(library)
      return {
        // s_equals has no prepared form.
        is: (op, row) => answer(op === 's_equals' ? library.GEOSEquals(row, handle) : questions[op](prepared, row)),
        free() {
          library.GEOSPreparedGeom_destroy(prepared)
        },
      }
    },
    is: (op, a, b) => answer(questions(library)[op](a, b)),
    whyInvalid(handle) {
      const text = library.GEOSisValidReason(handle) as unknown as number
      const reason = text ? Module.UTF8ToString(text) : 'Unknown problem'
      if (text) library.GEOSFree(text)
      return reason === 'Valid Geometry' ? undefined : reason
    },
    close() {
      library.GEOSWKBReader_destroy(reader)
      Module._free(buffer)
    },
  }
}

/** GEOS says 1 for true, 0 for false, 2 for an exception. */
const answer = (code: number): boolean | undefined => (code === 1 ? true : code === 0 ? false : undefined)

type Question = (a: number, b: number) => number

const questions = (l: Library): Record<SpatialOp, Question> => ({
  s_contains: l.GEOSContains,
  s_crosses: l.GEOSCrosses,
  s_disjoint: l.GEOSDisjoint,
  s_equals: l.GEOSEquals,
  s_intersects: l.GEOSIntersects,
  s_overlaps: l.GEOSOverlaps,
  s_touches: l.GEOSTouches,
  s_within: l.GEOSWithin,
})

/** `row op filter` asked of the prepared filter: what contains becomes what is within; the others are symmetric. */
const preparedQuestions = (l: Library): Record<Exclude<SpatialOp, 's_equals'>, Question> => ({
  s_contains: l.GEOSPreparedWithin,
  s_crosses: l.GEOSPreparedCrosses,
  s_disjoint: l.GEOSPreparedDisjoint,
  s_intersects: l.GEOSPreparedIntersects,
  s_overlaps: l.GEOSPreparedOverlaps,
  s_touches: l.GEOSPreparedTouches,
  s_within: l.GEOSPreparedContains,
})
