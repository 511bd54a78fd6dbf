import type { DatabaseSync } from 'node:sqlite'
import { quoteName } from '../../../kernel/index.ts'

/** Makes the spatial index of a column, empty, and gives its name (GeoPackage 1.3, annex F.3). */
export function createIndex(db: DatabaseSync, table: string, column: string): string {
  const index = `rtree_${table}_${column}`
  db.exec(`CREATE VIRTUAL TABLE ${quoteName(index)} USING rtree(id, minx, maxx, miny, maxy)`)
  db.prepare('INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)').run(
    table,
    column,
    'gpkg_rtree_index',
    'http://www.geopackage.org/spec130/#extension_rtree',
    'write-only',
  )
  return index
}

/**
 * The triggers that keep the index true when somebody edits the file, made once the rows are in. They call ST_ functions that
 * GIS software brings.
 */
export function createTriggers(db: DatabaseSync, table: string, column: string, fid: string): void {
  const name = `rtree_${table}_${column}`
  const [index, rows, c, i] = [name, table, column, fid].map(quoteName)
  const full = (row: string) => `${row}.${c} NOTNULL AND NOT ST_IsEmpty(${row}.${c})`
  const empty = (row: string) => `${row}.${c} ISNULL OR ST_IsEmpty(${row}.${c})`
  const box = `NEW.${i}, ST_MinX(NEW.${c}), ST_MaxX(NEW.${c}), ST_MinY(NEW.${c}), ST_MaxY(NEW.${c})`
  const put = `INSERT OR REPLACE INTO ${index} VALUES (${box});`
  const drop = (ids: string) => `DELETE FROM ${index} WHERE id ${ids};`
  const sameRow = `OLD.${i} = NEW.${i}`
  const otherRow = `OLD.${i} != NEW.${i}`
  const trigger = (suffix: string, event: string, when: string, work: string) =>
    db.exec(`CREATE TRIGGER ${quoteName(`${name}_${suffix}`)} AFTER ${event} ON ${rows} WHEN ${when} BEGIN ${work} END`)
  trigger('insert', 'INSERT', `(${full('NEW')})`, put)
  trigger('update1', `UPDATE OF ${c}`, `${sameRow} AND (${full('NEW')})`, put)
  trigger('update2', `UPDATE OF ${c}`, `${sameRow} AND (${empty('NEW')})`, drop(`= OLD.${i}`))
  trigger('update3', 'UPDATE', `${otherRow} AND (${full('NEW')})`, `${drop(`= OLD.${i}`)} ${put}`)
  trigger('update4', 'UPDATE', `${otherRow} AND (${empty('NEW')})`, drop(`IN (OLD.${i}, NEW.${i})`))
  trigger('delete', 'DELETE', `OLD.${c} NOT NULL`, drop(`= OLD.${i}`))
}
