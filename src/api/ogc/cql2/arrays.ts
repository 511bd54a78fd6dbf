import { type Sql, sql } from '../../../kernel/index.ts'
import { type ArrayOp, type Call, type Expression, isCall, isList, isProperty } from './ast.ts'
import { type Context, columnOf, kindNames, typeFault, unknownFunction } from './context.ts'
import { column, joined } from './fragments.ts'
import { scalarOf } from './scalars.ts'

/**
 * An array predicate as SQL. Arrays are compared as sets: neither order nor repetition counts, numbers by value. A JSON
 * value that is no array makes the answer unknown. Throws `cql2.type`, `cql2.unknown-property`.
 */
export function arrayPredicate(op: ArrayOp, node: Call, context: Context): Sql {
  const [a, b] = node.args.map((arg) => elementsOf(arg, context, node)) as [Sql, Sql]
  switch (op) {
    case 'a_contains':
      return sql`list_has_all(${a}, ${b})`
    case 'a_containedBy':
      return sql`list_has_all(${b}, ${a})`
    case 'a_equals':
      return sql`(list_has_all(${a}, ${b}) and list_has_all(${b}, ${a}))`
    case 'a_overlaps':
      return sql`list_has_any(${a}, ${b})`
  }
}

const arrayWanted = { fr: 'une propriété JSON qui contient une liste', en: 'a JSON property that holds an array' }

/** The elements as a list of texts that say type and value: `n1.0`, `sred`, `btrue`. */
function elementsOf(node: Expression, context: Context, around: Call): Sql {
  if (isList(node))
    return sql`[${joined(
      node.map((item) => element(item, context, around)),
      ', ',
    )}]::varchar[]`
  if (isCall(node)) throw unknownFunction(node)
  if (!isProperty(node)) throw typeFault(node, 'text', arrayWanted, around)
  const { column: kind } = columnOf(node, context)
  if (kind !== 'json') throw typeFault(node, kind, arrayWanted, around)
  const items = sql`from_json(case when json_type(${column(node.property)}) = 'ARRAY' then ${column(node.property)} end, '["JSON"]')`
  return sql`list_transform(${items}, lambda item: case json_type(item)
    when 'VARCHAR' then 's' || (item->>'$')
    when 'BOOLEAN' then 'b' || (item->>'$')
    when 'DOUBLE' then 'n' || (item->>'$')::double
    when 'BIGINT' then 'n' || (item->>'$')::double
    when 'UBIGINT' then 'n' || (item->>'$')::double
    else 'j' || coalesce(item::varchar, 'null') end)`
}

/** An element of an array of the filter. JSON has no moments: they are compared as they are written. */
function element(node: Expression, context: Context, around: Call): Sql {
  if (isList(node)) throw typeFault(node, 'array', simpleWanted, around)
  if (typeof node === 'object' && 'date' in node) return sql`('s' || ${node.date})`
  if (typeof node === 'object' && 'timestamp' in node) return sql`('s' || ${node.timestamp})`
  const value = scalarOf(node, context, around)
  switch (value.kind) {
    case 'text':
    case 'date':
      return sql`('s' || ${value.sql})`
    case 'boolean':
      return sql`('b' || ${value.sql})`
    case 'integer':
    case 'number':
      return sql`('n' || ${value.sql}::double)`
    default:
      throw typeFault(node, value.kind, simpleWanted, around)
  }
}

const simpleWanted = {
  fr: `${kindNames.text.fr}, ${kindNames.number.fr}, une date ou un booléen`,
  en: `${kindNames.text.en}, ${kindNames.number.en}, a date or a boolean`,
}
