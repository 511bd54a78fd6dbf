import type { Geometry, Position } from '../../../kernel/index.ts'
import {
  type Call,
  type Cql2,
  type Expression,
  type IntervalEnd,
  isArithmetic,
  isArrayOp,
  isCall,
  isComparison,
  isList,
  isProperty,
} from './ast.ts'
import { applyFault, shown } from './faults.ts'
import { reserved } from './parse-text.ts'
import { placeOf } from './places.ts'
import { operatorOf } from './signatures.ts'
import { isIdentifier } from './tokens.ts'

/**
 * Writes a filter as CQL2 text. Throws `cql2.no-text-form` for the few filters that only JSON can say: a text that ends with
 * a backslash, a function whose name is no identifier, an array of one number or property given to a function.
 */
export function formatText(filter: Cql2): string {
  return write(filter)
}

function write(node: Expression): string {
  if (typeof node === 'string') return quoted(node)
  if (typeof node === 'number') return String(node)
  if (typeof node === 'boolean') return node ? 'TRUE' : 'FALSE'
  if (isList(node)) return listed(node)
  if (isCall(node)) return call(node)
  if (isProperty(node)) return propertyName(node.property)
  if ('date' in node) return `DATE('${node.date}')`
  if ('timestamp' in node) return `TIMESTAMP('${node.timestamp}')`
  if ('interval' in node) return `INTERVAL(${node.interval.map(end).join(', ')})`
  if ('bbox' in node) return `BBOX(${node.bbox.join(', ')})`
  return geometry(node as Geometry)
}

function call(node: Call): string {
  const { op, args } = node
  const [a, b, c] = args as [Expression, Expression, Expression]
  if (op === 'and' || op === 'or') return args.map(grouped).join(` ${op.toUpperCase()} `)
  if (op === 'not') return `NOT ${grouped(a)}`
  if (op === 'isNull') return `${grouped(a)} IS NULL`
  if (op === 'like') return `${write(a)} LIKE ${write(b)}`
  if (op === 'between') return `${operand(a)} BETWEEN ${operand(b)} AND ${operand(c)}`
  if (op === 'in') return `${operand(a)} IN (${(b as readonly Expression[]).map(operand).join(', ')})`
  if (isComparison(op) || isArithmetic(op)) return `${operand(a)} ${op} ${operand(b)}`
  if (isArrayOp(op)) return `${op.toUpperCase()}(${args.map(write).join(', ')})`
  const isStandard = operatorOf(op) !== undefined
  if (!isStandard && (!isIdentifier(op) || reserved.has(op.toUpperCase()))) throw noTextForm(op, node)
  return `${isStandard ? op.toUpperCase() : op}(${args.map(element).join(', ')})`
}

/** Between parentheses, unless it is a single word or already looks like a function. */
function grouped(node: Expression): string {
  const isBare = !isCall(node) || operatorOf(node.op) === undefined || /^[sta]_|^casei$|^accenti$/.test(node.op)
  return isBare ? write(node) : `(${write(node)})`
}

const operand = (node: Expression) => (isCall(node) && isArithmetic(node.op) ? `(${write(node)})` : write(node))

/** An argument or element: an array of one is read back as one only when its element is of a kind that nobody groups. */
function element(node: Expression): string {
  if (isList(node) && node.length === 1) {
    const [only] = node
    const isKept = typeof only === 'string' || (typeof only === 'object' && !isCall(only) && !isProperty(only))
    if (!isKept) throw noTextForm(shown(node), node)
  }
  return write(node)
}

const listed = (nodes: readonly Expression[]) => `(${nodes.map(element).join(', ')})`

const end = (value: IntervalEnd) => (typeof value === 'string' ? `'${value}'` : write(value))

/** Bare where it can be read back as a name, else between double quotes. */
function propertyName(name: string): string {
  const isBare = isIdentifier(name) && !reserved.has(name.toUpperCase())
  return isBare ? name : `"${name.replaceAll('"', '""')}"`
}

function quoted(text: string): string {
  if (text.endsWith('\\')) throw noTextForm(text, undefined)
  return `'${text.replaceAll("\\'", "\\\\'").replaceAll(/(?<!\\)'/g, "''")}'`
}

function geometry(node: Geometry): string {
  if (node.type === 'GeometryCollection') return `GEOMETRYCOLLECTION(${node.geometries.map(geometry).join(', ')})`
  const z = firstPosition(node.coordinates).length === 3 ? ' Z' : ''
  return `${node.type.toUpperCase()}${z}${coordinates(node.coordinates, node.type === 'MultiPoint')}`
}

function firstPosition(value: unknown): Position {
  const list = value as unknown[]
  return typeof list[0] === 'number' ? (list as Position) : firstPosition(list[0])
}

function coordinates(value: unknown, isMultiPoint: boolean): string {
  const list = value as unknown[]
  if (typeof list[0] === 'number') return `(${list.join(' ')})`
  const items = list.map((item) => {
    const isPosition = typeof (item as unknown[])[0] === 'number'
    return isPosition && !isMultiPoint ? (item as number[]).join(' ') : coordinates(item, isMultiPoint)
  })
  return `(${items.join(', ')})`
}

const noTextForm = (what: string, node: unknown) =>
  applyFault(
    'cql2.no-text-form',
    {
      fr: `« ${shown(what)} » n’a pas d’écriture en CQL2 texte.`,
      en: `"${shown(what)}" cannot be written in CQL2 text.`,
    },
    { fr: 'Gardez ce filtre en JSON.', en: 'Keep this filter in JSON.' },
    placeOf(node),
  )
