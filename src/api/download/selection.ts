import type { Static } from 'typebox'
import Type from 'typebox'
import { columnOfRole, type Geometry, type Sql, type Table } from '../../kernel/index.ts'
import type { ExportOptions, Row } from '../../lake/index.ts'
import { textParameter } from '../http/query.ts'
import { crsOfCollection, readCrs } from '../ogc/common/crs.ts'
import { openTests } from '../ogc/features/exactness.ts'
import { type FilterDeps, filtersOf } from '../ogc/features/filters.ts'
import { filterParameters } from '../ogc/features/parameters.ts'
import { whereOf } from '../ogc/features/reading.ts'
import { readProperties } from '../ogc/features/selection.ts'
import type { Snapshot } from '../read/snapshots.ts'

/** What an export may be asked for, beside its format: the names of OGC API Features. */
export const exportParameters = {
  ...filterParameters,
  properties: textParameter('Columns to give, separated by commas, beside the geometry. All of them by default.', 4000),
  skipGeometry: Type.Enum(['false', 'true'], { default: 'false', description: 'Leave the geometries out.' }),
  crs: textParameter(
    'CRS of the positions. That of the dataset by default where the format can say it, else longitude and latitude.',
  ),
  positions: Type.Optional(
    Type.Enum(['wkt', 'lonlat'], {
      description: 'CSV: geometries as WKT, or those of points as two columns. Both by default.',
    }),
  ),
}
const exportQuery = Type.Object(exportParameters)
export type ExportAsked = Static<typeof exportQuery>

/** Which rows and columns of a version an export holds. */
export interface ExportSelection {
  /** Names what was asked: '' for the whole. */
  readonly key: string
  /** Whether every row is in it. */
  readonly isWhole: boolean
  /** The part of the options of the export that says so, for one writing of it; to be freed after. */
  open(): Promise<{ readonly options: Partial<ExportOptions>; free(): void }>
}

/** Reads what is asked of an export. Throws `api.bad-parameter` and `cql2.…`, which name what is wrong and what would do. */
export async function readSelection(
  deps: FilterDeps,
  snapshot: Snapshot,
  asked: ExportAsked,
): Promise<ExportSelection> {
  const { shape } = snapshot.table
  const filters = await filtersOf(deps, snapshot, asked, {})
  const columns = columnsOf(shape, asked)
  const crs = asked.crs && readCrs('crs', asked.crs, crsOfCollection(shape, deps.chain.graph.territory)).name
  const options = {
    ...(filters.length > 0 && { where: whereOf(filters) }),
    ...(columns && { columns }),
    // The order of the axes in files is always x, y: CRS84 and EPSG:4326 are the same there.
    ...(crs && { crs: crs === 'OGC:CRS84' ? 'EPSG:4326' : crs }),
    ...(asked.positions && { positions: asked.positions }),
  }
  const { filter, bbox, datetime, positions } = asked
  const parts = [filter, asked['filter-lang'], asked['filter-crs'], bbox, asked['bbox-crs'], datetime, columns, crs]
  const isWhole = [filter, bbox, datetime, columns, crs, positions].every((part) => part === undefined)
  return {
    key: isWhole ? '' : JSON.stringify([...parts, positions]),
    isWhole: filters.length === 0,
    async open() {
      const tests = await openTests(filters)
      if (!tests.isNeeded) return { options, free: tests.free }
      const keep = (row: Row) =>
        tests.passes({
          geometry: (name) => row[name] as Geometry | null,
          flag: (name) => row[name] as boolean | null,
        })
      return { options: { ...options, flags: flagsOf(tests.outputs), keep }, free: tests.free }
    },
  }
}

const flagsOf = (outputs: readonly { readonly name: string; readonly sql: Sql }[]) =>
  outputs.map(({ name, sql }) => ({ name, sql }))

/** The columns asked for, in the order of the table; undefined for all. */
function columnsOf(shape: Table, { properties, skipGeometry }: ExportAsked): string[] | undefined {
  if (properties === undefined && skipGeometry === 'false') return undefined
  const geometry = columnOfRole(shape, 'geometry')
  const asked = readProperties(shape, properties)
  const isKept = (name: string) => (name === geometry ? skipGeometry === 'false' : asked.includes(name))
  return Object.keys(shape.columns).filter(isKept)
}
