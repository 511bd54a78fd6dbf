import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Bbox, columnOfRole, type Geometry, quoteName } from '../../../kernel/index.ts'
import type { Row } from '../../types.ts'
import { WkbWriter } from '../../wkb.ts'
import { type Attribute, asText } from '../attributes.ts'
import { asType } from '../multi.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { fileBytes, inScratch } from '../scratch.ts'
import { geometryBlob } from './geometry.ts'
import { openIndex } from './packed.ts'
import { createIndex, createTriggers } from './rtree.ts'
import { createTables, describeColumns, geometryType, type Layer, layerOf } from './schema.ts'

/**
 * Rows as a GeoPackage 1.3: one table of features with its spatial index, or of attributes where there is no geometry. It is
 * written to a file, then sent.
 */
export function geopackage(
  { shape, rows }: Prepared,
  { scratch, about, language = 'fr' }: ExportOptions,
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
        'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)',
      )
      contents.run(
        layer.table,
        layer.geometry ? 'features' : 'attributes',
        about?.title[language] ?? shape.name,
        about?.description?.[language] ?? '',
        layer.geometry?.srs ?? null,
      )
      describeColumns(db, layer, language)
      await insertRows(db, layer, rows)
      db.exec('COMMIT')
    } finally {
      db.close()
    }
    yield* fileBytes(path)
  })
}

async function insertRows(db: DatabaseSync, layer: Layer, batches: AsyncIterable<Row[]>): Promise<void> {
  const { table, fid, attributes, geometry } = layer
  const names = [fid, ...(geometry ? [geometry.name] : []), ...attributes.map(({ name }) => name)]
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const index = geometry && openIndex(db, createIndex(db, table, geometry.name))
  const writer = new WkbWriter()
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  let number = 0
  let dimensions: 'none' | '2d' | '3d' | 'both' = 'none'
  for await (const batch of batches)
    for (const row of batch) {
      number += 1
      const values = attributes.map((attribute) => sqliteValue(attribute, row[attribute.name]))
      if (!geometry) {
        insert.run(number, ...values)
        continue
      }
      const own = row[geometry.name] as Geometry | null
      const value = own && asType(own, geometry.type)
      writer.end = 0
      const type = value === null ? '' : writer.write(value)
      insert.run(number, value === null ? null : geometryBlob(writer, value.type, geometry.srs), ...values)
      if (value !== null) dimensions = withDimension(dimensions, type.endsWith(' Z'))
      if (value === null || Number.isNaN(writer.minx)) continue
      index!.add(number, writer)
      grow(extent, writer)
    }
  if (!geometry) return
  // 0 forbids a z, 1 demands it, 2 allows it.
  const z = { none: 0, '2d': 0, '3d': 1, both: 2 }[dimensions]
  db.prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, 0)').run(
    table,
    geometry.name,
    geometryType(geometry.type),
    geometry.srs,
    z,
  )
  index!.finish()
  createTriggers(db, table, geometry.name, fid)
  if (extent[0] <= extent[2])
    db.prepare('UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?').run(...extent)
}

function withDimension(known: 'none' | '2d' | '3d' | 'both', isZ: boolean): '2d' | '3d' | 'both' {
  const found = isZ ? '3d' : '2d'
  return known === 'none' || known === found ? found : 'both'
}

function grow(extent: [...Bbox], { minx, miny, maxx, maxy }: WkbWriter): void {
  if (minx < extent[0]) extent[0] = minx
  if (miny < extent[1]) extent[1] = miny
  if (maxx > extent[2]) extent[2] = maxx
  if (maxy > extent[3]) extent[3] = maxy
}

function sqliteValue({ facts }: Attribute, value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' && facts.column !== 'json' ? value : asText(facts, value)
}
