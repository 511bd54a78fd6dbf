import Type, { type Static, type TSchema, type TUnsafe } from 'typebox'
import type { Geometry, GeometryOf, GeometryType } from './geometry.ts'
import type { Bilingual } from './text.ts'

/** How a column is stored. `instant` is UTC with millisecond precision, `date` a local calendar day `YYYY-MM-DD`. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'instant' | 'date' | 'json' | 'geometry'

/** What a column is for. At most one `id`, `geometry` and `time` a table. */
export type Role = 'id' | 'geometry' | 'time' | 'title'

export interface About {
  readonly title: Bilingual
  readonly description?: Bilingual
  /** UCUM code: `km/h`, `m`, `Cel`, `1` for a ratio. */
  readonly unit?: string
  readonly role?: Role
}

export interface ColumnFacts extends About {
  readonly column: ColumnType
  readonly nullable: boolean
  /** Geometry columns only: `EPSG:4326`, with positions in longitude, latitude order. */
  readonly crs?: string
  /** Geometry columns only: the types allowed; empty means any. */
  readonly geometryTypes?: readonly GeometryType[]
}

/** One column: a JSON Schema (TypeBox) whose static type is T, carrying the facts that Parquet, APIs and pages need. */
export type Column<T = unknown> = TUnsafe<T> & ColumnFacts

export type Columns = Readonly<Record<string, Column>>

/** A table shape: what every row of an asset looks like. */
export interface Table<C extends Columns = Columns> {
  readonly name: string
  readonly columns: C
  /** Columns that together identify a row. */
  readonly key: readonly string[]
}

export type RowOf<S extends Table> = { [K in keyof S['columns']]: Static<S['columns'][K]> }
export type ColumnOf<S extends Table> = keyof S['columns'] & string

const column = <T>(type: ColumnType, schema: TSchema, about: About, extra: Partial<ColumnFacts> = {}): Column<T> =>
  Type.Unsafe<T>({ ...schema, ...about, ...extra, column: type, nullable: false } as TSchema) as Column<T>

export const text = (about: About) => column<string>('text', Type.String(), about)
/** A whole number within ±2^53. */
export const integer = (about: About) => column<number>('integer', Type.Integer(), about)
/** A double-precision number. */
export const number = (about: About) => column<number>('number', Type.Number(), about)
export const boolean = (about: About) => column<boolean>('boolean', Type.Boolean(), about)
export const instant = (about: About) => column<Date>('instant', Type.String({ format: 'date-time' }), about)
export const date = (about: About) => column<string>('date', Type.String({ format: 'date' }), about)
/** Any JSON value, for what has no stable shape. */
export const json = (about: About) => column<unknown>('json', Type.Unknown(), about)

/** A geometry of one of `types` (none given: any type) in `crs`. */
export function geometry<const T extends GeometryType = GeometryType>(
  about: About & { readonly crs?: string; readonly types?: readonly T[] },
): Column<string extends T ? Geometry : GeometryOf<T>> {
  const { crs = 'EPSG:4326', types = [], ...rest } = about
  return column('geometry', Type.Unknown(), { role: 'geometry', ...rest }, { crs, geometryTypes: types })
}

/** The same column, where a value may be missing. */
export function nullable<T>(of: Column<T>): Column<T | null> {
  return { ...of, nullable: true } as Column<T | null>
}

/** Declares a table shape. The key defaults to the column of role `id`. */
export function table<const C extends Columns>(
  name: string,
  columns: C,
  options: { readonly key?: readonly (keyof C & string)[] } = {},
): Table<C> {
  const id = Object.keys(columns).filter((k) => columns[k]!.role === 'id')
  return { name, columns, key: options.key ?? id }
}

/** The name of the column that has a role, if any. */
export function columnOfRole(shape: Table, role: Role): string | undefined {
  return Object.keys(shape.columns).find((name) => shape.columns[name]!.role === role)
}

/** The column that says when a row is: that of role `time`, else the only date or instant of the key. */
export function timeColumn(shape: Table): string | undefined {
  const moments = shape.key.filter((name) => ['date', 'instant'].includes(shape.columns[name]!.column))
  return columnOfRole(shape, 'time') ?? (moments.length === 1 ? moments[0] : undefined)
}

/** The JSON Schema (2020-12) of one row, with the `x-ogc-*` keywords of OGC API Features part 5. */
export function jsonSchema(shape: Table, language: keyof Bilingual): Record<string, unknown> {
  const time = timeColumn(shape)
  const properties = Object.fromEntries(
    Object.entries(shape.columns).map(([name, c]) => {
      const { column: type, nullable: isNullable, title, description, unit, role, crs, geometryTypes, ...schema } = c
      const plain = JSON.parse(JSON.stringify(schema)) as Record<string, unknown>
      return [
        name,
        {
          ...(type === 'geometry' ? { format: geometryFormat(geometryTypes ?? []) } : plain),
          ...(isNullable && typeof plain.type === 'string' && { type: [plain.type, 'null'] }),
          title: title[language],
          ...(description && { description: description[language] }),
          ...(unit && { 'x-ogc-unit': unit, 'x-ogc-unitLang': 'UCUM' }),
          ...(name === time
            ? { 'x-ogc-role': 'primary-instant' }
            : role && { 'x-ogc-role': role === 'geometry' ? 'primary-geometry' : role }),
        },
      ]
    }),
  )
  const required = Object.keys(shape.columns).filter((name) => !shape.columns[name]!.nullable)
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties, required }
}

function geometryFormat(types: readonly GeometryType[]): string {
  if (types.length === 1) return `geometry-${types[0]!.toLowerCase()}`
  const single = new Set(types.map((t) => t.replace('Multi', '').toLowerCase()))
  return single.size === 1 && types.length === 2
    ? `geometry-${[...single][0]}-or-multi${[...single][0]}`
    : 'geometry-any'
}
