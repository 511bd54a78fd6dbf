import type { Sender } from '../../../store/index.ts'
import { badOption } from '../faults.ts'
import { resolveSpatial } from '../geo/resolve.ts'
import type { EntityType, Navigation } from '../model.ts'
import type { Expression, Options } from '../parse/ast.ts'
import { compilerOf } from '../sql/compile.ts'
import { all, type Fragment, joined, nothing, q, raw, render } from '../sql/fragment.ts'
import { openScope, type Scope, type Sight, tableOf, visibility } from '../sql/scope.ts'
import { columnsOf } from './columns.ts'
import type { Row } from './context.ts'
import { readKeys, writeKeys } from './token.ts'

/** What is read at once: entities of one type, all of them, some, or those that belong to each of some parents. */
export interface Level {
  readonly type: EntityType
  readonly options: Options
  /** Rows of a page. */
  readonly top: number
  readonly ids?: readonly number[]
  readonly of?: { readonly type: EntityType; readonly navigation: Navigation; readonly ids: readonly number[] }
}

export interface LevelPage {
  readonly rows: Row[]
  /** Whether there are rows after these. */
  readonly more: boolean
  /** Where they start. */
  readonly after?: string
}

/** A sort key with its cast, for the values of a next link. */
interface Key {
  readonly sql: Fragment
  readonly descending: boolean
  readonly cast: string
}

interface Compiled {
  readonly scope: Scope
  readonly where: Fragment
  readonly keys: readonly Key[]
}

async function compileLevel(sender: Sender, level: Level, sight: Sight): Promise<Compiled> {
  const { type, options, ids } = level
  const { filter } = options
  const resolved = filter ? await resolveSpatial(sender, [filter], type, sight) : new Map()
  const scope = openScope(type, 'a', sight)
  const compiler = compilerOf(scope, resolved)
  const conditions = [visibility(type, 'a', sight)]
  if (ids) conditions.push(q`a.id = any (${ids}::bigint[])`)
  if (filter) {
    const condition = compiler.condition(filter)
    // One row that fits among those related is enough; the same one must fit the whole filter.
    conditions.push(
      scope.inner.length > 0
        ? q`exists (select from (select) one ${joined(scope.inner, ' ')} where ${condition})`
        : condition,
    )
  }
  const inFilter = scope.inner.length
  const keys = options.orderby.flatMap((order) => compiler.order(order))
  if (scope.inner.length > inFilter || (inFilter > 0 && usesMany(options, scope)))
    throw badOption('$orderby', 'on ne trie pas par une relation multiple', 'one cannot sort by a relation to many')
  return { scope, where: all(conditions), keys: [...keys, ...lastKeys(type, keys)] }
}

/** A path to many that the filter joined already is no more a key for it. */
const usesMany = ({ orderby }: Options, scope: Scope) => {
  const walk = (expression: Expression): boolean =>
    expression.kind === 'path' &&
    scope.root.type.navigations.some(({ name, many }) => many && name === expression.segments[0])
  return orderby.some(({ expression }) => walk(expression))
}

/** What settles the order of equals: for observations, what the index holds. */
function lastKeys(type: EntityType, keys: readonly Key[]): Key[] {
  const descending = keys.at(-1)?.descending ?? false
  const id: Key = { sql: raw('a.id'), descending, cast: 'bigint' }
  return type.name === 'Observation' && keys.length > 0
    ? [{ sql: raw('a.source'), descending, cast: 'uuid' }, id]
    : [id]
}

const sorted = (keys: readonly Key[]): Fragment =>
  joined(
    keys.map(({ sql, descending }) => q`${sql}${raw(descending ? ' desc' : '')}`),
    ', ',
  )

