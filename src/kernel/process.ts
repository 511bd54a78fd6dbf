import Type, { type Static, type TSchema } from 'typebox'
import type { Inputs, InputTable, InputTables, Making, WrittenFile } from './asset.ts'
import type { Geometry } from './geometry.ts'
import type { RowOf, Table } from './shape.ts'
import type { Sql } from './sql.ts'
import type { Bilingual } from './text.ts'

/** What people are told of an input or output. */
export interface ProcessAbout {
  readonly title: Bilingual
  readonly description?: Bilingual
  /** UCUM code of a number. */
  readonly unit?: string
}

/** One input of a process. Values of type T reach `execute`, checked against the schema. */
export interface ProcessInput<T = unknown> extends ProcessAbout {
  readonly schema: TSchema
  /** The schema as clients are told it, where the field has a conventional form: `ogc-bbox`, `geojson-geometry`. */
  readonly told?: Readonly<Record<string, unknown>>
  readonly required: boolean
  /** Never there: carries the type. */
  readonly type?: T
}

interface Told {
  readonly told?: Readonly<Record<string, unknown>>
}

/** Declares inputs. A default is part of the schema: it is told to clients and given to `execute`. */
export const processInput = {
  required: <S extends TSchema>(schema: S, about: ProcessAbout & Told): ProcessInput<Static<S>> => ({
    ...about,
    schema,
    required: true,
  }),
  optional: <S extends TSchema>(schema: S, about: ProcessAbout & Told): ProcessInput<Static<S> | undefined> => ({
    ...about,
    schema,
    required: false,
  }),
  /** With the value it has when nobody gives one. */
  preset: <S extends TSchema>(schema: S, value: Static<S>, about: ProcessAbout & Told): ProcessInput<Static<S>> => ({
    ...about,
    schema: { ...schema, default: value } as TSchema,
    required: false,
  }),
}

const position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 })

/** The schema of a GeoJSON point, in longitude and latitude. */
export const pointSchema = Type.Object({
  type: Type.Unsafe<'Point'>({ type: 'string', enum: ['Point'] }),
  coordinates: position,
})
export const pointTold = {
  allOf: [
    { format: 'geojson-geometry' },
    {
      format: 'geojson-geometry',
      type: 'object',
      required: ['type', 'coordinates'],
      properties: {
        type: { type: 'string', enum: ['Point'] },
        coordinates: { type: 'array', minItems: 2, maxItems: 3, items: { type: 'number' } },
      },
    },
  ],
}

const line = Type.Array(position, { minItems: 1 })
const rings = Type.Array(line, { minItems: 1 })

const of = (type: Geometry['type'], coordinates: TSchema) => Type.Object({ type: Type.Literal(type), coordinates })

/** The schema of any GeoJSON geometry but a collection: its positions are nested as its type asks. */
export const geometrySchema = Type.Unsafe<Exclude<Geometry, { type: 'GeometryCollection' }>>(
  Type.Union([
    of('Point', position),
    of('MultiPoint', line),
    of('LineString', line),
    of('MultiLineString', rings),
    of('Polygon', rings),
    of('MultiPolygon', Type.Array(rings, { minItems: 1 })),
  ]),
)
export const geometryTold = {
  allOf: [
    { format: 'geojson-geometry' },
    { format: 'geojson-geometry', type: 'object', required: ['type', 'coordinates'] },
  ],
}

