import type { EntityKind } from '../types.ts'

/** How one field of an entity is kept. */
export interface Field {
  readonly name: string
  readonly column: string
  /** Any JSON value, as jsonb. */
  readonly json: boolean
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A `*` marks what is kept as jsonb. */
const fields = (list: string): readonly Field[] =>
  list.split(' ').map((word) => {
    const name = word.replace('*', '')
    return { name, column: snake(name), json: word.endsWith('*') }
  })

/** The fields of each kind of entity, in the order of its table. */
export const fieldsOf: Readonly<Record<EntityKind, readonly Field[]>> = {
  thing: fields('dataset key name description properties*'),
  location: fields('dataset key name description encodingType location* properties*'),
  historical_location: fields('thing time'),
  sensor: fields('key name description encodingType metadata* properties*'),
  observed_property: fields('key name definition description properties*'),
  datastream: fields(
    'dataset key thing sensor observedProperty name description observationType unit* observedArea* measure* properties*',
  ),
  feature_of_interest: fields('dataset key name description encodingType feature* properties*'),
}

/** The field that holds a geometry, whose box is kept beside it. */
export const placeField: Partial<Readonly<Record<EntityKind, string>>> = {
  location: 'location',
  feature_of_interest: 'feature',
}
