import type { Bilingual, ColumnFacts, ColumnType, Table } from '../../../kernel/index.ts'
import { closest } from '../../http/closest.ts'
import type { Call, Expression, PropertyRef } from './ast.ts'
import { applyFault } from './faults.ts'
import { placeOf } from './places.ts'
import { signatures } from './signatures.ts'

/** What a filter is applied to. */
export interface Context {
  readonly shape: Table
  /** The columns a filter may name. */
  readonly queryables: readonly string[]
  /** The CRS of the geometries of the filter, with the order of their axes. */
  readonly crs: string
  readonly axes: 'xy' | 'yx'
  /** Where a day begins and ends, when a day is compared with an instant: an IANA name. */
  readonly timezone: string
}

/** What an expression is worth: a type of column, or an interval or array of the filter itself. */
export type Kind = ColumnType | 'interval' | 'array'

export const kindNames: Record<Kind, Bilingual> = {
  text: { fr: 'un texte', en: 'a text' },
  integer: { fr: 'un nombre entier', en: 'an integer' },
  number: { fr: 'un nombre', en: 'a number' },
  boolean: { fr: 'vrai ou faux', en: 'true or false' },
  instant: { fr: 'un instant', en: 'an instant' },
  date: { fr: 'une date', en: 'a date' },
  json: { fr: 'une valeur JSON', en: 'a JSON value' },
  geometry: { fr: 'une géométrie', en: 'a geometry' },
  interval: { fr: 'un intervalle', en: 'an interval' },
  array: { fr: 'une liste', en: 'an array' },
}

/** The column a property names. Throws `cql2.unknown-property` with the closest one. */
export function columnOf(node: PropertyRef, { shape, queryables }: Context): ColumnFacts {
  const found = queryables.includes(node.property) ? shape.columns[node.property] : undefined
  if (found) return found
  const meant = closest(node.property, queryables)
  const list = queryables.join(', ')
  throw applyFault(
    'cql2.unknown-property',
    {
      fr: `Propriété inconnue : « ${node.property.slice(0, 80)} ».`,
      en: `Unknown property: "${node.property.slice(0, 80)}".`,
    },
    meant
      ? {
          fr: `Vouliez-vous dire « ${meant} » ? Propriétés : ${list}.`,
          en: `Did you mean "${meant}"? Properties: ${list}.`,
        }
      : { fr: `Propriétés : ${list}.`, en: `Properties: ${list}.` },
    placeOf(node),
    { property: node.property, known: queryables, ...(meant && { closest: meant }) },
  )
}

/** The error of a function this service does not have. */
export function unknownFunction(node: Call) {
  const known = [...signatures.keys()].filter((op) => /^[a-z]/i.test(op))
  const meant = closest(node.op, known)
  return applyFault(
    'cql2.unknown-function',
    { fr: `Fonction inconnue : « ${node.op.slice(0, 80)} ».`, en: `Unknown function: "${node.op.slice(0, 80)}".` },
    {
      fr: `${meant ? `Vouliez-vous dire « ${meant} » ? ` : ''}Opérateurs et fonctions connus : ${known.join(', ')}.`,
      en: `${meant ? `Did you mean "${meant}"? ` : ''}Known operators and functions: ${known.join(', ')}.`,
    },
    placeOf(node),
    { function: node.op, known },
  )
}

/** The error of an operand of the wrong type. `around` is the operation it stands in. */
export function typeFault(node: Expression, got: Kind, expected: Bilingual, around: Expression, hint?: Bilingual) {
  const name = typeof node === 'object' && 'property' in node ? node.property : undefined
  const said =
    name === undefined
      ? kindNames[got]
      : { fr: `« ${name} » (${kindNames[got].fr})`, en: `"${name}" (${kindNames[got].en})` }
  return applyFault(
    'cql2.type',
    {
      fr: `${name === undefined ? 'Opérande de mauvais type' : 'Propriété de mauvais type'} : ${said.fr} ; on attend ${expected.fr}.`,
      en: `${name === undefined ? 'Operand' : 'Property'} of the wrong type: ${said.en}; ${expected.en} is expected.`,
    },
    hint ?? {
      fr: 'Comparez des valeurs de même type ; les types sont dans les « queryables » de la collection.',
      en: 'Compare values of one type; the types are in the queryables of the collection.',
    },
    placeOf(node) ?? placeOf(around),
    { ...(name !== undefined && { property: name }), got, expected: expected.en },
  )
}
