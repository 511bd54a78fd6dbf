import type { Sql, Table } from '../../../kernel/index.ts'
import { arrayPredicate } from './arrays.ts'
import {
  type Call,
  type Cql2,
  type Expression,
  isArrayOp,
  isCall,
  isComparison,
  isProperty,
  isSpatial,
  isTemporal,
} from './ast.ts'
import { type BoxTest, boxTest } from './box-test.ts'
import { type Context, columnOf, unknownFunction } from './context.ts'
import { type ExactTest, type Output, openExact, remainder } from './exact.ts'
import { applyFault, shown, syntaxFault } from './faults.ts'
import { column, no, verbatim, yes } from './fragments.ts'
import { like } from './like.ts'
import { contrary, mayPass, type Part, partOf, together } from './parts.ts'
import { placeOf } from './places.ts'
import { between, comparison, inList, scalarOf } from './scalars.ts'
import { spatial } from './spatial.ts'
import { temporal } from './temporal.ts'

export interface CompileOptions {
  /** The columns a filter may name. Default: all. */
  readonly queryables?: readonly string[]
  /** The CRS of the geometries in the filter, as the kernel names it. Default `OGC:CRS84`. */
  readonly crs?: string
  /** The order of the axes in these geometries: `yx` for those CRS whose authority says latitude first. Default `xy`. */
  readonly axes?: 'xy' | 'yx'
  /** Where a day begins and ends when it is compared with an instant: an IANA name. Default `UTC`. */
  readonly timezone?: string
}

/** A filter ready for the rows of a table. */
export interface CompiledFilter {
  /**
   * The condition over the columns of a positioned view of the table (and its `_bbox`): true of every row that passes. Without
   * `exact` only of these.
   */
  readonly where: Sql
  /** What remains to be asked of the rows found, when geometries must be looked at. */
  readonly exact?: ExactPlan
  /** Makes the test of boxes, where the filter asks for nothing but a place. */
  readonly byBox?: () => BoxTest | undefined
}

/** How to decide on the rows that SQL alone cannot. */
export interface ExactPlan {
  /** The geometry columns that each row must bring, as GeoJSON. */
  readonly geometries: readonly string[]
  /** Booleans to select along with the row, each under its name. */
  readonly outputs: readonly Output[]
  /** Prepares the test. Throws `cql2.geometry` when a geometry of the filter is not valid. To be freed. */
  open(): Promise<ExactTest>
}

/**
 * Makes a filter a condition on the rows of a shape. Values are bound, never spliced; names are those of the shape. Throws
 * `cql2.unknown-property`, `cql2.unknown-function`, `cql2.type`, `cql2.pattern`, `cql2.not-supported`, `crs.unknown`.
 */
export function compileFilter(filter: Cql2, shape: Table, options: CompileOptions = {}): CompiledFilter {
  const { queryables = Object.keys(shape.columns), crs = 'OGC:CRS84', axes = 'xy', timezone = 'UTC' } = options
  const context = { shape, queryables, crs, axes, timezone }
  const part = conditionOf(filter, context)
  const where = mayPass(part)
  const byBox = () => boxTest(filter, context)
  const rest = remainder(part)
  if (!rest) return { where, byBox }
  const { geometries, outputs } = rest
  return { where, exact: { geometries, outputs, open: () => openExact(rest) }, byBox }
}

function conditionOf(node: Expression, context: Context): Part {
  if (typeof node === 'boolean') return { by: 'sql', sql: node ? yes : no }
  // The parsers let nothing else through; a tree built by hand may hold anything.
  if (!isCall(node)) throw notCondition(node)
  const { op, args } = node
  if (op === 'and' || op === 'or')
    return together(
      op === 'and' ? 'all' : 'any',
      args.map((arg) => conditionOf(arg, context)),
    )
  if (op === 'not') return contrary(conditionOf(args[0]!, context))
  if (isSpatial(op)) return partOf(spatial(op, node, context))
  return { by: 'sql', sql: predicate(node, context) }
}

/** A predicate that SQL decides. */
function predicate(node: Call, context: Context): Sql {
  const { op, args } = node
  if (isComparison(op)) return comparison(op, args[0]!, args[1]!, context, node)
  if (isTemporal(op)) return temporal(op, node, context)
  if (isArrayOp(op)) return arrayPredicate(op, node, context)
  if (op === 'like') return like(node, context)
  if (op === 'between') return between(node, context)
  if (op === 'in') return inList(node, context)
  if (op === 'isNull') return isNull(args[0]!, context, node)
  throw unknownFunction(node)
}

function isNull(node: Expression, context: Context, around: Call): Sql {
  const missing = (value: Sql): Sql => ({ sql: ['(', ' is null)'], values: [value] })
  if (isProperty(node)) {
    columnOf(node, context)
    return missing(column(node.property))
  }
  if (typeof node === 'object' && ('type' in node || 'bbox' in node || 'interval' in node)) return verbatim('false')
  const isCondition = isCall(node) && !isScalarCall(node)
  if (!isCondition) return missing(scalarOf(node, context, around).sql)
  const part = conditionOf(node, context)
  if (part.by === 'sql') return missing(part.sql)
  if (part.by === 'test') return part.test.unknown
  throw notSupported(node)
}

const isScalarCall = ({ op }: Call) => /^([-+*/^%]|div|casei|accenti)$/.test(op)

const notCondition = (node: Expression) =>
  syntaxFault(
    { fr: `« ${shown(node)} » n’est pas une condition.`, en: `"${shown(node)}" is not a condition.` },
    placeOf(node),
  )

const notSupported = (node: Expression) =>
  applyFault(
    'cql2.not-supported',
    {
      fr: 'IS NULL n’est pas géré sur une combinaison de prédicats spatiaux.',
      en: 'IS NULL is not supported on a combination of spatial predicates.',
    },
    {
      fr: 'Demandez plutôt si les propriétés en cause sont nulles.',
      en: 'Ask whether the properties involved are null instead.',
    },
    placeOf(node),
  )
