import type { EntityType } from '../model.ts'
import { type Fragment, joined, q, raw } from '../sql/fragment.ts'
import { observedArea } from '../sql/observed-area.ts'
import type { Scope } from '../sql/scope.ts'

/** The name under which a kept time of a datastream comes: its own columns have the same names as others. */
const stateColumn = (column: string) => `state_${column}`

/** The columns of a type that answers are made of, with its keys to other entities. */
export function columnsOf(type: EntityType, scope: Scope): Fragment {
  const { alias } = scope.root
  const own = new Set(['id'])
  const list: Fragment[] = []
  for (const { columns, in: where } of type.properties) {
    if (where !== 'state') for (const column of columns) own.add(column)
    else
      for (const column of columns)
        list.push(q`${raw(`${scope.state(scope.root)}.${column}`)} as ${raw(stateColumn(column))}`)
  }
  for (const { link } of type.navigations) if (link.by === 'key') own.add(link.column)
  if (type.name === 'Observation') own.add('source')
  const column = (name: string) =>
    name === 'observed_area' ? q`${observedArea(alias)} as observed_area` : raw(`${alias}.${name}`)
  return joined([...[...own].map(column), ...list], ', ')
}

/** The name of a column in a row. */
export const columnIn = (property: EntityType['properties'][number], index: 0 | 1): string => {
  const column = property.columns[index]!
  return property.in === 'state' ? stateColumn(column) : column
}
