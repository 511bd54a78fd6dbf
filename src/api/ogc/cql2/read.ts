import type { Bilingual } from '../../../kernel/index.ts'
import { closest } from '../../http/closest.ts'
import type { Cql2, Expression, IntervalEnd } from './ast.ts'
import { limitFault, shown, syntaxFault } from './faults.ts'
import type { Limits } from './limits.ts'
import { instantOf, isDay } from './moments.ts'
import { placed } from './places.ts'
import { readBbox, readGeometry } from './read-geometry.ts'
import { anything, type Form, type Forms, operatorOf, pattern, scalars, signatures, truth } from './signatures.ts'

/** Says where a node stands, from its path in the document and the place of the node around it. */
type Locate = (node: unknown, path: string, around: string) => string

type Document = Record<string, unknown>

/**
 * Checks that a document is CQL2 JSON and gives its tree: only what the standard names, instants without trailing zeros.
 * Throws `cql2.syntax` with the place of the mistake, `cql2.too-large`.
 */
export function readFilter(document: unknown, locate: Locate, limits: Limits): Cql2 {
  let nodes = 0
  const count = { positions: 0 }

  const read = (value: unknown, forms: Forms, path: string, around: string, depth: number): Expression => {
    const place = locate(value, path, around)
    nodes += 1
    if (nodes > limits.nodes) throw limitFault('nodes', limits.nodes, place)
    if (depth > limits.depth) throw limitFault('depth', limits.depth, place)
    const form = formOf(value, place)
    if (!forms.includes(form)) throw misplaced(value, form, forms, place)
    if (typeof value !== 'object' || value === null) return scalar(value, place)
    if (Array.isArray(value)) return list(value, anything, path, place, depth)
    return placed(composed(value as Document, form, forms, path, place, depth) as object, place) as Expression
  }

  const composed = (
    node: Document,
    form: Form,
    forms: Forms,
    path: string,
    place: string,
    depth: number,
  ): Expression => {
    switch (form) {
      case 'property':
        return { property: textOf(node.property, 'property', place) }
      case 'date':
        return { date: day(node.date, place) }
      case 'timestamp':
        return { timestamp: instant(node.timestamp, place) }
      case 'interval':
        return { interval: ends(node.interval, path, place, depth) }
      case 'bbox':
        return { bbox: readBbox(node.bbox, place) }
      case 'geometry':
        return readGeometry(node, place, count, limits)
      default:
        return call(node, forms, path, place, depth)
    }
  }

  const call = (node: Document, forms: Forms, path: string, place: string, depth: number): Expression => {
    const op = textOf(node.op, 'op', place)
    const args = node.args
    if (!Array.isArray(args)) throw wrong('args', 'une liste d’opérandes', 'a list of operands', args, place)
    const signature = signatures.get(op)
    const [least, most] = signature
      ? [signature.args.length, signature.more ? Infinity : signature.args.length]
      : [0, Infinity]
    if (args.length < least || args.length > most) throw wrongCount(op, least, args.length, place)
    const formsAt = (i: number): Forms => {
      if (!signature) return anything
      // What stands in a pattern is a pattern itself.
      return forms === pattern ? pattern : signature.args[Math.min(i, least - 1)]!
    }
    return {
      op,
      args: args.map((arg: unknown, i) =>
        op === 'in' && i === 1
          ? inList(arg, `${path}.args[1]`, place, depth)
          : read(arg, formsAt(i), `${path}.args[${i}]`, place, depth + 1),
      ),
    }
  }

  const inList = (value: unknown, path: string, around: string, depth: number): Expression => {
    const place = locate(value, path, around)
    if (!Array.isArray(value)) throw wrong('in', 'une liste de valeurs', 'a list of values', value, place)
    if (value.length === 0)
      throw syntaxFault({ fr: 'La liste de IN est vide.', en: 'The list of IN is empty.' }, place, {
        fr: 'Donnez au moins une valeur.',
        en: 'Give at least one value.',
      })
    return list(value, scalars, path, place, depth)
  }

  const list = (value: unknown[], forms: Forms, path: string, place: string, depth: number): Expression =>
    placed(
      value.map((item, i) => read(item, forms, `${path}[${i}]`, place, depth + 1)),
      place,
    )

  const ends = (value: unknown, path: string, place: string, depth: number): [IntervalEnd, IntervalEnd] => {
    if (!Array.isArray(value) || value.length !== 2) throw wrong('interval', 'deux bornes', 'two ends', value, place)
    const [from, to] = value.map((end: unknown, i): IntervalEnd => {
      if (end === '..') return end
      if (typeof end !== 'string')
        return read(end, ['property', 'function'], `${path}.interval[${i}]`, place, depth + 1) as IntervalEnd
      return end.includes('T') ? instant(end, place) : day(end, place)
    }) as [IntervalEnd, IntervalEnd]
    return [from, to]
  }

  return read(document, truth, '$', locate(document, '$', ''), 1) as Cql2
}

