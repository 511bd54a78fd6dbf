import { columnOfRole, quoteName, type Sql, sql, type Table } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { filesOfPage } from '../../read/rows.ts'
import { splice } from '../../read/selection.ts'
import { tooCostly } from '../common/faults.ts'
import type { CompiledFilter } from '../cql2/index.ts'
import { openTests } from './exactness.ts'
import type { Found, Stored } from './found.ts'
import { readAt } from './positions.ts'
import { flagOf, geometryOf, selected } from './values.ts'

export interface SortKey {
  readonly column: string
  readonly down: boolean
}

/** Which rows of a version, and what of them. */
export interface Reading {
  readonly snapshot: Stored
  readonly columns: readonly string[]
  /** All of which a row must pass. */
  readonly filters: readonly CompiledFilter[]
  readonly sort: readonly SortKey[]
  readonly offset: number
  readonly limit: number
  /** Rows looked at beyond those of the limit, and given when they pass. */
  readonly ahead?: number
  /** Told when rows beyond these were left unread. */
  readonly unfinished?: () => void
}

/** Rows whose geometry a request may have looked at: some seconds of work. */
const MOST_EXAMINED = 200_000
/** Rows sorted, and skipped once sorted: DuckDB keeps the ones skipped in memory. */
const MOST_SORTED = 20_000_000
const MOST_SKIPPED_SORTED = 100_000

/** Rows of a page that are read by their places: as many as a group holds. More are read by a query, on threads of its own. */
const FEW = 16_384

const POSITION = '_position'

/** Reads the rows of a page one by one; whoever stops asking stops the reading. Throws `api.too-costly`. */
export async function* readFound(lake: Lake, reading: Reading): AsyncGenerator<Found> {
  const { snapshot, filters, limit } = reading
  checkCost(reading)
  if (isFew(reading)) return yield* readAt(lake, snapshot, reading.columns, placesOf(reading))
  const tests = await openTests(filters)
  try {
    const columns = [...new Set([...reading.columns, ...tests.geometries])]
    const places = new Map([...columns, POSITION, ...tests.outputs.map(({ name }) => name)].map((name, i) => [name, i]))
    const at = (column: string) => places.get(column)!
    const { query, hashes, before } = queryOf(reading, columns, tests.outputs, tests.isNeeded)
    const table = { ...snapshot.table, traced: false, hashes, positioned: true }
    let examined = 0
    let skip = tests.isNeeded ? reading.offset : 0
    let left = limit
    let ahead = reading.ahead ?? 0
    for await (const batch of lake.stream(query, new Map([['data', table]])))
      for (let row = 0; row < batch.count; row++) {
        if (tests.isNeeded) {
          const isOver = examined++ === MOST_EXAMINED
          if (isOver && left > 0) throw tooManyExamined()
          if (isOver || (left <= 0 && ahead-- <= 0)) return reading.unfinished?.()
          const passes = tests.passes({
            geometry: (name) => geometryOf(batch, at(name), row),
            flag: (name) => flagOf(batch, at(name), row),
          })
          if (!passes) continue
          if (skip-- > 0) continue
        }
        if (!tests.isNeeded && ahead > 0 && left === -ahead) return reading.unfinished?.()
        yield { batch, row, at, position: () => before + batch.number(at(POSITION), row)! }
        left--
      }
  } finally {
    tests.free()
  }
}

/** Whether a page lies in one place of the files. */
const isFew = ({ filters, sort, limit }: Reading) => filters.length === 0 && sort.length === 0 && limit <= FEW

const placesOf = ({ snapshot: { rows }, offset, limit }: Reading) =>
  Array.from({ length: Math.max(0, Math.min(limit, rows - offset)) }, (_, i) => offset + i)

function checkCost({ snapshot, sort, offset }: Reading): void {
  if (sort.length === 0) return
  if (snapshot.rows > MOST_SORTED || offset > MOST_SKIPPED_SORTED)
    throw tooCostly(
      `trier plus de ${MOST_SORTED} objets, ou en passer plus de ${MOST_SKIPPED_SORTED} une fois triés`,
      `sorting more than ${MOST_SORTED} features, or skipping more than ${MOST_SKIPPED_SORTED} once sorted`,
      { rows: snapshot.rows, offset },
    )
}

const tooManyExamined = () =>
  tooCostly(
    `comparer la géométrie de plus de ${MOST_EXAMINED} objets à celle du filtre`,
    `comparing the geometry of more than ${MOST_EXAMINED} features with that of the filter`,
    { most: MOST_EXAMINED },
  )

interface Query {
  readonly query: Sql
  readonly hashes: readonly string[]
  /** Rows of the version before the first of these files. */
  readonly before: number
}

/** The query of a page. Rows left to be tested are neither skipped nor counted by it. */
function queryOf(
  reading: Reading,
  columns: readonly string[],
  outputs: readonly { readonly name: string; readonly sql: Sql }[],
  isTested: boolean,
): Query {
  const { snapshot, filters, sort, offset, limit, ahead = 0 } = reading
  const { shape, hashes } = snapshot.table
  const flags = outputs.reduce<Sql>((all, output) => sql`${all}, (${output.sql})::DOUBLE`, splice(''))
  const head = sql`select ${columnsAndPosition(shape, columns)}${flags} from ${{ relation: 'data' }}`
  if (filters.length === 0 && sort.length === 0) return pageAsStored(snapshot, head, offset, limit)
  const where = whereOf(filters)
  const order = splice(sort.length > 0 ? orderOf(shape, sort) : '')
  const page = isTested
    ? splice(sort.length > 0 ? `limit ${MOST_EXAMINED + 1}` : '')
    : sql`limit ${limit + ahead + (ahead > 0 ? 1 : 0)} offset ${offset}`
  return { query: sql`${head} where ${where} ${order} ${page}`, hashes, before: 0 }
}

/** Columns as a query of features gives them, then the place of the row. */
const columnsAndPosition = ({ columns: all }: Table, columns: readonly string[]): Sql =>
  splice([...columns.map((name) => selected(name, all[name]!.column)), `${POSITION}::DOUBLE`].join(', '))

/** A page in the order of the files: those that hold none of it are not opened, nor the rows before it in one file. */
function pageAsStored({ table, counts }: Stored, head: Sql, offset: number, limit: number): Query {
  const { from, to, skip } = filesOfPage(counts, offset, limit)
  const hashes = table.hashes.slice(from, to)
  const query =
    hashes.length === 1
      ? sql`${head} where _position >= ${skip} and _position < ${skip + limit}`
      : sql`${head} limit ${limit} offset ${skip}`
  return { query, hashes, before: offset - skip }
}

/** All the filters as what follows WHERE. */
export const whereOf = (filters: readonly CompiledFilter[]): Sql =>
  filters.reduce<Sql>((all, { where }) => sql`${all} and (${where})`, splice('true'))

/** An order without ties, so that pages neither repeat nor miss any. */
function orderOf(shape: Table, sort: readonly SortKey[]): string {
  const asked = sort.map(({ column, down }) => `${quoteName(column)} ${down ? 'desc' : 'asc'} nulls last`)
  return `order by ${[...asked, ...shape.key.map(quoteName), POSITION].join(', ')}`
}

/** The column of the geometry that features are drawn by. */
export const geometryColumn = (shape: Table): string | undefined => columnOfRole(shape, 'geometry')
