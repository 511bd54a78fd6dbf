import type { Range } from '../../../observe/index.ts'
import { isId } from '../model.ts'
import type { Comparison, Expression } from '../parse/ast.ts'

/** What a filter of observations says of their time and datastreams: enough to leave old months in their files. */
interface Bounds {
  readonly range: Partial<Range>
  /** Whether it says nothing else. */
  readonly whole: boolean
}

const mirrored: Record<Comparison, Comparison> = { eq: 'eq', ne: 'ne', lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' }

/** The bounds that all the observations that pass a filter are in. */
export function boundsOf(filter: Expression | undefined): Bounds {
  const parts = filter === undefined ? [] : filter.kind === 'and' ? filter.parts : [filter]
  let [from, to, whole] = [undefined as number | undefined, undefined as number | undefined, true]
  let datastreams: number[] | undefined
  for (const part of parts) {
    const bound = boundOf(part)
    if (!bound) {
      whole = false
      continue
    }
    if (bound.from !== undefined) from = Math.max(from ?? bound.from, bound.from)
    if (bound.to !== undefined) to = Math.min(to ?? bound.to, bound.to)
    if (bound.datastream !== undefined)
      datastreams = datastreams ? datastreams.filter((id) => id === bound.datastream) : [bound.datastream]
    if (!bound.exact) whole = false
  }
  return {
    whole,
    range: {
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
      ...(datastreams && { datastreams }),
    },
  }
}

interface Bound {
  readonly from?: number
  readonly to?: number
  readonly datastream?: number
  /** Whether the bound says all that the comparison does. */
  readonly exact: boolean
}

function boundOf(part: Expression): Bound | undefined {
  if (part.kind !== 'compare') return undefined
  const [path, other, op] =
    part.left.kind === 'path' ? [part.left, part.right, part.op] : [part.right, part.left, mirrored[part.op]]
  if (path.kind !== 'path' || other.kind !== 'literal') return undefined
  const { literal } = other
  const [first, second] = path.segments
  if (path.segments.length === 2 && first === 'Datastream' && isId(second!) && op === 'eq' && literal.type === 'number')
    return Number.isSafeInteger(literal.value) ? { datastream: literal.value, exact: true } : undefined
  if (path.segments.length !== 1 || first !== 'phenomenonTime') return undefined
  if (literal.type !== 'instant' && literal.type !== 'interval') return undefined
  const [start, end] = literal.type === 'instant' ? [literal.value, literal.value] : literal.value
  // Instants are kept to the millisecond: what is strictly after one starts at the next.
  const [least, most] = [Math.ceil(ms(start)), ms(end)]
  switch (op) {
    case 'ge':
      // An interval of the row must also end after that of the filter.
      return { from: least, exact: literal.type === 'instant' }
    case 'gt':
      return { from: literal.type === 'instant' ? Math.floor(most) + 1 : Math.ceil(most), exact: true }
    case 'lt':
      // A row that is an interval must be over: its start says less.
      return { to: least, exact: false }
    case 'le':
      return { to: Math.floor(ms(start)) + 1, exact: false }
    case 'eq':
      return { from: least, to: Math.floor(ms(start)) + 1, exact: false }
    default:
      return undefined
  }
}

/** Milliseconds since 1970, with a fraction. */
const ms = (instant: string): number => Date.parse(`${instant.slice(0, 19)}Z`) + Number(instant.slice(19, -1)) * 1000
