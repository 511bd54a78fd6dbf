import type { Context } from 'hono'
import { sql, type Table } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { CRS84, type Crs } from '../ogc/common/crs.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../ogc/cql2/index.ts'
import { boxFilter, readBox } from '../ogc/features/bbox.ts'
import { operandOf } from '../ogc/features/filters.ts'
import { keyOfFeature, placeOfFeature } from '../ogc/features/identity.ts'
import type { Reading, SortKey } from '../ogc/features/reading.ts'
import { sortableColumns } from '../ogc/features/selection.ts'
import { crsNamed, owsFault } from '../ows/index.ts'
import { openTable } from '../read/datasets.ts'
import { knownColumn } from '../read/selection.ts'
import type { Snapshot } from '../read/snapshots.ts'
import { readFes } from './fes/filter.ts'
import { columnNamed, featureOf } from './names.ts'
import { type FeatureRequest, onlyOne } from './request.ts'
import { crsOfType, typeNamed, usualCrs } from './types.ts'

/** Which features are asked for, and what of them. */
export interface Selected {
  readonly snapshot: Snapshot & Reading['snapshot']
  readonly reading: Reading
  readonly crs: Crs
  /** The columns given, the geometry among them, in the order of the collection. */
  readonly columns: readonly string[]
}

/** Ids asked for in one request. */
const MOST_IDS = 1000

/** Opens the features of a request, for whoever may read them: access is decided there. Throws the exceptions of WFS. */
export async function select(deps: Deps, c: Context, request: FeatureRequest): Promise<Selected> {
  const node = typeNamed(deps, typeOf(request))
  const snapshot = await openTable(deps, c, node.name, request.pin)
  const { shape } = snapshot.table
  const known = crsOfType(deps, node)
  const usual = usualCrs(node)
  const named = request.srsName
  const asked = named === undefined ? undefined : crsNamed(named, known, { parameter: 'SRSNAME', short: 'xy' })
  // GeoJSON is longitude first.
  const isLonLat = asked === undefined || asked.name === 'EPSG:4326'
  const crs = request.format === 'geojson' ? (isLonLat ? CRS84 : { ...asked, axes: 'xy' as const }) : (asked ?? usual)
  const columns = columnsOf(snapshot, request)
  const reading: Reading = {
    snapshot,
    columns: [...new Set([...columns, ...shape.key])],
    filters: await filtersOf(deps, snapshot, request, known, usual),
    sort: sortOf(snapshot, request),
    offset: request.startIndex,
    limit: Math.min(request.count ?? snapshot.rows, snapshot.rows),
  }
  return { snapshot, reading, crs, columns }
}

function typeOf({ types, ids }: FeatureRequest): string {
  if (types.length > 1) throw onlyOne()
  const [type] = types
  if (type !== undefined) return type
  const collections = new Set(ids?.map((id) => id.split('.', 1)[0]!))
  if (collections.size > 1) throw onlyOne()
  const [collection] = collections
  if (collection !== undefined) return collection
  throw owsFault('MissingParameterValue', 'TYPENAMES', 'il manque', 'it is missing')
}

function columnsOf({ table: { shape } }: Snapshot, { properties }: FeatureRequest): string[] {
  const all = Object.keys(shape.columns)
  if (!properties) return all
  const asked = new Set(properties.map((path) => knownColumn(shape, 'PROPERTYNAME', columnNamed(shape, path))))
  // What cannot be missing is always given, as the schema says it is there.
  return all.filter((name) => asked.has(name) || !shape.columns[name]!.nullable)
}

async function filtersOf(
  deps: Deps,
  snapshot: Snapshot,
  { bbox, filter, ids }: FeatureRequest,
  known: readonly Crs[],
  usual: Crs,
): Promise<CompiledFilter[]> {
  const { shape } = snapshot.table
  const { timezone } = deps.chain.graph.territory
  if (ids !== undefined) return [idFilter(snapshot, ids)]
  if (bbox !== undefined) {
    const [box, crs] = splitBox(bbox, known, usual)
    return [await boxFilter(deps, snapshot, readBox(box, crs), crs)]
  }
  if (!filter || filter.children.length === 0) return []
  const { document, crs } = readFes(filter, { collection: snapshot.node.name, shape, known, usual })
  return [compileFilter(parseFilter(document, 'cql2-json'), shape, { timezone, crs: crs.name })]
}

/** `minx,miny,maxx,maxy[,crs]`: in the usual CRS of the collection without one, axes in the order of the CRS. */
function splitBox(text: string, known: readonly Crs[], usual: Crs): [box: string, crs: Crs] {
  const parts = text.split(',')
  const name = parts.length === 5 || parts.length === 7 ? parts.pop() : undefined
  return [parts.join(), name === undefined ? usual : crsNamed(name, known, { parameter: 'BBOX', short: 'xy' })]
}

function idFilter({ node, table: { shape } }: Snapshot, ids: readonly string[]): CompiledFilter {
  if (ids.length > MOST_IDS)
    throw owsFault(
      'InvalidParameterValue',
      'RESOURCEID',
      `plus de ${MOST_IDS} identifiants`,
      `more than ${MOST_IDS} ids`,
    )
  const plain = ids.map((id) => featureOf(node.name, id) ?? id)
  if (shape.key.length === 0) {
    const places = plain.map(placeOfFeature).filter((place) => place !== undefined)
    return { where: places.reduce((all, place) => sql`${all} or _position = ${place}`, sql`false`) }
  }
  const wanted = plain.flatMap((id) => {
    const parts = keyOfFeature(shape, id)
    const equals = parts?.map((text, i) => equal(shape, shape.key[i]!, text))
    return equals && !equals.includes(undefined) ? [equals.length === 1 ? equals[0] : { op: 'and', args: equals }] : []
  })
  if (wanted.length === 0) return { where: sql`false` }
  const document = wanted.length === 1 ? wanted[0] : { op: 'or', args: wanted }
  return compileFilter(parseFilter(document, 'cql2-json'), shape)
}

/** The condition that a column has a value; undefined when the text is no value of it. */
function equal({ columns }: Table, property: string, text: string): object | undefined {
  const value = operandOf(columns[property]!, text)
  return value === undefined ? undefined : { op: '=', args: [{ property }, value] }
}

function sortOf({ table: { shape } }: Snapshot, { sort }: FeatureRequest): SortKey[] {
  return sort.map(({ path, down }) => {
    const column = knownColumn(shape, 'SORTBY', columnNamed(shape, path))
    if (sortableColumns(shape).includes(column)) return { column, down }
    throw owsFault('InvalidParameterValue', 'SORTBY', `« ${column} » ne se trie pas`, `'${column}' has no order`)
  })
}
