import { type Table, timeColumn } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { CRS84, type Crs, crsOfCollection, readCrs } from '../common/crs.ts'
import type { FeatureFormat } from '../common/formats.ts'
import type { Found } from './found.ts'
import { geometryWriter } from './geometries.ts'
import { featureId } from './identity.ts'
import type { ItemsQuery } from './parameters.ts'
import { geometryColumn } from './reading.ts'
import { readProperties } from './selection.ts'
import { jsonOf, textOf } from './values.ts'

/** How features are written. */
export interface Writing {
  readonly shape: Table
  readonly properties: readonly string[]
  readonly geometry: boolean
  readonly crs: Crs
  readonly jsonfg: boolean
}

/** How the features that a request asks for are written. Throws `api.bad-parameter`. */
export function writingOf(
  { chain }: Pick<Deps, 'chain'>,
  shape: Table,
  asked: Pick<ItemsQuery, 'properties' | 'skipGeometry' | 'crs'>,
  format: FeatureFormat,
): Writing {
  return {
    shape,
    properties: readProperties(shape, asked.properties),
    geometry: asked.skipGeometry === 'false',
    crs: readCrs('crs', asked.crs, crsOfCollection(shape, chain.graph.territory)),
    jsonfg: format === 'jsonfg',
  }
}

/** Writes a feature as the inside of a JSON object, without its braces. */
export type Write = (found: Found) => string

/** The columns that writing a feature reads. */
export function columnsToRead({ shape, properties, geometry, jsonfg }: Writing): string[] {
  const drawn = geometryColumn(shape)
  const time = jsonfg ? timeColumn(shape) : undefined
  const more = [geometry ? drawn : undefined, time].filter((name) => name !== undefined)
  return [...new Set([...properties, ...shape.key, ...more])]
}

/** The function that writes features as GeoJSON, or as JSON-FG: with their time, and their place when it is not in CRS84. */
export function featureWriter(writing: Writing): Write {
  const { shape, properties, jsonfg } = writing
  const typeOf = (name: string) => shape.columns[name]!.column
  const geometry = drawnWriter(writing)
  const time = jsonfg ? timeColumn(shape) : undefined
  const values = properties.map((name) => {
    const label = `${JSON.stringify(name)}:`
    const type = typeOf(name)
    if (type !== 'geometry') return (f: Found) => label + jsonOf(type, f.batch, f.at(name), f.row)
    const write = geometryWriter(shape.columns[name]!.crs ?? 'EPSG:4326', writing.crs)
    return (f: Found) => {
      const bytes = f.batch.bytes(f.at(name), f.row)
      return label + (bytes ? write(bytes) : 'null')
    }
  })
  return (found) => {
    const parts = ['"type":"Feature"']
    const id = idOf(shape, found)
    if (id !== undefined) parts.push(`"id":${id}`)
    if (jsonfg) parts.push(`"time":${timeOf(shape, time, found)}`)
    parts.push(geometry(found), `"properties":{${values.map((value) => value(found)).join(',')}}`)
    return parts.join(',')
  }
}

/** The id as JSON: a number where the key is one. */
function idOf({ key, columns }: Table, found: Found): string | undefined {
  if (key.length === 0) return String(found.position())
  const parts = key.map((name) => textOf(columns[name]!.column, found.batch, found.at(name), found.row))
  const id = featureId(parts)
  if (id === undefined) return undefined
  return key.length === 1 && columns[key[0]!]!.column === 'integer' ? id : JSON.stringify(id)
}

function drawnWriter({ shape, geometry, crs, jsonfg }: Writing): Write {
  const drawn = geometryColumn(shape)
  const absent = jsonfg ? '"place":null,"geometry":null' : '"geometry":null'
  if (!drawn || !geometry) return () => absent
  const write = geometryWriter(shape.columns[drawn]!.crs ?? 'EPSG:4326', crs)
  const around = !jsonfg
    ? (text: string) => `"geometry":${text}`
    : crs === CRS84
      ? (text: string) => `"place":null,"geometry":${text}`
      : (text: string) => `"place":${text},"geometry":null`
  return ({ batch, row, at }) => {
    const bytes = batch.bytes(at(drawn), row)
    return bytes ? around(write(bytes)) : absent
  }
}

/** The time of a feature as JSON-FG has it. */
function timeOf({ columns }: Table, time: string | undefined, { batch, row, at }: Found): string {
  if (time === undefined) return 'null'
  const type = columns[time]!.column
  const value = jsonOf(type, batch, at(time), row)
  return value === 'null' ? 'null' : type === 'date' ? `{"date":${value}}` : `{"timestamp":${value}}`
}
