import { type ColumnType, quoteName, type Sql, sql, type Table } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import type { Found } from './found.ts'
import { selected } from './values.ts'

export type Change = 'added' | 'removed' | 'changed'

/** A row that is not the same in two versions: as it is now, as it was when it is no more. */
export interface ChangedRow {
  readonly change: Change
  /** The columns whose value is another, of a row that changed. */
  readonly columns: readonly string[]
  readonly found: Found
}

interface Versions {
  readonly before: Snapshot
  readonly after: Snapshot
}

/** The rows that two versions do not share, matched by their key, in its order. */
export async function* readChanges(
  lake: Lake,
  versions: Versions,
  columns: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): AsyncGenerator<ChangedRow> {
  const { shape } = versions.after.table
  const compared = comparedColumns(shape)
  const places = new Map(columns.map((name, i) => [name, i]))
  const at = (name: string) => places.get(name)!
  const outputs = columns.map((name) => selected(name, shape.columns[name]!.column))
  const flags = compared.map((_, i) => `_differs_${i}::DOUBLE`)
  const names = splice([...outputs, '_change', ...flags].join(', '))
  const order = splice(shape.key.map(quoteName).join(', '))
  const query = sql`select ${names} from (${differences(shape)}) order by ${order} limit ${limit} offset ${offset}`
  for await (const batch of lake.stream(query, relations(versions)))
    for (let row = 0; row < batch.count; row++) {
      const change = batch.text(columns.length, row) as Change
      const differs = compared.filter((_, i) => batch.number(columns.length + 1 + i, row) === 1)
      yield {
        change,
        columns: change === 'changed' ? differs : [],
        // Only tables with a key are compared: no feature is named by its place.
        found: { batch, row, at, position: () => Number.NaN },
      }
    }
}

/** How many rows were added, removed and changed. */
export async function countChanges(lake: Lake, versions: Versions): Promise<Record<Change, number>> {
  const rows = await lake.query<{ change: Change; n: number }>(
    sql`select _change as change, count(*)::DOUBLE as n from (${differences(versions.after.table.shape)}) group by 1`,
    relations(versions),
  )
  const count = (change: Change) => rows.find((row) => row.change === change)?.n ?? 0
  return { added: count('added'), removed: count('removed'), changed: count('changed') }
}

const relations = ({ before, after }: Versions) =>
  new Map([
    ['before', { ...before.table, traced: false }],
    ['after', { ...after.table, traced: false }],
  ])

const comparedColumns = ({ columns, key }: Table) => Object.keys(columns).filter((name) => !key.includes(name))

/** The rows the versions do not share, with what happened to each and which of its columns differ. */
function differences(shape: Table): Sql {
  const [first] = shape.key.map(quoteName)
  const isNew = `b.${first} is null`
  const isGone = `a.${first} is null`
  const values = Object.keys(shape.columns).map((name) => {
    const column = quoteName(name)
    return `case when ${isGone} then b.${column} else a.${column} end as ${column}`
  })
  const differs = comparedColumns(shape).map((name) => {
    const [a, b] = ['a', 'b'].map((side) => comparable(`${side}.${quoteName(name)}`, shape.columns[name]!.column))
    return `${a} is distinct from ${b}`
  })
  const change = `case when ${isNew} then 'added' when ${isGone} then 'removed' else 'changed' end as _change`
  const flags = differs.map((condition, i) => `${condition} as _differs_${i}`)
  const same = shape.key.map((name) => `a.${quoteName(name)} = b.${quoteName(name)}`).join(' and ')
  const kept = [isNew, isGone, ...differs].join(' or ')
  return sql`select ${splice([...values, change, ...flags].join(', '))} from ${{ relation: 'before' }} b
    full outer join ${{ relation: 'after' }} a on ${splice(same)} where ${splice(kept)}`
}

/** What of a value can be compared: bytes of geometries, texts of JSON. */
const comparable = (value: string, type: ColumnType) =>
  type === 'geometry' ? `ST_AsWKB(${value})` : type === 'json' ? `${value}::VARCHAR` : value
