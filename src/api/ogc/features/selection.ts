import type { Table } from '../../../kernel/index.ts'
import { badParameter } from '../../http/faults.ts'
import { knownColumn } from '../../read/selection.ts'
import { geometryColumn, type SortKey } from './reading.ts'

/** The columns that features carry as properties: all but the geometry they are drawn by. */
export function propertyColumns(shape: Table): string[] {
  const geometry = geometryColumn(shape)
  return Object.keys(shape.columns).filter((name) => name !== geometry)
}

/** `properties=a,b`: those to give, in the order of the collection. Throws `api.bad-parameter`. */
export function readProperties(shape: Table, text: string | undefined): string[] {
  const all = propertyColumns(shape)
  if (text === undefined) return all
  const asked = text.split(',').map((name) => knownColumn(shape, 'properties', name.trim()))
  return all.filter((name) => asked.includes(name))
}

/** The columns that have an order. */
export const sortableColumns = (shape: Table): string[] =>
  Object.keys(shape.columns).filter((name) => !['geometry', 'json'].includes(shape.columns[name]!.column))

/** `sortby=a,-b` from the first to the last. Throws `api.bad-parameter`. */
export function readSortby(shape: Table, text: string | undefined): SortKey[] {
  if (text === undefined) return []
  return text.split(',').map((part) => {
    // A plus sign that was not encoded arrives as a space.
    const column = knownColumn(shape, 'sortby', part.trim().replace(/^[+-]/, ''))
    if (sortableColumns(shape).includes(column)) return { column, down: part.trim().startsWith('-') }
    throw badParameter('sortby', `« ${column} » ne se trie pas`, `'${column}' has no order`, {
      fr: `Triez par : ${sortableColumns(shape).join(', ')}.`,
      en: `Sort by: ${sortableColumns(shape).join(', ')}.`,
    })
  })
}
