import type { DatabaseSync } from 'node:sqlite'
import type { Bbox, Position } from '../../../kernel/index.ts'
import { flatBox, flatReader } from '../flat.ts'
import { blobWriter } from './geometry.ts'
import { openIndex } from './packed.ts'
import { createIndex, createTriggers } from './rtree.ts'
import { geometryType, type Layer } from './schema.ts'

type Dimensions = 'none' | '2d' | '3d' | 'both'

/** Whether positions must have a z: 0 forbids it, 1 demands it, 2 allows it. */
const zCodes: Readonly<Record<Dimensions, number>> = { none: 0, '2d': 0, '3d': 1, both: 2 }

/** What a layer says of its geometries: they are told to it as its rows come. */
export function openPlaces(
  db: DatabaseSync,
  { table, fid }: Layer,
  { name, srs, type }: NonNullable<Layer['geometry']>,
  move: ((position: Position) => Position) | undefined,
) {
  const index = openIndex(db, createIndex(db, table, name))
  const read = flatReader(move)
  const blobOf = blobWriter(srs, type)
  const extent: [...Bbox] = [Infinity, Infinity, -Infinity, -Infinity]
  let dimensions: Dimensions = 'none'
  return {
    /** The blob of the geometry of a row, valid until the next; its place is in the index and in the extent. */
    blob(wkb: Uint8Array | null, row: number): Uint8Array | null {
      if (!wkb) return null
      const found = read(wkb)
      const box = flatBox(found.flat)
      const own = found.flat.ordinates === 3 ? '3d' : '2d'
      dimensions = dimensions === 'none' || dimensions === own ? own : 'both'
      if (box) {
        index.add(row, box)
        grow(extent, box)
      }
      return blobOf(found, box)
    },
    /** To be called once all rows are in. */
    finish(): void {
      db.prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, 0)').run(
        ...[table, name, geometryType(type), srs, zCodes[dimensions]],
      )
      index.finish()
      createTriggers(db, table, name, fid)
      if (extent[0] <= extent[2])
        db.prepare('UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?').run(...extent)
    },
  }
}

function grow(extent: [...Bbox], [minx, miny, maxx, maxy]: Bbox): void {
  if (minx < extent[0]) extent[0] = minx
  if (miny < extent[1]) extent[1] = miny
  if (maxx > extent[2]) extent[2] = maxx
  if (maxy > extent[3]) extent[3] = maxy
}