/** The schema of a bounding box as OGC API Processes writes it (bbox.yaml of part 1). */
export const bboxSchema = Type.Object(
  {
    bbox: Type.Union([
      Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
      Type.Array(Type.Number(), { minItems: 6, maxItems: 6 }),
    ]),
    crs: Type.Optional(
      Type.Enum(['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'http://www.opengis.net/def/crs/OGC/0/CRS84h']),
    ),
  },
  { additionalProperties: false },
)
export const bboxTold = {
  allOf: [
    { format: 'ogc-bbox' },
    { $ref: 'https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml' },
  ],
}

/** An output that is one JSON value. */
interface ValueOutput extends ProcessAbout {
  readonly schema: TSchema
  readonly told?: Readonly<Record<string, unknown>>
  /** What people are told of each property, when it is an object. */
  readonly fields?: Readonly<Record<string, ProcessAbout>>
}
/** An output that is a table: given in any of the formats of exports. */
interface TableOutput<S extends Table = Table> extends ProcessAbout {
  readonly rows: S
}
/** An output that is one file, a raster say, given as it is. */
interface FileOutput extends ProcessAbout {
  readonly file: true
}
export type ProcessOutput = ValueOutput | TableOutput | FileOutput

/** What a running process is offered. */
export type ProcessRun = Pick<Making, 'now' | 'territory' | 'signal' | 'folder' | 'progress' | 'raster'>

type ProcessInputs = Readonly<Record<string, ProcessInput>>
type ProcessOutputs = Readonly<Record<string, ProcessOutput>>
type ValuesOf<I> = { readonly [K in keyof I]: I[K] extends ProcessInput<infer T> ? T : never }
type RowsGiven<R> = AsyncIterable<R[]> | Iterable<R[]> | R[] | Sql
type ResultsOf<O> = {
  readonly [K in keyof O]?: O[K] extends TableOutput<infer S>
    ? RowsGiven<RowOf<S>>
    : O[K] extends FileOutput
      ? WrittenFile
      : unknown
}

/** Facts of a process, whatever its types. */
interface ProcessFacts {
  /** Lower case letters, digits and `-`: it is part of addresses. */
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  readonly keywords?: readonly Bilingual[]
  /** `import.meta.url` of the module whose code it is. Default: the pack's. */
  readonly code?: string
}

/** A computation that whoever may read its inputs can ask for with values of theirs, as a pack writes it. */
interface ProcessSpec<F extends Inputs, I extends ProcessInputs, O extends ProcessOutputs> extends ProcessFacts {
  /** The assets it reads. */
  readonly from: F
  readonly inputs: I
  readonly outputs: O
  /** Computes the outputs. Publishes nothing. Throws OrchestraError for values that turn out not to do. */
  execute(values: ValuesOf<I>, tables: InputTables<F>, run: ProcessRun): Promise<ResultsOf<O>>
}

/** What is offered while something is prepared, and while a kept process answers. */
export type Preparing = Pick<Making, 'now' | 'territory' | 'signal'>

/** What a process keeps in memory between answers. */
interface Kept {
  /**
   * Works out, from a version of the inputs, what answers need. Processes that are given the same function share what it gives. It has
   * no types here: `keptProcess` has them.
   */
  prepare(tables: Readonly<Record<string, InputTable>>, run: Preparing): Promise<unknown>
  answer(values: Readonly<Record<string, unknown>>, state: unknown, run: Preparing): Readonly<Record<string, unknown>>
  /** Called between answers: does a little work that makes later ones quicker, and says whether more is left. */
  idle?(state: unknown): boolean
}

/** Any process, as the runner sees it. */
export type Process = ProcessSpec<Inputs, ProcessInputs, ProcessOutputs> & { readonly kept?: Kept }

/** Declares a process. */
export function process<const F extends Inputs, const I extends ProcessInputs, const O extends ProcessOutputs>(
  spec: ProcessSpec<F, I, O>,
): Process {
  return spec as unknown as Process
}

/** Outputs that need no file: JSON values. */
type ValueOutputs = Readonly<Record<string, ValueOutput>>

/** A computation that answers in milliseconds from what it keeps in memory, prepared once for each version of its inputs. */
interface KeptSpec<F extends Inputs, I extends ProcessInputs, O extends ValueOutputs, S> extends ProcessFacts {
  /** The assets that it is prepared from. */
  readonly from: F
  readonly inputs: I
  readonly outputs: O
  prepare(tables: InputTables<F>, run: Preparing): Promise<S>
  /** Computes the outputs, without waiting for anything. Throws OrchestraError for values that turn out not to do. */
  answer(values: ValuesOf<I>, state: S, run: Preparing): ResultsOf<O>
  /** Called between answers: does a little work that makes later ones quicker, and says whether more is left. */
  idle?(state: S): boolean
}

/** Declares a process that keeps what it prepares in memory. As a job, it prepares for that job alone. */
export function keptProcess<
  const F extends Inputs,
  const I extends ProcessInputs,
  const O extends ValueOutputs,
  S extends object,
>({ prepare, answer, idle, ...spec }: KeptSpec<F, I, O, S>): Process {
  return {
    ...process({
      ...spec,
      execute: async (values, tables, run) => answer(values, await prepare(tables, run), run) as never,
    }),
    kept: { prepare, answer, ...(idle && { idle }) } as unknown as Kept,
  }
}
