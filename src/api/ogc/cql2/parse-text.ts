import { type Cql2, comparisonOps, isArrayOp } from './ast.ts'
import { limitFault } from './faults.ts'
import type { Limits } from './limits.ts'
import { geometryTypeOf, parseNumber, parseWkt } from './parse-wkt.ts'
import { readFilter } from './read.ts'
import { operatorOf } from './signatures.ts'
import type { Token } from './tokens.ts'
import { type Words, wordsOf } from './words.ts'

/** Words with a meaning of their own: as names of properties they need double quotes. */
export const reserved: ReadonlySet<string> = new Set([
  'AND',
  'OR',
  'NOT',
  'LIKE',
  'BETWEEN',
  'IN',
  'IS',
  'NULL',
  'TRUE',
  'FALSE',
  'DIV',
])

/** A node not checked yet: CQL2 JSON in form. */
type Raw = string | number | boolean | object

/**
 * Reads a CQL2 text filter. Throws `cql2.syntax` with the line and column of the mistake (`1:13`), `cql2.too-large`.
 */
export function parseText(text: string, asked?: Partial<Limits>): Cql2 {
  const words = wordsOf(text, asked)
  const places = new Map<unknown, string>()
  const raw = parser(words, places)()
  if (words.now().type !== 'end')
    throw words.unexpected('AND, OR ou la fin du filtre', 'AND, OR or the end of the filter')
  return readFilter(raw, (node, _path, around) => places.get(node) ?? (around || '1:1'), words.limits)
}

