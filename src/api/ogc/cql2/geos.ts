import type { Geometry } from '../../../kernel/index.ts'
import type { SpatialOp } from './ast.ts'
import { answer, type Handle, type Library, loadGeos, openIntake } from './geos-library.ts'

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
  const library = await loadGeos()
  const { Module } = library
  const { build, close } = openIntake(library)

  return {
    build,
    close,
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
  }
}

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
