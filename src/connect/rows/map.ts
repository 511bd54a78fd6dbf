import type { Column, ColumnOf, RowOf, Table } from '../../kernel/index.ts'
import { type CastOptions, type CrsOfSource, castTo } from './cast.ts'
import { pair } from './geometry.ts'
import { Unfit } from './unfit.ts'

/** One field of the source, and how it is written. */
export interface FromField extends CastOptions {
  /** Name of the field; `a.b` also reaches inside objects. Default: the name of the column. */
  readonly from?: string
  /** The field may be absent from the whole source. */
  readonly optional?: boolean
}

/** A point from two fields, in the CRS of the source. */
export interface FromPair {
  /** Field of the longitude or easting. */
  readonly x: string
  /** Field of the latitude or northing. */
  readonly y: string
}

/**
 * Where the values of a column come from: a field by its name, a field and how it is written, two fields (points), or a
 * function of the whole record. What it gives is cast to the column's type; geometries are in the CRS of the source.
 */
export type FieldOf<R, T> = string | FromField | FromPair | ((record: R) => T)

/** Columns without an entry come from the field of the same name. */
export type Mapping<S extends Table, R> = { readonly [K in ColumnOf<S>]?: FieldOf<R, RowOf<S>[K]> }

/** What every connector of records takes besides the facts of the source. */
export interface MapOptions<S extends Table, R> extends CastOptions {
  readonly map?: Mapping<NoInfer<S>, R>
  /** Keeps only these records; the others are passed over, not rejected. */
  readonly where?: (record: R) => boolean
}

/** How a connector looks into its records: R as it reads them, P as functions of the mapping see them. */
export interface Access<R, P> {
  /** A reader of one named field. May throw where the source surely lacks it. */
  field(name: string, optional: boolean): (record: R) => unknown
  /** The record as a function of the mapping, or a person, sees it. */
  expose(record: R): P
  /** What a geometry column without an entry takes. */
  readonly geometry?: (record: R) => unknown
}

/** Makes a row of a record; `Unfit` when it cannot; `undefined` when `where` passes over it. */
export type ToRow<R> = (record: R) => Record<string, unknown> | Unfit | undefined

/** Compiles a mapping, once per source. */
export function compileMapping<S extends Table, R, P>(
  shape: S,
  options: MapOptions<S, P>,
  access: Access<R, P>,
  source: CrsOfSource,
): ToRow<R> {
  const names = Object.keys(shape.columns)
  const columns = names.map((name) => shape.columns[name]!)
  const mapping = (options.map ?? {}) as Readonly<Record<string, FieldOf<P, unknown> | undefined>>
  const values = names.map((name, i) => valueFrom(name, columns[i]!, mapping[name], options, access, source))
  const { where } = options
  const needsRecord = where !== undefined || names.some((name) => typeof mapping[name] === 'function')

  return (record) => {
    const exposed = needsRecord ? access.expose(record) : (undefined as P)
    if (where && !where(exposed)) return undefined
    const row: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) {
      const value = values[i]!(record, exposed)
      if (value instanceof Unfit) {
        const { fr, en } = value.reason
        return new Unfit(`${names[i]} : ${fr}`, `${names[i]}: ${en}`)
      }
      if (value === null && !columns[i]!.nullable)
        return new Unfit(`${names[i]} : valeur absente`, `${names[i]}: missing value`)
      row[names[i]!] = value
    }
    return row
  }
}

function valueFrom<R, P>(
  name: string,
  column: Column,
  entry: FieldOf<P, unknown> | undefined,
  options: CastOptions,
  access: Access<R, P>,
  source: CrsOfSource,
): (record: R, exposed: P) => unknown {
  if (typeof entry === 'function') {
    const cast = castTo(column, options, source)
    return (_, exposed) => cast(entry(exposed))
  }
  if (typeof entry === 'object' && 'x' in entry) {
    const [x, y] = [access.field(entry.x, false), access.field(entry.y, false)]
    const cast = castTo(column, options, source)
    return (record) => {
      const point = pair([x(record), y(record)], 'lon-lat')
      return point instanceof Unfit ? point : cast(point)
    }
  }
  const { from, optional = false, ...written } = typeof entry === 'string' ? { from: entry } : (entry ?? {})
  const cast = castTo(column, { ...options, ...written }, source)
  const { geometry } = access
  if (column.column === 'geometry' && from === undefined && geometry) return (record) => cast(geometry(record))
  const field = access.field(from ?? name, optional)
  return (record) => cast(field(record))
}
