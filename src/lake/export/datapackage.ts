import { createHash } from 'node:crypto'
import { type ColumnFacts, type ColumnType, type Language, licences, type Table } from '../../kernel/index.ts'
import { csvLines } from './csv.ts'
import type { ExportAbout, ExportOptions } from './options.ts'
import { pointColumn, positionNames } from './points.ts'
import type { Prepared } from './prepare.ts'
import { fileStem } from './scratch.ts'
import { type ZipEntry, zipped } from './zip.ts'

// Frictionless Data Package 1.0 with Table Schema 1.0: what its validators read today.

/** Types of Table Schema. JSON values may be of any type; geometries are WKT. */
const fieldTypes: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  instant: 'datetime',
  date: 'date',
  json: 'any',
  geometry: 'string',
}

/** Rows as a zip: a CSV, and `datapackage.json` that describes it. Written as it is sent. */
export function datapackage(
  prepared: Prepared,
  { about, positions, language = 'fr', made }: ExportOptions,
): AsyncGenerator<Uint8Array> {
  const { shape } = prepared
  const path = `${fileStem(shape)}.csv`
  const hash = createHash('sha256')
  let bytes = 0
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of csvLines(prepared, positions)) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: path, content: measured() }
    const resource = {
      name: fileStem(shape).toLowerCase(),
      path,
      ...{ profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
      ...{ bytes, hash: `sha256:${hash.digest('hex')}` },
      schema: tableSchema(shape, positions, language),
    }
    yield { name: 'datapackage.json', content: [JSON.stringify(descriptor(shape, about, resource, language), null, 2)] }
  }
  return zipped(entries(), made)
}

function descriptor(shape: Table, about: ExportAbout | undefined, resource: object, language: Language) {
  const licence = about?.licence && licences[about.licence]
  return {
    profile: 'tabular-data-package',
    name: fileStem(shape).toLowerCase(),
    title: about?.title[language] ?? shape.name,
    ...(about?.description && { description: about.description[language] }),
    ...(licence && { licenses: [{ name: about.licence, title: licence.title, path: licence.url }] }),
    ...(about?.producer && { contributors: [{ title: about.producer, role: 'publisher' }] }),
    ...(about?.sources?.length && {
      sources: about.sources.map(({ title, address }) => ({
        title: title[language],
        ...(address?.startsWith('http') && { path: address }),
      })),
    }),
    // The period it describes is no property of the standard, which allows others.
    ...(about?.dated && { temporal: about.dated }),
    resources: [resource],
  }
}

/** The Table Schema of the CSV. `unit` (UCUM) and `crs` are ours: the standard allows properties of others. */
function tableSchema(shape: Table, positions: ExportOptions['positions'], language: Language) {
  const point = positions === 'wkt' ? undefined : pointColumn(shape)
  const places = point
    ? positionNames(shape, point).map((name) => ({ name, type: 'number', crs: shape.columns[point]!.crs }))
    : []
  const fields = Object.entries(shape.columns)
    .filter(([name]) => positions !== 'lonlat' || name !== point)
    .map(([name, facts]) => field(name, facts, language))
  return { fields: [...places, ...fields], ...(shape.key.length > 0 && { primaryKey: shape.key }), missingValues: [''] }
}

function field(name: string, facts: ColumnFacts, language: Language) {
  const { column, title, description, unit, nullable, crs } = facts
  return {
    name,
    type: fieldTypes[column],
    title: title[language],
    ...(description && { description: description[language] }),
    ...(unit && { unit }),
    ...(column === 'geometry' && { crs, rdfType: 'http://www.opengis.net/ont/geosparql#wktLiteral' }),
    // An empty text reads as a missing value: a text is never said to be required.
    ...(!nullable && column !== 'text' && { constraints: { required: true } }),
  }
}