/** What comes after the values of a row in the order of keys: nulls are last going up, first going down. */
function afterKeys(keys: readonly Key[], values: readonly (string | null)[]): Fragment {
  const options = keys.map(({ sql, descending, cast }, i) => {
    const value = values[i]!
    const same = keys.slice(0, i).map((key, j) => q`${key.sql} is not distinct from ${values[j]}::${raw(key.cast)}`)
    const bound = q`${value}::${raw(cast)}`
    const beyond =
      value === null
        ? descending
          ? q`${sql} is not null`
          : raw('false')
        : descending
          ? q`${sql} < ${bound}`
          : q`(${sql} > ${bound} or ${sql} is null)`
    return all([...same, beyond])
  })
  return q`(${joined(options, ' or ')})`
}

/** Reads a page of a level, by parent (0 when there is none). */
export async function readLevel(sender: Sender, level: Level, sight: Sight): Promise<Map<number, LevelPage>> {
  const { type, options, top, of } = level
  const { scope, where, keys } = await compileLevel(sender, level, sight)
  const after = options.after ? q`and ${afterKeys(keys, readKeys(options.after, keys.length))}` : nothing
  const keyList = keys.map(({ sql }, i) => q`(${sql})::text as ${raw(`key_${i}`)}`)
  const columns = columnsOf(type, scope)
  const belongs = of ? q`${parentCondition(of)} and` : nothing
  const page = q`select ${joined([columns, ...keyList], ', ')} from ${tableOf(type, sight)} a ${joined(scope.outer, ' ')}
    where ${belongs} ${where} ${after} order by ${sorted(keys)} limit ${top + 1} offset ${options.skip}`
  const { text, values } = render(
    of ? q`select p.id as parent_id, x.* from unnest(${of.ids}::bigint[]) p(id) cross join lateral (${page}) x` : page,
  )
  const rows = await sender.query<Row>(text, values)
  const pages = new Map<number, Row[]>()
  for (const row of rows) {
    const parent = of ? (row.parent_id as number) : 0
    const list = pages.get(parent)
    if (list) list.push(row)
    else pages.set(parent, [row])
  }
  return new Map([...pages].map(([parent, list]) => [parent, pageOf(list, top, keys.length)]))
}

function pageOf(rows: Row[], top: number, keys: number): LevelPage {
  if (rows.length <= top) return { rows, more: false }
  const kept = rows.slice(0, top)
  const last = kept.at(-1)
  if (!last) return { rows: kept, more: true }
  return {
    rows: kept,
    more: true,
    after: writeKeys(Array.from({ length: keys }, (_, i) => last[`key_${i}`] as string | null)),
  }
}

/** Counts the rows of a level, by parent. */
export async function countLevel(sender: Sender, level: Level, sight: Sight): Promise<Map<number, number>> {
  const { type, of } = level
  const { scope, where } = await compileLevel(sender, { ...level, options: { ...level.options, orderby: [] } }, sight)
  const counted = q`select count(*) as n from ${tableOf(type, sight)} a ${joined(scope.outer, ' ')}
    where ${of ? q`${parentCondition(of)} and` : nothing} ${where}`
  const { text, values } = render(
    of
      ? q`select p.id as parent, x.n from unnest(${of.ids}::bigint[]) p(id) cross join lateral (${counted}) x`
      : q`select 0 as parent, x.n from (${counted}) x`,
  )
  const rows = await sender.query<{ parent: number; n: number }>(text, values)
  return new Map(rows.map(({ parent, n }) => [parent, n]))
}

/** The condition that a row belongs to the parent `p`. */
function parentCondition({ type, navigation: { link } }: NonNullable<Level['of']>): Fragment {
  switch (link.by) {
    case 'inverse':
      return q`a.${raw(link.column)} = p.id`
    case 'through':
      return q`a.id in (select l.${raw(link.to)} from ${raw(link.table)} l where l.${raw(link.from)} = p.id)`
    case 'key':
      return q`a.id = (select o.${raw(link.column)} from ${raw(type.table)} o where o.id = p.id)`
  }
}