function formOf(value: unknown, place: string): Form {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return typeof value as 'string' | 'number' | 'boolean'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'object' && value !== null) {
    const node = value as Document
    if ('op' in node) return formOfOp(node.op, place)
    for (const form of ['property', 'date', 'timestamp', 'interval', 'bbox'] as const)
      if (form in node && !('type' in node)) return form
    if ('type' in node) return 'geometry'
  }
  throw syntaxFault(
    { fr: `« ${shown(value)} » n’est pas une expression CQL2.`, en: `"${shown(value)}" is not a CQL2 expression.` },
    place,
    {
      fr: 'Une expression est une valeur, {"property": …}, {"op": …, "args": […]}, {"date": …}, {"timestamp": …}, {"interval": […]}, {"bbox": […]} ou une géométrie GeoJSON.',
      en: 'An expression is a value, {"property": …}, {"op": …, "args": […]}, {"date": …}, {"timestamp": …}, {"interval": […]}, {"bbox": […]} or a GeoJSON geometry.',
    },
  )
}

function formOfOp(op: unknown, place: string): Form {
  const name = textOf(op, 'op', place)
  const meant = operatorOf(name)
  if (meant !== undefined && meant !== name)
    throw syntaxFault(
      {
        fr: `L’opérateur « ${name} » s’écrit « ${meant} » en JSON.`,
        en: `Operator "${name}" is written "${meant}" in JSON.`,
      },
      place,
    )
  return signatures.get(name)?.form ?? 'function'
}

function scalar(value: unknown, place: string): Expression {
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw syntaxFault({ fr: 'Ce nombre est trop grand.', en: 'This number is too large.' }, place)
    // Minus zero is zero.
    return value + 0
  }
  if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
    throw syntaxFault(
      { fr: 'Ce texte contient un caractère nul ou mal formé.', en: 'This text holds a null or malformed character.' },
      place,
    )
  return value as Expression
}

function textOf(value: unknown, member: string, place: string): string {
  if (typeof value === 'string' && value !== '' && value.isWellFormed() && !value.includes('\0')) return value
  throw wrong(member, 'un texte non vide', 'a text that is not empty', value, place)
}

function day(value: unknown, place: string): string {
  if (typeof value === 'string' && isDay(value)) return value
  throw wrong('date', 'un jour AAAA-MM-JJ', 'a day YYYY-MM-DD', value, place)
}

function instant(value: unknown, place: string): string {
  const read = typeof value === 'string' ? instantOf(value) : undefined
  if (read !== undefined) return read
  throw wrong(
    'timestamp',
    'un instant UTC AAAA-MM-JJThh:mm:ssZ',
    'an instant in UTC YYYY-MM-DDThh:mm:ssZ',
    value,
    place,
  )
}

const wrong = (what: string, fr: string, en: string, got: unknown, place: string) =>
  syntaxFault(
    {
      fr: `${what} : ${fr} est attendu, et non « ${shown(got)} ».`,
      en: `${what}: ${en} is expected, not "${shown(got)}".`,
    },
    place,
  )

const wrongCount = (op: string, expected: number, got: number, place: string) =>
  syntaxFault(
    {
      fr: `« ${op} » prend ${expected} opérande(s), et non ${got}.`,
      en: `"${op}" takes ${expected} operand(s), not ${got}.`,
    },
    place,
  )

const formNames: Record<Form, Bilingual> = {
  string: { fr: 'un texte', en: 'a text' },
  number: { fr: 'un nombre', en: 'a number' },
  boolean: { fr: 'vrai ou faux', en: 'true or false' },
  date: { fr: 'une date', en: 'a date' },
  timestamp: { fr: 'un instant', en: 'a timestamp' },
  interval: { fr: 'un intervalle', en: 'an interval' },
  geometry: { fr: 'une géométrie', en: 'a geometry' },
  bbox: { fr: 'une emprise', en: 'a bbox' },
  array: { fr: 'une liste', en: 'an array' },
  property: { fr: 'une propriété', en: 'a property' },
  function: { fr: 'une fonction', en: 'a function' },
  case: { fr: 'CASEI ou ACCENTI', en: 'CASEI or ACCENTI' },
  arithmetic: { fr: 'un calcul', en: 'an arithmetic expression' },
  truth: { fr: 'une condition', en: 'a condition' },
}

function misplaced(value: unknown, form: Form, forms: Forms, place: string) {
  const list = (language: keyof Bilingual) => forms.map((f) => formNames[f][language]).join(', ')
  const meant = typeof value === 'object' && value !== null && 'op' in value ? misspelt(String(value.op)) : undefined
  return syntaxFault(
    {
      fr: `Ici, ${formNames[form].fr} n’est pas permis (« ${shown(value)} »).`,
      en: `Here, ${formNames[form].en} is not allowed ("${shown(value)}").`,
    },
    place,
    {
      fr: meant
        ? `Vouliez-vous dire « ${meant} » ?`
        : `On attend : ${list('fr')}. Une propriété booléenne se compare : nom = TRUE.`,
      en: meant ? `Did you mean "${meant}"?` : `Expected: ${list('en')}. A boolean property is compared: name = TRUE.`,
    },
  )
}

const misspelt = (op: string) => (signatures.has(op) ? undefined : closest(op, [...signatures.keys()]))
