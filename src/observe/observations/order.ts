/** What places an observation among those of its datastream. */
export interface Place {
  readonly start: number
  readonly source: string | null
  readonly id: number
}

/** What has no id yet. */
type Unplaced = Omit<Place, 'id'> & { readonly id?: number }

/** Greater than any source: observations without one come last. As PostgreSQL writes a UUID, so that both compare alike. */
export const lastSource = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The order of observations: phenomenon time, source (those without one last), id. It does not depend on the order in which
 * identified observations came.
 */
export function compare(a: Unplaced, b: Unplaced): number {
  if (a.start !== b.start) return a.start - b.start
  const [left, right] = [a.source ?? lastSource, b.source ?? lastSource]
  if (left !== right) return left < right ? -1 : 1
  return (a.id ?? 0) - (b.id ?? 0)
}
