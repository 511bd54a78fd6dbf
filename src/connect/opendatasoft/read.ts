import type { Making, RowOf, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { peek } from '../bytes/chunks.ts'
import { openPieces, type Wanted } from '../bytes/open.ts'
import { problem } from '../bytes/problem.ts'
import { readCsv } from '../csv/index.ts'
import { readRecords } from '../json/read.ts'
import { type Fields, fieldAccess } from '../rows/fields.ts'
import { compileMapping } from '../rows/map.ts'
import { toRows } from '../rows/rows.ts'
import type { OpendatasoftSpec } from './spec.ts'

/** Reads any form of an Opendatasoft export into rows. */
export async function* readOpendatasoft<S extends Table>(
  file: SourceFile,
  spec: OpendatasoftSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const wanted: Wanted = {
    kind: 'opendatasoft',
    extensions: ['.json', '.jsonl', '.geojson', '.csv'],
    inside: spec.inside,
  }
  const form = await formOf(file, wanted, run)
  if (form === 'csv') {
    yield* readCsv(file, spec, run)
    return
  }
  const { access, verify } = fieldAccess<object, Fields>('opendatasoft', fieldsOf, fieldsOf, geometryOf(spec.rows))
  const toRow = compileMapping(spec.rows, spec, access, { crs: 'EPSG:4326' })
  const numbering = { read: 0 }
  let announced = 0
  const member = (key: string, text: string) => {
    if (key === 'nhits' || key === 'total_count') announced = Number(text)
  }
  for await (const piece of openPieces(file, wanted, run)) {
    const path = form === 'list' ? [] : [form]
    const records = readRecords(piece, { kind: 'opendatasoft', path, member })
    yield* toRows<S, object, Fields>(records, toRow, access, run, numbering)
  }
  if (numbering.read < announced) throw cut(file.name, numbering.read, announced)
  verify(file.name)
}

type Form = 'list' | 'records' | 'results' | 'features' | 'csv'

/** How the answer is laid out, from its start: a list (or one record a line), a list in an object, or CSV. */
async function formOf(file: SourceFile, wanted: Wanted, run: Making): Promise<Form> {
  for await (const { chunks } of openPieces(file, wanted, run)) {
    const { head, chunks: rest } = await peek(chunks, 4096)
    await rest[Symbol.asyncIterator]().return?.()
    const start = Buffer.from(head)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
    if (/^\{\s*"type"\s*:\s*"FeatureCollection"|^\{[^{}[\]]*"features"\s*:\s*\[/.test(start)) return 'features'
    if (/^\{\s*"(total_count|results|links)"\s*:/.test(start)) return 'results'
    if (/^\{\s*"(nhits|parameters|records|facet_groups)"\s*:/.test(start)) return 'records'
    if (/^[[{]/.test(start)) return 'list'
    break
  }
  return 'csv'
}

/** The fields of a record: flat in v2.1 exports, under `fields` in v1 and `properties` in GeoJSON. */
function fieldsOf(record: object): Fields {
  const { fields, properties, recordid, geometry } = record as Fields
  if (isObject(fields) && recordid !== undefined) return { geometry, ...fields, recordid }
  return isObject(properties) ? { geometry, ...properties } : (record as Fields)
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const SHAPE_FIRST = ['geo_shape', 'geometry', 'geo_point_2d']
const POINT_FIRST = ['geo_point_2d', 'geometry', 'geo_shape']

function geometryOf(shape: Table): (record: object) => unknown {
  const column = Object.values(shape.columns).find((c) => c.column === 'geometry')
  const onlyPoints = column?.geometryTypes?.length === 1 && column.geometryTypes[0] === 'Point'
  const names = onlyPoints ? POINT_FIRST : SHAPE_FIRST
  return (record) => {
    const fields = fieldsOf(record)
    return fields[names.find((name) => fields[name] != null) ?? '']
  }
}

function cut(place: string, count: number, announced: number) {
  return problem(
    'opendatasoft.cut',
    place,
    {
      fr: `Le portail a coupé sa réponse : ${count} enregistrements sur ${announced}.`,
      en: `The portal cut its answer: ${count} records of ${announced}.`,
    },
    {
      remedy: {
        fr: 'Prenez l’adresse d’un export (`/exports/json`), qui n’a pas de limite.',
        en: 'Take the address of an export (`/exports/json`), which has no limit.',
      },
      facts: { count, announced },
    },
  )
}
