import { badFilter, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { readInstant } from '../times.ts'
import type { Arithmetic, Comparison, Expression, Literal } from './ast.ts'
import { readWkt } from './geometry.ts'
import { type Token, tokensOf } from './tokens.ts'

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le'])
const sums: ReadonlySet<string> = new Set(['add', 'sub'])
const products: ReadonlySet<string> = new Set(['mul', 'div', 'mod'])

/**
 * Parses a `$filter` or the expression of an `$orderby`: the expressions of OData 4.0 that OGC 18-088 takes (9.3.3.5), `or`
 * binding least, then `and`, `not`, comparisons, sums, products. Throws `sensorthings.bad-filter`, `sensorthings.too-costly`.
 */
export function parseExpression(source: string): Expression {
  const parser = parserOf(source)
  const expression = parser.expression()
  parser.end()
  return expression
}

/** Parses an `$orderby`. */
export function parseOrders(source: string): { expression: Expression; descending: boolean }[] {
  const parser = parserOf(source)
  const orders: { expression: Expression; descending: boolean }[] = []
  do {
    const expression = parser.expression()
    orders.push({ expression, descending: parser.direction() === 'desc' })
    if (orders.length > limits.orders) throw tooMuch('$orderby', 'Critères de tri', 'Sort criteria', limits.orders)
  } while (parser.comma())
  parser.end()
  return orders
}

function parserOf(source: string) {
  if (source.length > limits.filterCharacters)
    throw tooMuch('$filter', 'Caractères d’un filtre', 'Characters of a filter', limits.filterCharacters)
  const tokens = tokensOf(source)
  let at = 0
  let depth = 0
  let nodes = 0

  const now = (): Token => tokens[at]!
  const take = (): Token => tokens[at++]!
  const is = (type: Token['type'], text?: string) => now().type === type && (text === undefined || now().text === text)
  const accept = (type: Token['type'], text: string) => is(type, text) && take() !== undefined
  const unexpected = (fr: string, en: string) =>
    is('end')
      ? badFilter(now().place, `il s’arrête trop tôt, on attend ${fr}`, `it ends too early, ${en} is expected`)
      : badFilter(
          now().place,
          `« ${shown(now().text)} » n’est pas à sa place, on attend ${fr}`,
          `"${shown(now().text)}" is out of place, ${en} is expected`,
        )
  const expect = (symbol: string) => {
    if (!accept('symbol', symbol)) throw unexpected(`« ${symbol} »`, `"${symbol}"`)
  }
  const node = <T extends Expression>(made: T): T => {
    nodes += 1
    if (nodes > limits.filterNodes)
      throw tooMuch('$filter', 'Éléments d’un filtre', 'Parts of a filter', limits.filterNodes)
    return made
  }
  const nested = <T>(read: () => T): T => {
    depth += 1
    if (depth > limits.filterDepth)
      throw tooMuch('$filter', 'Niveaux d’imbrication d’un filtre', 'Levels of nesting of a filter', limits.filterDepth)
    const result = read()
    depth -= 1
    return result
  }

  const list = (word: 'and' | 'or', part: () => Expression): Expression => {
    const { place } = now()
    const parts = [part()]
    while (accept('name', word)) parts.push(part())
    return parts.length === 1 ? parts[0]! : node({ kind: word, parts, place })
  }
  const expression = (): Expression => nested(() => list('or', () => list('and', negation)))

  const negation = (): Expression => {
    const { place } = now()
    // `not` is an operator, unless it is a property of that name that is compared.
    if (is('name', 'not') && !comparisons.has(tokens[at + 1]!.text)) {
      take()
      return node({ kind: 'not', of: nested(negation), place })
    }
    return comparison()
  }
  const comparison = (): Expression => {
    const left = sum()
    if (!(is('name') && comparisons.has(now().text))) return left
    const { place, text } = take()
    return node({ kind: 'compare', op: text as Comparison, left, right: sum(), place })
  }
  const chain = (ops: ReadonlySet<string>, part: () => Expression): Expression => {
    let left = part()
    while (is('name') && ops.has(now().text)) {
      const { place, text } = take()
      left = node({ kind: 'arithmetic', op: text as Arithmetic, left, right: part(), place })
    }
    return left
  }
  const sum = (): Expression => chain(sums, () => chain(products, unary))
  const unary = (): Expression => {
    const { place } = now()
    if (accept('symbol', '-')) return node({ kind: 'negate', of: nested(unary), place })
    return primary()
  }

  const primary = (): Expression => {
    const token = now()
    const { place } = token
    if (accept('symbol', '(')) {
      const inside = expression()
      expect(')')
      return inside
    }
    if (token.type === 'name') {
      take()
      if (accept('symbol', '(')) return node({ kind: 'call', name: token.text.toLowerCase(), args: list0(), place })
      const word = wordLiteral(token.text)
      return node(
        word ? { kind: 'literal', literal: word, place } : { kind: 'path', segments: segmentsOf(token.text), place },
      )
    }
    if (token.type === 'end' || token.type === 'symbol')
      throw unexpected('une valeur ou une propriété', 'a value or a property')
    take()
    return node({ kind: 'literal', literal: literalOf(token), place })
  }
  const list0 = (): Expression[] => {
    const args: Expression[] = []
    if (accept('symbol', ')')) return args
    do args.push(expression())
    while (accept('symbol', ','))
    expect(')')
    return args
  }

  return {
    expression,
    comma: () => accept('symbol', ','),
    /** In any case: clients write `DESC` too. */
    direction: () => (is('name') && /^(asc|desc)$/i.test(now().text) ? take().text.toLowerCase() : 'asc'),
    end() {
      if (!is('end')) throw unexpected('un opérateur', 'an operator')
    },
  }
}

function wordLiteral(text: string): Literal | undefined {
  if (text === 'true' || text === 'false') return { type: 'boolean', value: text === 'true' }
  return text === 'null' ? { type: 'null' } : undefined
}

/** `a/b[0]/c` → a, b, 0, c. */
const segmentsOf = (text: string): string[] =>
  text.split('/').flatMap((part) => part.split('[').map((piece) => (piece.endsWith(']') ? piece.slice(0, -1) : piece)))

function literalOf({ type, text, prefix, place }: Token): Literal {
  switch (type) {
    case 'number':
      return { type, value: Number(text) }
    case 'text':
      return { type, value: text }
    case 'instant':
      return instantOf(text, place)
    case 'date':
    case 'time':
      return { type, value: text }
    default:
      return prefixedOf(prefix!, text, place)
  }
}

function instantOf(text: string, place: number): Literal {
  const [start, end] = text.split('/').map((part) => readInstant(part)) as [string | undefined, string | undefined]
  const isBad = start === undefined || (text.includes('/') && (end === undefined || end < start))
  if (isBad)
    throw badFilter(place, `« ${shown(text)} » n’est pas une date possible`, `"${shown(text)}" is no possible date`)
  return end === undefined ? { type: 'instant', value: start } : { type: 'interval', value: [start, end] }
}

// ISO 8601 without years and months, whose length varies: what OData calls a duration.
const duration = /^[+-]?P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/

function prefixedOf(prefix: string, text: string, place: number): Literal {
  switch (prefix) {
    case 'geography':
    case 'geometry':
      return { type: 'geometry', value: readWkt(text, place) }
    case 'duration':
      if (duration.test(text)) return { type: 'duration', value: text }
      break
    case 'datetime':
    case 'datetimeoffset':
      return instantOf(text, place)
    case 'date':
    case 'time':
      return { type: prefix, value: text }
  }
  throw badFilter(
    place,
    `« ${prefix}'${shown(text)}' » n’est pas une valeur connue`,
    `"${prefix}'${shown(text)}'" is no known value`,
    {
      fr: "Préfixes connus : geography'…' (WKT), duration'PT1H30M'.",
      en: "Known prefixes: geography'…' (WKT), duration'PT1H30M'.",
    },
  )
}
