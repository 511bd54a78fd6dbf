import { type ColumnFacts, columnOfRole, type Geometry, type Table } from '../../kernel/index.ts'
import { wkt } from './wkt.ts'

/** A column that a format of one geometry a row keeps beside it. */
export interface Attribute {
  readonly name: string
  readonly facts: ColumnFacts
}

/** All columns but the primary geometry. */
export function attributesOf(shape: Table): Attribute[] {
  const primary = columnOfRole(shape, 'geometry')
  return Object.entries(shape.columns).flatMap(([name, facts]) => (name === primary ? [] : [{ name, facts }]))
}

/** A value of a text, JSON or second geometry column as text. */
export function asText({ column }: ColumnFacts, value: unknown): string {
  if (column === 'json') return JSON.stringify(value)
  return column === 'geometry' ? wkt(value as Geometry) : String(value)
}
