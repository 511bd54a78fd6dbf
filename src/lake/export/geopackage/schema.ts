import type { DatabaseSync } from 'node:sqlite'
import { type ColumnType, type GeometryType, type Language, quoteName, type Table } from '../../../kernel/index.ts'
import { type Attribute, attributesOf } from '../attributes.ts'
import { crsName, crsWkt, epsgCode } from '../crs-wkt.ts'
import { commonType } from '../multi.ts'

// OGC GeoPackage 1.3 (12-128r17), with its extensions RTree (annex F.3) and Schema (annex F.9).

/** `application_id`: "GPKG". */
const APPLICATION = 0x47504b47
/** `user_version`: 1.3.0. */
const VERSION = 10300
/** The SRS number of what has none. */
const UNDEFINED_CARTESIAN = -1

const columnTypes: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'DATETIME',
  date: 'DATE',
  json: 'TEXT',
  geometry: 'TEXT',
}

/** The table of features (or of rows without geometry) and how its columns are called. */
export interface Layer {
  readonly table: string
  /** Number of the row: ours, whatever the columns of the shape. */
  readonly fid: string
  readonly attributes: readonly Attribute[]
  readonly geometry:
    | { readonly name: string; readonly srs: number; readonly type: GeometryType | undefined; readonly crs: string }
    | undefined
}

export function layerOf(shape: Table, primary: string | undefined): Layer {
  const names = new Set(Object.keys(shape.columns).map((name) => name.toLowerCase()))
  const fid = ['fid', 'ogc_fid', 'gpkg_fid'].find((name) => !names.has(name)) ?? `fid_${names.size}`
  const facts = primary === undefined ? undefined : shape.columns[primary]!
  const crs = facts?.crs ?? 'EPSG:4326'
  return {
    // Names that begin so are those of the standard and of SQLite.
    table: /^(gpkg|rtree|sqlite)_/i.test(shape.name) ? `t_${shape.name}` : shape.name,
    fid,
    attributes: attributesOf(shape),
    geometry:
      primary === undefined
        ? undefined
        : { name: primary, srs: srsOf(crs), type: commonType(facts!.geometryTypes ?? []), crs },
  }
}

const srsOf = (crs: string) => (crsWkt(crs, 'ogc') === undefined ? UNDEFINED_CARTESIAN : epsgCode(crs)!)

/** Makes the tables of the standard and that of the rows. */
export function createTables(db: DatabaseSync, layer: Layer): void {
  db.exec(`
    PRAGMA application_id = ${APPLICATION};
    PRAGMA user_version = ${VERSION};
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    CREATE TABLE gpkg_data_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
      constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
      CONSTRAINT gdc_tn UNIQUE (table_name, name));
    CREATE TABLE gpkg_data_column_constraints (
      constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
      max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
      CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));`)
  const srs = db.prepare('INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)')
  srs.run('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system')
  srs.run('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system')
  for (const crs of ['EPSG:4326', layer.geometry?.crs ?? 'EPSG:4326']) {
    const wkt = crsWkt(crs, 'ogc')
    if (wkt !== undefined) srs.run(crsName(crs), epsgCode(crs)!, 'EPSG', epsgCode(crs)!, wkt, null)
  }
  const { geometry } = layer
  const columns = [
    `${quoteName(layer.fid)} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL`,
    ...(geometry ? [`${quoteName(geometry.name)} ${geometryType(geometry.type)}`] : []),
    ...layer.attributes.map(
      ({ name, facts }) => `${quoteName(name)} ${columnTypes[facts.column]}${facts.nullable ? '' : ' NOT NULL'}`,
    ),
  ]
  db.exec(`CREATE TABLE ${quoteName(layer.table)} (${columns.join(', ')})`)
}

/** The name of a type; undefined stands for any. */
export const geometryType = (type: GeometryType | undefined): string => type?.toUpperCase() ?? 'GEOMETRY'

/** Says of each column its title, unit, description and kind of text. */
export function describeColumns(db: DatabaseSync, layer: Layer, language: Language): void {
  const extension = db.prepare('INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)')
  for (const name of ['gpkg_data_columns', 'gpkg_data_column_constraints'])
    extension.run(name, 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema', 'read-write')
  const insert = db.prepare('INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, ?, ?, NULL)')
  for (const { name, facts } of layer.attributes) {
    const unit = facts.unit ? ` (${facts.unit})` : ''
    const description = facts.description?.[language] ?? null
    insert.run(
      layer.table,
      name,
      `${facts.title[language]}${unit}`,
      description,
      facts.column === 'json' ? 'application/json' : null,
    )
  }
}
