import { type Sql, sql } from '../../../kernel/index.ts'
import { type Call, type ComparisonOp, type Expression, isArithmetic, isCall, isProperty } from './ast.ts'
import { type Context, columnOf, type Kind, kindNames, typeFault, unknownFunction } from './context.ts'
import { column, joined, no, verbatim, yes } from './fragments.ts'
import { compareMoments } from './moments-sql.ts'

/** An expression as SQL, and what it is worth. */
interface Value {
  readonly sql: Sql
  readonly kind: Kind
}

/** A value, property, calculation, casei or accenti. Throws `cql2.type`, `cql2.unknown-property`, `cql2.unknown-function`. */
export function scalarOf(node: Expression, context: Context, around: Expression): Value {
  if (typeof node === 'string') return { sql: sql`${node}::varchar`, kind: 'text' }
  if (typeof node === 'number') return { sql: sql`${node}`, kind: 'number' }
  if (typeof node === 'boolean') return { sql: node ? yes : no, kind: 'boolean' }
  if (isProperty(node)) return { sql: column(node.property), kind: columnOf(node, context).column }
  if (isCall(node)) {
    if (isArithmetic(node.op)) return { sql: finite(arithmetic(node, context)), kind: 'number' }
    if (node.op === 'casei' || node.op === 'accenti')
      return { sql: foldedBy(textOf(node.args[0]!, context, node), node.op), kind: 'text' }
    throw unknownFunction(node)
  }
  if ('date' in node) return { sql: sql`${node.date}::date`, kind: 'date' }
  if ('timestamp' in node) return { sql: sql`${node.timestamp}::timestamptz`, kind: 'instant' }
  throw typeFault(node, 'interval' in node ? 'interval' : 'geometry', scalarWanted, around)
}

const scalarWanted = { fr: 'une valeur simple', en: 'a simple value' }

/** A calculation in double precision, so that nothing overflows. */
function arithmetic(node: Expression, context: Context): Sql {
  if (!isCall(node) || !isArithmetic(node.op)) {
    const value = scalarOf(node, context, node)
    if (value.kind === 'number' || value.kind === 'integer') return sql`${value.sql}::double`
    throw typeFault(node, value.kind, kindNames.number, node)
  }
  const [a, b] = node.args.map((arg) => arithmetic(arg, context)) as [Sql, Sql]
  // What has no result, as a division by zero, is unknown.
  if (node.op === '/') return sql`(${a} / nullif(${b}, 0))`
  if (node.op === '%') return sql`(${a} % nullif(${b}, 0))`
  if (node.op === 'div') return sql`trunc(${a} / nullif(${b}, 0))`
  if (node.op === '^') return sql`pow(${a}, ${b})`
  return sql`(${a} ${verbatim(node.op)} ${b})`
}

/** A double that may have overflown: infinity and NaN are unknown. */
const finite = (value: Sql): Sql => sql`nullif(nullif(nullif(${value}, 'nan'::double), 'inf'::double), '-inf'::double)`

/** A text made blind to case (Unicode full folding of the letters of European languages) or to accents. */
export const foldedBy = (text: Sql, op: string): Sql =>
  // DuckDB lowers letter by letter: ß and the final ς are what it leaves.
  op === 'casei' ? sql`replace(replace(lower(${text}), 'ß', 'ss'), 'ς', 'σ')` : sql`strip_accents(${text})`

/** An expression that must be a text. */
export function textOf(node: Expression, context: Context, around: Expression): Sql {
  const value = scalarOf(node, context, around)
  if (value.kind !== 'text') throw typeFault(node, value.kind, kindNames.text, around)
  return value.sql
}

const families: Partial<Record<Kind, string>> = {
  text: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  instant: 'moment',
  date: 'moment',
}

/** Compares two scalars of comparable types: text by code points, a day with an instant by the day of the instant. */
export function comparison(op: ComparisonOp, left: Expression, right: Expression, context: Context, around: Call): Sql {
  const [a, b] = comparable([left, right], context, around) as [Value, Value]
  if (a.kind !== b.kind && families[a.kind] === 'moment') return compareMoments(op, a, b, context)
  return sql`(${a.sql} ${verbatim(op)} ${b.sql})`
}

/** Whether a value is between two others, both included. */
export function between(node: Call, context: Context): Sql {
  const [value, low, high] = node.args as [Expression, Expression, Expression]
  return sql`(${comparison('>=', value, low, context, node)} and ${comparison('<=', value, high, context, node)})`
}

/** Whether a value equals one of a list. */
export function inList(node: Call, context: Context): Sql {
  const [value, list] = node.args as [Expression, readonly Expression[]]
  const [first, ...rest] = comparable([value, ...list], context, node) as [Value, ...Value[]]
  const isMixed = families[first.kind] === 'moment' && rest.some((item) => item.kind !== first.kind)
  if (!isMixed)
    return sql`(${first.sql} in (${joined(
      rest.map((item) => item.sql),
      ', ',
    )}))`
  const equals = rest.map((item) =>
    item.kind === first.kind ? sql`(${first.sql} = ${item.sql})` : compareMoments('=', first, item, context),
  )
  return sql`(${joined(equals, ' or ')})`
}

/** The operands, all of one family of types. The blame goes to the property, whose type is the least known. */
function comparable(nodes: readonly Expression[], context: Context, around: Call): Value[] {
  const values = nodes.map((node) => scalarOf(node, context, around))
  const firstValue = values[0]!
  values.forEach((value, i) => {
    const family = families[value.kind]
    if (family === undefined) throw typeFault(nodes[i]!, value.kind, scalarWanted, around)
    if (family === families[firstValue.kind]) return
    const [bad, other] = isProperty(nodes[0]!) ? [0, i] : [i, 0]
    throw typeFault(nodes[bad]!, values[bad]!.kind, kindNames[values[other]!.kind], around, hintFor(values[bad]!.kind))
  })
  return values
}

const hintFor = (kind: Kind) =>
  kind === 'instant' || kind === 'date'
    ? {
        fr: "Une date s’écrit DATE('2024-05-01'), un instant TIMESTAMP('2024-05-01T12:00:00Z').",
        en: "A date is written DATE('2024-05-01'), an instant TIMESTAMP('2024-05-01T12:00:00Z').",
      }
    : undefined
