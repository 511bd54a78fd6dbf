import { type EntityType, type Property, propertyOf, typeNamed } from '../model.ts'
import type { Expand, Options } from '../parse/ast.ts'
import { writeExpand } from '../parse/options.ts'
import { writeInstant } from '../times.ts'
import { columnIn } from './columns.ts'
import type { Entity, Page, Row } from './context.ts'

type Json = Record<string, unknown>

/** The value of a property as the standard writes it; null when it has none. */
export function propertyValue(property: Property, row: Row): unknown {
  const [first, second] = [row[columnIn(property, 0)], property.columns.length > 1 ? row[columnIn(property, 1)] : null]
  switch (property.kind) {
    case 'instant':
      return first === null ? null : writeInstant(first as Date)
    case 'period': {
      if (first === null || first === undefined) return null
      const start = writeInstant(first as Date)
      return second === null ? start : `${start}/${writeInstant(second as Date)}`
    }
    case 'value':
      return first ?? second ?? null
    default:
      return first ?? null
  }
}

/** Always told, even without a value: the standard makes them mandatory. */
const always: ReadonlySet<string> = new Set([
  'Observation.phenomenonTime',
  'Observation.result',
  'Observation.resultTime',
])

export const selfLink = (root: string, type: EntityType, id: number): string => `${root}/${type.set}(${id})`

/** An entity as the standard writes it: what was selected, links to the rest, and what was expanded. */
export function shapeEntity(root: string, type: EntityType, { row, expanded }: Entity, options: Options): Json {
  const { select } = options
  const everything = select === undefined || select.includes('*')
  const isSelected = (name: string) => everything || select.includes(name)
  const self = selfLink(root, type, row.id)
  const shaped: Json = {}
  if (everything || select.includes('id') || select.includes('@iot.id')) shaped['@iot.id'] = row.id
  if (everything || select.includes('@iot.selfLink')) shaped['@iot.selfLink'] = self
  for (const property of type.properties) {
    const value = propertyValue(property, row)
    const { name } = property
    if (isSelected(name)) {
      if (value !== null || select || always.has(`${type.name}.${name}`)) shaped[name] = value
    } else if (select) {
      const inside = select.filter((one) => one.startsWith(`${name}/`))
      if (inside.length > 0) shaped[name] = partsOf(value, inside)
    }
  }
  for (const { name, to, many } of type.navigations) {
    const expand = options.expand.find((one) => one.navigation === name)
    if (!expand) {
      if (isSelected(name)) shaped[`${name}@iot.navigationLink`] = `${self}/${name}`
      continue
    }
    const found = expanded.get(name)
    if (many) Object.assign(shaped, shapePage(root, typeNamed(to), found as Page, expand, self))
    else shaped[name] = found ? shapeEntity(root, typeNamed(to), found as Entity, expand.options) : null
  }
  return shaped
}

/** Only these parts of a JSON value: `properties/owner/name`. */
function partsOf(value: unknown, paths: readonly string[]): unknown {
  const picked: Json = {}
  for (const path of paths) {
    const keys = path.split('/').slice(1)
    let [from, to] = [value, picked] as [unknown, Json]
    for (const [i, key] of keys.entries()) {
      const isObject = typeof from === 'object' && from !== null && Object.hasOwn(from, key)
      if (!isObject || key === '__proto__') break
      from = (from as Json)[key]
      if (i === keys.length - 1) to[key] = from
      else {
        to[key] ??= {}
        to = to[key] as Json
      }
    }
  }
  return picked
}

function shapePage(root: string, type: EntityType, page: Page, { navigation, options }: Expand, self: string): Json {
  const { rows, next, count } = page
  return {
    [navigation]: rows.map((entity) => shapeEntity(root, type, entity, options)),
    ...(count !== undefined && { [`${navigation}@iot.count`]: count }),
    ...(next && { [`${navigation}@iot.nextLink`]: nextLink(`${self}/${navigation}`, options, next) }),
  }
}

/** The address of the next page: the same options, and where to start. */
export function nextLink(address: string, { raw, expand }: Options, next: NonNullable<Page['next']>): string {
  const { $skip: _, $skiptoken: __, $expand: ___, ...rest } = raw
  const options: Record<string, string> = {
    ...rest,
    ...(expand.length > 0 && { $expand: writeExpand(expand) }),
    ...(next.after === undefined ? { $skip: String(next.skip) } : { $skiptoken: next.after }),
  }
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${address}?${pairs.join('&')}`
}

/** What observations are made of in a data array, when nothing is selected. */
const components = ['id', 'phenomenonTime', 'result', 'resultTime', 'resultQuality', 'validTime', 'parameters']

/** Observations as data arrays, one a datastream (OGC 18-088, 12.1). */
export function shapeDataArrays(root: string, type: EntityType, rows: readonly Row[], { select }: Options): Json[] {
  const names = select?.filter((name) => name === 'id' || name === '@iot.id' || propertyOf(type, name)) ?? components
  const groups = new Map<number, unknown[][]>()
  for (const row of rows) {
    const values = names.map((name) => {
      const property = propertyOf(type, name)
      return property ? propertyValue(property, row) : row.id
    })
    const key = row.datastream as number
    const group = groups.get(key)
    if (group) group.push(values)
    else groups.set(key, [values])
  }
  return [...groups].map(([datastream, dataArray]) => ({
    'Datastream@iot.navigationLink': `${root}/Datastreams(${datastream})`,
    components: names,
    'dataArray@iot.count': dataArray.length,
    dataArray,
  }))
}
