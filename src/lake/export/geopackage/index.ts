import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { columnOfRole, quoteName } from '../../../kernel/index.ts'
import { type Attribute, asText } from '../attributes.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared, RawRows } from '../prepare.ts'
import { fileBytes, inScratch } from '../scratch.ts'
import { openPlaces } from './places.ts'
import { createTables, describeColumns, type Layer, layerOf } from './schema.ts'

/**
 * Rows as a GeoPackage 1.3: one table of features with its spatial index, or of attributes where there is no geometry. It is
 * written to a file, then sent.
 */
export function geopackage(
  { shape, single }: Prepared,
  { scratch, about, language = 'fr', made = new Date() }: ExportOptions,
): AsyncIterable<Uint8Array> {
  return inScratch(scratch, async function* (folder) {
    const path = join(folder, 'table.gpkg')
    const layer = layerOf(shape, columnOfRole(shape, 'geometry'))
    // The index is written through the tables behind it, which SQLite otherwise protects.
    const db = new DatabaseSync(path, { defensive: false })
    try {
      // Nobody else sees the file, and a stopped export throws it away.
      db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN')
      createTables(db, layer)
      const contents = db.prepare(
        'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)',
      )
      contents.run(
        layer.table,
        layer.geometry ? 'features' : 'attributes',
        about?.title[language] ?? shape.name,
        about?.description?.[language] ?? '',
        made.toISOString(),
        layer.geometry?.srs ?? null,
      )
      describeColumns(db, layer, language)
      await insertRows(db, layer, single)
      db.exec('COMMIT')
    } finally {
      db.close()
    }
    yield* fileBytes(path)
  })
}

async function insertRows(db: DatabaseSync, layer: Layer, { rows, move }: RawRows): Promise<void> {
  const { table, fid, attributes, geometry } = layer
  const names = [fid, ...(geometry ? [geometry.name] : []), ...attributes.map(({ name }) => name)]
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const places = geometry && openPlaces(db, layer, geometry, move(geometry.name))
  let number = 0
  for await (const batch of rows)
    for (const row of batch) {
      number += 1
      const values = attributes.map((attribute) => sqliteValue(attribute, row[attribute.name]))
      if (places) insert.run(number, places.blob(row[geometry.name] as Uint8Array | null, number), ...values)
      else insert.run(number, ...values)
    }
  places?.finish()
}

function sqliteValue({ facts }: Attribute, value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' && facts.column !== 'json' ? value : asText(facts, value)
}
