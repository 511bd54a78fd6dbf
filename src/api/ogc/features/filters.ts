import { type ColumnFacts, type Place, type Table, timeColumn } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { badParameter } from '../../http/faults.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { crsOfCollection, readCrs } from '../common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../cql2/index.ts'
import { boxFilter, readBox } from './bbox.ts'
import { readDatetime } from './datetime.ts'
import type { FilterDocument } from './document.ts'
import type { FilterAsked } from './parameters.ts'

/** The columns that are parameters of their own: `?name=value`. Not geometries nor JSON, nor what another parameter is called. */
export const equalityColumns = ({ columns }: Table, taken: readonly string[]): string[] =>
  Object.keys(columns).filter(
    (name) =>
      !taken.includes(name) &&
      name !== 'lang' &&
      columns[name]!.column !== 'geometry' &&
      columns[name]!.column !== 'json',
  )

/** What making filters needs. */
export interface FilterDeps {
  readonly chain: Pick<Deps['chain'], 'graph' | 'lake'>
  readonly kept: Pick<Deps['kept'], 'spatial'>
}

/**
 * What a request says of the time and by CQL2, as filters: all must hold. Throws `api.bad-parameter`, `cql2.…` for what cannot be
 * read.
 */
export function filterDocuments(
  shape: Table,
  { timezone, crs: territoryCrs }: Pick<Place, 'timezone' | 'crs'>,
  asked: Pick<FilterAsked, 'datetime' | 'filter' | 'filter-lang' | 'filter-crs'>,
): FilterDocument[] {
  const documents: FilterDocument[] = []
  const filterCrs = readCrs('filter-crs', asked['filter-crs'], crsOfCollection(shape, { crs: territoryCrs }))
  const time = timeColumn(shape)
  if (asked.datetime !== undefined) {
    const period = readDatetime(asked.datetime)
    // What has no time of its own is of any time (17-069r4, 7.15.4).
    if (time) {
      const filter = parseFilter({ op: 't_intersects', args: [{ property: time }, period] }, 'cql2-json')
      documents.push({ filter, options: { timezone } })
    }
  }
  if (asked.filter !== undefined) {
    const filter = parseFilter(asked.filter, asked['filter-lang'] as 'cql2-text' | 'cql2-json')
    const { name: crs, axes } = filterCrs
    documents.push({ filter, options: { timezone, crs, axes } })
  }
  return documents
}

/**
 * All that a request asks of features, as filters: each parameter must hold. Throws `api.bad-parameter`, `cql2.…`.
 * @param equal values of the properties that are parameters
 * @param meets which features a box keeps: by default those whose geometry meets it, and none that are nowhere
 */
export async function filtersOf(
  deps: FilterDeps,
  snapshot: Snapshot,
  asked: FilterAsked,
  equal: Readonly<Record<string, string>>,
  meets: typeof boxFilter = boxFilter,
): Promise<CompiledFilter[]> {
  const { shape } = snapshot.table
  const { territory } = deps.chain.graph
  const boxCrs = readCrs('bbox-crs', asked['bbox-crs'], crsOfCollection(shape, territory))
  const box = asked.bbox === undefined ? undefined : readBox(asked.bbox, boxCrs)

  const filters = Object.entries(equal).map(([name, value]) => {
    const operand = operandOf(shape.columns[name]!, value)
    if (operand === undefined) throw badValue(name, shape.columns[name]!, value)
    const filter = parseFilter({ op: '=', args: [{ property: name }, operand] }, 'cql2-json')
    return compileFilter(filter, shape, { timezone: territory.timezone })
  })
  for (const { filter, options } of filterDocuments(shape, territory, asked))
    filters.push(compileFilter(filter, shape, options))
  if (box) filters.push(await meets(deps, snapshot, box, boxCrs))
  return filters
}

/** A text as an operand of the type of a column; undefined when it is no value of it. */
export function operandOf({ column }: ColumnFacts, text: string): unknown {
  switch (column) {
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? { date: text } : undefined
    case 'instant': {
      // A plus sign that was not encoded arrives as a space.
      const value = Date.parse(text.replace(' ', '+'))
      const isInstant = /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(value)
      return isInstant ? { timestamp: new Date(value).toISOString() } : undefined
    }
    default:
      return text
  }
}

const badValue = (name: string, { column }: ColumnFacts, text: string) =>
  badParameter(name, `« ${text.slice(0, 64)} » ne convient pas`, `'${text.slice(0, 64)}' will not do`, {
    fr: `Cette propriété est de type ${column}.`,
    en: `This property is of type ${column}.`,
  })
