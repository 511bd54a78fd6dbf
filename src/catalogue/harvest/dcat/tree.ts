import type { Quad, Term } from 'n3'
import { isFields } from '../mend.ts'

/** A resource and what is said of it, as a tree: what it is linked to is told inside it. */
export interface Resource {
  /** Its address; absent for one without a name. */
  readonly id?: string
  /** Addresses of properties → values. */
  readonly said: Readonly<Record<string, readonly Value[]>>
}
/** A literal, or a resource. */
export type Value = Literal | Resource
export interface Literal {
  readonly value: string
  readonly language?: string
  readonly datatype?: string
}

/** Resources inside one another, and in one tree: a dataset, its distributions, their licences, what these say. */
const [DEEPEST, MOST] = [4, 5_000]
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const STRING = 'http://www.w3.org/2001/XMLSchema#string'

/** The resources of a class, each with what is said of it. A resource inside itself is only named. */
export function treesOf(quads: readonly Quad[], type: string): Resource[] {
  const bySubject = Map.groupBy(quads, ({ subject }) => keyOf(subject))
  const subjects = new Map(
    quads
      .filter(({ predicate, object }) => predicate.value === TYPE && object.value === type)
      .map(({ subject }) => [keyOf(subject), subject]),
  )
  return [...subjects.values()].map((subject) => {
    let left = MOST
    const tree = (of: Term, above: readonly string[]): Resource => {
      const key = keyOf(of)
      const named = of.termType === 'NamedNode' ? { id: of.value } : {}
      if (above.includes(key) || above.length >= DEEPEST || left <= 0) return { ...named, said: {} }
      const said: Record<string, Value[]> = {}
      for (const { predicate, object } of bySubject.get(key) ?? []) {
        if (left-- <= 0) break
        const values = said[predicate.value] ?? []
        said[predicate.value] = values
        values.push(
          object.termType === 'Literal'
            ? {
                value: object.value,
                ...(object.language && { language: object.language }),
                ...(object.datatype.value !== STRING && !object.language && { datatype: object.datatype.value }),
              }
            : tree(object, [...above, key]),
        )
      }
      return { ...named, said }
    }
    return tree(subject, [])
  })
}

const keyOf = (term: Term) => `${term.termType} ${term.value}`

export const isLiteral = (value: Value): value is Literal => 'value' in value

export const isResource = (value: unknown): value is Resource =>
  isFields(value) &&
  (value.id === undefined || typeof value.id === 'string') &&
  isFields(value.said) &&
  Object.values(value.said).every((values) => Array.isArray(values) && values.every(isValue))

const isValue = (value: unknown): boolean =>
  isFields(value) &&
  ('value' in value
    ? typeof value.value === 'string' && (value.language === undefined || typeof value.language === 'string')
    : isResource(value))
