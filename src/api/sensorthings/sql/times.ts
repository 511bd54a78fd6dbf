import { badFilter } from '../faults.ts'
import type { Comparison } from '../parse/ast.ts'
import { all, type Fragment, q, raw } from './fragment.ts'
import type { Period } from './values.ts'

// How instants and intervals compare. An interval holds its start and not its end; an instant is both of its own.

const isSpan = ({ span }: Period): Fragment => (typeof span === 'boolean' ? raw(String(span)) : span)

/** By whether a period is an interval, known before or row by row. */
const either = ({ span }: Period, interval: Fragment, instant: Fragment): Fragment => {
  if (typeof span === 'boolean') return span ? interval : instant
  return q`(case when ${span} then ${interval} else ${instant} end)`
}

/** The first is over when the second begins. */
const before = (a: Period, b: Period): Fragment => {
  const strict = q`${a.end} < ${b.start}`
  // What begins before: said apart so that the index on starts serves.
  return typeof a.span === 'boolean'
    ? either(a, q`${a.end} <= ${b.start}`, strict)
    : q`(${a.start} < ${b.start} and ${either(a, q`${a.end} <= ${b.start}`, strict)})`
}

const same = (a: Period, b: Period): Fragment =>
  all([q`${a.start} = ${b.start}`, q`${a.end} = ${b.end}`, q`${isSpan(a)} = ${isSpan(b)}`])

export function compareTimes(op: Comparison, a: Period, b: Period): Fragment {
  switch (op) {
    case 'lt':
      return before(a, b)
    case 'gt':
      return before(b, a)
    case 'le':
      return q`(${a.start} <= ${b.start} and ${a.end} <= ${b.end})`
    case 'ge':
      return q`(${b.start} <= ${a.start} and ${b.end} <= ${a.end})`
    case 'eq':
      return same(a, b)
    case 'ne':
      return q`(${same(a, b)}) is not true`
  }
}

const holds = (a: Period, b: Period): Fragment =>
  q`(${b.start} >= ${a.start} and ${either(b, q`${b.end} <= ${a.end}`, q`${b.start} < ${a.end}`)})`

/** The relations between times, by the name of their function. */
export const timeRelations: Readonly<Record<string, (a: Period, b: Period, place: number) => Fragment>> = {
  before,
  after: (a, b) => before(b, a),
  meets: (a, b) => q`(${a.end} = ${b.start} or ${a.start} = ${b.end})`,
  during(a, b, place) {
    if (b.span === false)
      throw badFilter(place, 'during attend un intervalle à droite', 'during takes an interval on the right')
    return q`(${isSpan(b)} and ${holds(b, a)})`
  },
  overlaps: (a, b) =>
    q`(case when ${isSpan(a)} and ${isSpan(b)} then ${a.start} < ${b.end} and ${b.start} < ${a.end}
       when ${isSpan(a)} then ${holds(a, b)} when ${isSpan(b)} then ${holds(b, a)} else ${a.start} = ${b.start} end)`,
  starts: (a, b) => q`${a.start} = ${b.start}`,
  finishes: (a, b) => q`${a.end} = ${b.end}`,
}
