import type { Geometry } from '../../../kernel/index.ts'
import { badFilter } from '../faults.ts'
import { type EntityType, navigationOf, type Property, propertyOf, typeNamed } from '../model.ts'
import type { Comparison, Expression } from '../parse/ast.ts'
import { type Relation, relations } from './geos.ts'

/** What was decided of an expression on geometries, before SQL is written. `path` leads to the geometry property. */
export type Decided =
  | { readonly kind: 'passing'; readonly path: readonly string[]; readonly ids: readonly number[] }
  | {
      readonly kind: 'measures'
      readonly path: readonly string[]
      readonly ids: readonly number[]
      readonly values: readonly number[]
    }
  | { readonly kind: 'truth'; readonly value: boolean }

export type Resolved = ReadonlyMap<Expression, Decided>

/** A question to GEOS about one geometry property. */
export interface Question {
  readonly expression: Expression
  readonly path: readonly string[]
  readonly type: EntityType
  readonly property: Property
  readonly ask:
    | { readonly what: Relation; readonly with: Geometry; readonly columnFirst: boolean }
    | { readonly what: 'relate'; readonly with: Geometry; readonly columnFirst: boolean; readonly pattern: string }
    | { readonly what: 'distance'; readonly with: Geometry }
    | { readonly what: 'length' }
  /** A measure compared with a number: what passes is decided at once. */
  readonly than?: { readonly op: Comparison; readonly value: number }
}

export const isSpatial = (name: string): boolean => /^(geo\.(distance|length|intersects)|st_\w+)$/.test(name)

const mirrored: Record<Comparison, Comparison> = { eq: 'eq', ne: 'ne', lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' }

/** The questions about geometries in a filter. Throws `sensorthings.bad-filter`. */
export function questionsOf(filter: Expression, type: EntityType): Question[] {
  const questions: Question[] = []
  const walk = (expression: Expression): void => {
    switch (expression.kind) {
      case 'and':
      case 'or':
        for (const part of expression.parts) walk(part)
        return
      case 'not':
      case 'negate':
        walk(expression.of)
        return
      case 'arithmetic':
        walk(expression.left)
        walk(expression.right)
        return
      case 'compare': {
        const question = comparedMeasure(expression, type)
        if (question) {
          questions.push(question)
          return
        }
        walk(expression.left)
        walk(expression.right)
        return
      }
      case 'call':
        if (isSpatial(expression.name)) questions.push(questionOf(expression, type))
        else for (const arg of expression.args) walk(arg)
    }
  }
  walk(filter)
  return questions
}

function comparedMeasure(expression: Extract<Expression, { kind: 'compare' }>, type: EntityType): Question | undefined {
  const { left, right, op } = expression
  for (const [call, number, by] of [
    [left, right, op],
    [right, left, mirrored[op]],
  ] as const) {
    if (call.kind !== 'call' || (call.name !== 'geo.distance' && call.name !== 'geo.length')) continue
    if (number.kind !== 'literal' || number.literal.type !== 'number') continue
    return { ...questionOf(call, type), expression, than: { op: by, value: number.literal.value } }
  }
  return undefined
}

function questionOf(call: Extract<Expression, { kind: 'call' }>, type: EntityType): Question {
  const { name, args, place } = call
  const takes = name === 'geo.length' ? 1 : name === 'st_relate' ? 3 : 2
  if (args.length !== takes)
    throw badFilter(place, `${name} prend ${takes} argument(s)`, `${name} takes ${takes} argument(s)`)
  const [a, b, c] = args
  const columns = [a, b].filter((arg) => arg?.kind === 'path')
  const column = columns[0]
  const literal = [a, b].find((arg) => arg?.kind === 'literal')
  if (columns.length !== 1 || column?.kind !== 'path' || (takes > 1 && literal?.kind !== 'literal'))
    throw badFilter(
      place,
      `${name} compare une propriété et une géométrie écrite`,
      `${name} compares a property and a written geometry`,
      {
        fr: "Par exemple : st_within(location, geography'POLYGON((…))').",
        en: "For example: st_within(location, geography'POLYGON((…))').",
      },
    )
  const target = targetOf(column.segments, type, column.place)
  const asked = { expression: call, path: column.segments, ...target }
  if (name === 'geo.length') return { ...asked, ask: { what: 'length' } }
  if (literal?.kind !== 'literal' || literal.literal.type !== 'geometry')
    throw badFilter(place, `${name} attend geography'…'`, `${name} takes geography'…'`)
  const geometry = literal.literal.value
  const columnFirst = column === a
  if (name === 'geo.distance') return { ...asked, ask: { what: 'distance', with: geometry } }
  if (name === 'st_relate') {
    const pattern = c?.kind === 'literal' && c.literal.type === 'text' ? c.literal.value.toUpperCase() : ''
    if (!/^[TF012*]{9}$/.test(pattern))
      throw badFilter(
        c!.place,
        'st_relate attend neuf signes parmi T, F, 0, 1, 2 et *',
        'st_relate takes nine signs among T, F, 0, 1, 2 and *',
      )
    return { ...asked, ask: { what: 'relate', with: geometry, columnFirst, pattern } }
  }
  const relation = name === 'geo.intersects' ? 'intersects' : relations.find((one) => name === `st_${one}`)
  if (!relation)
    throw badFilter(place, `fonction inconnue : ${name.slice(0, 40)}`, `unknown function: ${name.slice(0, 40)}`, {
      fr: `Connues : ${relations.map((one) => `st_${one}`).join(', ')}, st_relate.`,
      en: `Known: ${relations.map((one) => `st_${one}`).join(', ')}, st_relate.`,
    })
  return { ...asked, ask: { what: relation, with: geometry, columnFirst } }
}

function targetOf(path: readonly string[], root: EntityType, place: number): { type: EntityType; property: Property } {
  let type = root
  for (const [i, name] of path.entries()) {
    const property = propertyOf(type, name)
    if (property?.kind === 'geometry' && i === path.length - 1) return { type, property }
    const navigation = navigationOf(type, name)
    if (!navigation) break
    type = typeNamed(navigation.to)
  }
  throw badFilter(place, `« ${path.join('/')} » n’est pas une géométrie`, `"${path.join('/')}" is not a geometry`, {
    fr: 'Géométries : location, feature, observedArea, et FeatureOfInterest/feature, Thing/Locations/location…',
    en: 'Geometries: location, feature, observedArea, and FeatureOfInterest/feature, Thing/Locations/location…',
  })
}
