import { badFilter } from '../faults.ts'
import { isSpatial, type Resolved } from '../geo/calls.ts'
import { isId, navigationOf, type Property, propertyOf } from '../model.ts'
import type { Expression, Order } from '../parse/ast.ts'
import { type Fragment, joined, q, raw } from './fragment.ts'
import { functions } from './functions.ts'
import { observedArea } from './observed-area.ts'
import { type Joined, type Scope, unknownPath } from './scope.ts'
import { compareTimes, timeRelations } from './times.ts'
import { asBoolean, asJson, asNumber, asPeriod, asText, literalValue, type Value } from './values.ts'

/** Compiles expressions of one level. `resolved` holds what was decided of geometries beforehand. */
interface Compiler {
  /** The condition of a filter on rows of the root of the scope. */
  condition(filter: Expression): Fragment
  /** What to sort by, first things first, with the type of each. */
  order(order: Order): { readonly sql: Fragment; readonly descending: boolean; readonly cast: string }[]
}

export function compilerOf(scope: Scope, resolved: Resolved): Compiler {
  const compile = (expression: Expression): Value => {
    const { place } = expression
    switch (expression.kind) {
      case 'literal':
        return literalValue(expression.literal, place)
      case 'path':
        return pathValue(expression.segments, place)
      case 'and':
      case 'or':
        return truth(q`(${joined(expression.parts.map(test), ` ${expression.kind} `)})`)
      case 'not':
        return truth(q`((${test(expression.of)}) is not true)`)
      case 'negate':
        return { type: 'number', sql: q`(- ${asNumber(compile(expression.of), place)})` }
      case 'compare':
        return truth(resolvedTest(expression) ?? comparison(expression))
      case 'arithmetic':
        return arithmetic(expression)
      case 'call':
        return callValue(expression)
    }
  }
  const truth = (sql: Fragment): Value => ({ type: 'boolean', sql })
  const test = (expression: Expression): Fragment => asBoolean(compile(expression), expression.place)

  /** A comparison with the measure of a geometry, decided beforehand. */
  const resolvedTest = (expression: Expression): Fragment | undefined => {
    const found = resolved.get(expression)
    return found && found.kind === 'passing' ? passing(found.path, found.ids, expression.place) : undefined
  }
  const passing = (path: readonly string[], ids: readonly number[], place: number): Fragment =>
    q`(${raw(holder(path, place).alias)}.id = any (${ids}::bigint[]))`

  /** The table of the entity that holds the property at the end of a path. */
  const holder = (path: readonly string[], place: number): Joined => {
    let at = scope.root
    for (const name of path.slice(0, -1)) at = scope.follow(at, navigationOf(at.type, name)!, place)
    return at
  }

  const pathValue = (segments: readonly string[], place: number): Value => {
    let at = scope.root
    for (let i = 0; i < segments.length; i++) {
      const name = segments[i]!
      if (isId(name) && i === segments.length - 1) return { type: 'id', sql: raw(`${at.alias}.id`) }
      const property = propertyOf(at.type, name)
      if (property) return propertyValue(at, property, segments.slice(i + 1), place)
      const navigation = navigationOf(at.type, name)
      if (!navigation) throw unknownPath(at.type, name, place)
      at = scope.follow(at, navigation, place)
    }
    throw badFilter(
      place,
      `« ${segments.join('/')} » est une entité, pas une valeur`,
      `"${segments.join('/')}" is an entity, not a value`,
    )
  }

  const propertyValue = (at: Joined, property: Property, inside: readonly string[], place: number): Value => {
    const alias = property.in === 'state' ? scope.state(at) : at.alias
    const [first, second] = property.columns.map((column) =>
      column === 'observed_area' ? observedArea(alias) : raw(`${alias}.${column}`),
    ) as [Fragment, Fragment]
    const within = (json: Fragment): Value => ({ type: 'json', sql: q`(${json} #> ${inside}::text[])` })
    if (inside.length > 0 && !['json', 'geometry', 'value'].includes(property.kind))
      throw badFilter(place, `rien dans « ${property.name} »`, `nothing inside "${property.name}"`)
    switch (property.kind) {
      case 'text':
        return { type: 'text', sql: first }
      case 'json':
        return inside.length > 0 ? within(first) : { type: 'json', sql: first }
      case 'geometry':
        return inside.length > 0 ? within(first) : { type: 'json', sql: first }
      case 'value':
        return inside.length > 0 ? within(second) : { type: 'value', number: first, json: second }
      case 'instant':
        return { type: 'period', start: first, end: first, span: false }
      case 'period':
        return property.in === 'state'
          ? { type: 'period', start: first, end: second, span: true }
          : { type: 'period', start: first, end: q`coalesce(${second}, ${first})`, span: q`(${second} is not null)` }
    }
  }

  const comparison = ({ op, left, right, place }: Extract<Expression, { kind: 'compare' }>): Fragment => {
    const [a, b] = [compile(left), compile(right)]
    if (a.type === 'geometry' || b.type === 'geometry')
      throw badFilter(
        place,
        'une géométrie ne se compare que par une fonction',
        'a geometry compares through a function only',
        {
          fr: "Par exemple : st_equals(location, geography'POINT(…)').",
          en: "For example: st_equals(location, geography'POINT(…)').",
        },
      )
    if (a.type === 'null' || b.type === 'null') return nullTest(op, a.type === 'null' ? b : a)
    if (a.type === 'period' || b.type === 'period') return compareTimes(op, asPeriod(a, place), asPeriod(b, place))
    const [sqlOp, collate] = [operators[op], op === 'eq' || op === 'ne' ? '' : ' collate "C"']
    const plain = (x: Fragment, y: Fragment, suffix = '') => q`(${x}${raw(suffix)} ${raw(sqlOp)} ${y}${raw(suffix)})`
    for (const type of ['id', 'number', 'boolean', 'text'] as const) {
      if (a.type !== type && b.type !== type) continue
      if (type === 'id') return plain(idNumber(a, place), idNumber(b, place))
      if (type === 'number') return plain(asNumber(a, place), asNumber(b, place))
      if (type === 'boolean') return plain(asBoolean(a, place), asBoolean(b, place))
      return plain(asText(a, place), asText(b, place), collate)
    }
    if (a.type === b.type && (a.type === 'date' || a.type === 'time' || a.type === 'duration'))
      return plain(a.sql, (b as typeof a).sql)
    return plain(asJson(a, place), asJson(b, place))
  }

  /** A number beside an id: whole numbers stay whole, so that the index serves. */
  const idNumber = (value: Value, place: number): Fragment => {
    const literal = value.type === 'number' || value.type === 'text' ? value.literal : undefined
    const whole = literal && 'value' in literal ? Number(literal.value) : Number.NaN
    return Number.isSafeInteger(whole) ? q`${whole}::bigint` : asNumber(value, place)
  }

  const nullTest = (op: string, value: Value): Fragment => {
    const parts: readonly Fragment[] =
      value.type === 'period'
        ? [value.start]
        : value.type === 'value'
          ? [value.number, q`nullif(${value.json}, 'null'::jsonb)`]
          : value.type === 'json'
            ? [q`nullif(${value.sql}, 'null'::jsonb)`]
            : 'sql' in value
              ? [value.sql]
              : [raw('null')]
    const isNull = q`(coalesce(${joined(
      parts.map((part) => q`(${part})::text`),
      ', ',
    )}) is null)`
    if (op === 'eq') return isNull
    return op === 'ne' ? q`(not ${isNull})` : raw('false')
  }

  const arithmetic = ({ op, left, right, place }: Extract<Expression, { kind: 'arithmetic' }>): Value => {
    const [a, b] = [compile(left), compile(right)]
    if (op === 'add' || op === 'sub') {
      const sign = raw(op === 'add' ? '+' : '-')
      if (b.type === 'duration' && a.type !== 'duration') {
        const time = asPeriod(a, place)
        return {
          type: 'period',
          start: q`(${time.start} ${sign} ${b.sql})`,
          end: q`(${time.end} ${sign} ${b.sql})`,
          span: time.span,
        }
      }
      if (a.type === 'duration' && b.type === 'duration')
        return { type: 'duration', sql: q`(${a.sql} ${sign} ${b.sql})` }
      if (op === 'sub' && a.type === 'period' && b.type === 'period')
        return { type: 'duration', sql: q`(${a.start} - ${b.start})` }
    }
    const [x, y] = [asNumber(a, place), asNumber(b, place)]
    switch (op) {
      case 'add':
        return { type: 'number', sql: q`(${x} + ${y})` }
      case 'sub':
        return { type: 'number', sql: q`(${x} - ${y})` }
      case 'mul':
        return { type: 'number', sql: q`(${x} * ${y})` }
      case 'div':
        return { type: 'number', sql: q`((${x})::float8 / nullif(${y}, 0))` }
      case 'mod':
        return { type: 'number', sql: q`mod((${x})::numeric, nullif((${y})::numeric, 0))::float8` }
    }
  }

  const callValue = (expression: Extract<Expression, { kind: 'call' }>): Value => {
    const { name, args, place } = expression
    const found = resolved.get(expression)
    if (found?.kind === 'passing') return truth(passing(found.path, found.ids, place))
    if (found?.kind === 'truth') return truth(raw(String(found.value)))
    if (found?.kind === 'measures') {
      const { alias } = holder(found.path, place)
      return {
        type: 'number',
        sql: q`(select g.v from unnest(${found.ids}::bigint[], ${found.values}::float8[]) g(id, v) where g.id = ${raw(alias)}.id)`,
      }
    }
    if (Object.hasOwn(timeRelations, name)) {
      arity(name, args.length, [2, 2], place)
      const [a, b] = args.map((arg) => asPeriod(compile(arg), arg.place))
      return truth(timeRelations[name]!(a!, b!, place))
    }
    if (!Object.hasOwn(functions, name)) throw unknownFunction(name, place)
    const known = functions[name]!
    arity(name, args.length, known.takes, place)
    return known.call(args.map(compile), place, scope.sight.now)
  }

  return {
    condition: test,
    order({ expression, descending }) {
      const value = compile(expression)
      const by = (sql: Fragment, cast: string) => ({ sql, descending, cast })
      switch (value.type) {
        case 'id':
          return [by(value.sql, 'bigint')]
        case 'number':
          return [by(value.sql, 'float8')]
        case 'text':
          return [by(q`(${value.sql}) collate "C"`, 'text')]
        case 'boolean':
        case 'date':
        case 'time':
          return [by(value.sql, value.type)]
        case 'duration':
          return [by(value.sql, 'interval')]
        case 'json':
          return [by(value.sql, 'jsonb')]
        case 'value':
          return [by(value.number, 'float8'), by(q`(${value.json} #>> '{}') collate "C"`, 'text')]
        case 'period':
          return [by(value.start, 'timestamptz'), ...(value.end === value.start ? [] : [by(value.end, 'timestamptz')])]
        default:
          throw badFilter(expression.place, 'rien à trier ici', 'nothing to sort by here')
      }
    },
  }
}

const operators = { eq: '=', ne: 'is distinct from', gt: '>', ge: '>=', lt: '<', le: '<=' } as const

function arity(name: string, given: number, [least, most]: readonly [number, number], place: number): void {
  if (given >= least && given <= most) return
  const wanted = least === most ? `${least}` : `${least}–${most}`
  throw badFilter(
    place,
    `${name} prend ${wanted} argument(s), et non ${given}`,
    `${name} takes ${wanted} argument(s), not ${given}`,
  )
}

function unknownFunction(name: string, place: number): Error {
  const spatial = isSpatial(name)
  const list = [
    ...Object.keys(functions),
    ...Object.keys(timeRelations),
    'geo.distance',
    'geo.length',
    'geo.intersects',
    'st_*',
  ].join(', ')
  return badFilter(
    place,
    spatial ? `${name} n’est permis que dans $filter` : `fonction inconnue : ${name.slice(0, 40)}`,
    spatial ? `${name} is allowed in $filter only` : `unknown function: ${name.slice(0, 40)}`,
    { fr: `Fonctions connues : ${list}.`, en: `Known functions: ${list}.` },
  )
}