/** A recursive descent along the grammar (OGC 21-065r2, annex B). */
function parser(words: Words, places: Map<unknown, string>): () => Raw {
  let depth = 0
  const enter = (levels = 1) => {
    depth += levels
    if (depth > words.limits.depth) throw limitFault('depth', words.limits.depth, words.now().place)
  }
  const at = <T extends object>(token: Token, node: T): T => {
    places.set(node, token.place)
    return node
  }

  const or = (): Raw => chain('OR', and)
  const and = (): Raw => chain('AND', not)
  const chain = (op: 'AND' | 'OR', operand: () => Raw): Raw => {
    const first = words.now()
    const args = [operand()]
    while (words.accept(op)) args.push(operand())
    return args.length === 1 ? args[0]! : at(first, { op: op.toLowerCase(), args })
  }
  const not = (): Raw => {
    const token = words.now()
    if (!words.accept('NOT')) return predicate()
    enter()
    const node = at(token, { op: 'not', args: [not()] })
    depth -= 1
    return node
  }

  const predicate = (): Raw => {
    const token = words.now()
    const left = sum()
    const op = words.now()
    if (op.type === 'symbol' && (comparisonOps as readonly string[]).includes(op.text)) {
      words.take()
      return at(token, { op: op.text, args: [left, sum()] })
    }
    if (words.accept('IS')) {
      const isNot = words.accept('NOT')
      if (!words.accept('NULL')) throw words.unexpected('NULL', 'NULL')
      return negated(isNot, token, { op: 'isNull', args: [left] })
    }
    const isNot = words.accept('NOT')
    if (words.accept('LIKE')) return negated(isNot, token, { op: 'like', args: [left, sum()] })
    if (words.accept('IN')) return negated(isNot, token, { op: 'in', args: [left, list(sum)] })
    if (words.accept('BETWEEN')) {
      const low = sum()
      if (!words.accept('AND')) throw words.unexpected('AND', 'AND')
      return negated(isNot, token, { op: 'between', args: [left, low, sum()] })
    }
    if (isNot) throw words.unexpected('LIKE, IN ou BETWEEN', 'LIKE, IN or BETWEEN')
    return left
  }
  const negated = (isNot: boolean, token: Token, node: object): object =>
    isNot ? at(token, { op: 'not', args: [at(token, node)] }) : at(token, node)

  const sum = (): Raw => operators(['+', '-'], product)
  const product = (): Raw => operators(['*', '/', '%', 'DIV'], power)
  /** Operators of one rank, from left to right: each takes the tree one level deeper. */
  const operators = (ops: readonly string[], operand: () => Raw): Raw => {
    const first = words.now()
    let node = operand()
    let levels = 0
    for (;;) {
      const op = ops.find((one) => words.accept(one))
      if (op === undefined) break
      enter()
      levels += 1
      node = at(first, { op: op.toLowerCase(), args: [node, operand()] })
    }
    depth -= levels
    return node
  }
  const power = (): Raw => {
    const token = words.now()
    const base = factor()
    return words.accept('^') ? at(token, { op: '^', args: [base, factor()] }) : base
  }
  const factor = (): Raw => {
    const token = words.now()
    if (token.type === 'number' || words.is('+')) return parseNumber(words)
    if (!words.accept('-')) return primary()
    if (words.now().type === 'number') return -parseNumber(words)
    return at(token, { op: '*', args: [-1, primary()] })
  }

  const primary = (): Raw => {
    const token = words.now()
    switch (token.type) {
      case 'string':
        return words.take().text
      case 'quoted':
        words.take()
        return at(token, { property: token.text })
      case 'name':
        return named(token)
      default:
        if (words.is('(')) return parenthesised(token)
        throw words.unexpected('une valeur, une propriété ou une condition', 'a value, a property or a condition')
    }
  }

  /**
   * What stands between parentheses is grouped; it is an array when it is empty, has a comma, or holds a lone value that
   * nobody would group: a text, a moment, a geometry or an array.
   */
  const parenthesised = (token: Token): Raw => {
    enter()
    words.expect('(')
    const items = words.is(')') ? [] : [or()]
    while (items.length > 0 && words.accept(',')) items.push(or())
    words.expect(')')
    depth -= 1
    const [only] = items
    const groups = items.length === 1 && !isLoneElement(only!)
    return groups ? only! : at(token, items)
  }

  const named = (token: Token): Raw => {
    const word = token.text.toUpperCase()
    if (word === 'TRUE' || word === 'FALSE') {
      words.take()
      return word === 'TRUE'
    }
    if (reserved.has(word)) throw words.unexpected('une valeur ou une propriété', 'a value or a property')
    words.take()
    const type = geometryTypeOf(word)
    if (type && (words.is('(') || words.is('Z'))) return at(token, parseWkt(words, type))
    return words.is('(') ? applied(token, word) : at(token, { property: token.text })
  }

  /** A name followed by a parenthesis. */
  const applied = (token: Token, word: string): Raw => {
    if (word === 'DATE' || word === 'TIMESTAMP') return at(token, { [word.toLowerCase()]: only(text) })
    if (word === 'INTERVAL') return at(token, { interval: list(end) })
    if (word === 'BBOX') return at(token, { bbox: list(() => parseNumber(words)) })
    const op = operatorOf(token.text) ?? token.text
    const takesArrays = isArrayOp(op)
    enter()
    const args = list(() => (takesArrays && words.is('(') ? array() : or()), true)
    depth -= 1
    return at(token, { op, args })
  }
  const array = (): Raw => {
    enter()
    const node = at(words.now(), list(or, true))
    depth -= 1
    return node
  }
  const text = (): string => {
    if (words.now().type !== 'string') throw words.unexpected('un texte entre apostrophes', 'a text between quotes')
    return words.take().text
  }
  const only = <T>(item: () => T): T => {
    words.expect('(')
    const read = item()
    words.expect(')')
    return read
  }
  const end = (): Raw => (words.now().type === 'string' ? words.take().text : primary())

  const list = <T>(item: () => T, mayBeEmpty = false): T[] => {
    words.expect('(')
    const items: T[] = []
    if (!(mayBeEmpty && words.is(')')))
      do items.push(item())
      while (words.accept(','))
    words.expect(')')
    return items
  }
  return or
}

/** Whether a value alone between parentheses can only be an array of one. */
const isLoneElement = (node: Raw): boolean =>
  typeof node === 'string' ||
  (typeof node === 'object' &&
    (Array.isArray(node) || ['date', 'timestamp', 'interval', 'bbox', 'type'].some((member) => member in node)))
