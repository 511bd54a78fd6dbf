import { quoteText } from '../../kernel/index.ts'
import { type Engine, rowsOf } from '../engine.ts'
import { type Physical, physicals } from './plain.ts'

/** A group of rows of a file. */
export interface Group {
  readonly rows: number
  readonly columns: ReadonlyMap<string, Placement>
}

/** Where a column of a group is in its file. */
export interface Placement {
  readonly type: Physical
  readonly start: number
  readonly size: number
}

/** Placements kept, those of the files read last: about 100 bytes each. */
const MOST_KEPT = 200_000

/** What the footers of Parquet files say, kept: files never change. */
export function openFooters(engine: Engine, most = MOST_KEPT) {
  const kept = new Map<string, readonly Group[]>()
  let size = 0
  const forget = (path: string): void => {
    size -= sizeOf(kept.get(path) ?? [])
    kept.delete(path)
  }
  return {
    /** The groups of rows of a file, in order. Throws RangeError when they are written in another way than the lake does. */
    async of(path: string): Promise<readonly Group[]> {
      const known = kept.get(path)
      if (known) {
        kept.delete(path)
        kept.set(path, known)
        return known
      }
      const groups = await readGroups(engine, path)
      // Another reader of the same file may have kept it meanwhile.
      forget(path)
      for (const oldest of kept.keys()) {
        if (size + sizeOf(groups) <= most) break
        forget(oldest)
      }
      kept.set(path, groups)
      size += sizeOf(groups)
      return groups
    },
  }
}

const sizeOf = (groups: readonly Group[]) => groups.reduce((sum, { columns }) => sum + columns.size, 0)

interface Chunk {
  readonly group: number
  readonly rows: number
  readonly name: string
  readonly type: string
  readonly compression: string
  readonly start: number
  readonly size: number
}

async function readGroups(engine: Engine, path: string): Promise<Group[]> {
  const chunks = (await engine.use((connection) =>
    rowsOf(
      connection,
      `SELECT row_group_id::DOUBLE AS "group", row_group_num_rows::DOUBLE AS rows, path_in_schema AS name, type, compression,
         coalesce(dictionary_page_offset, data_page_offset)::DOUBLE AS start, total_compressed_size::DOUBLE AS size
       FROM parquet_metadata(${quoteText(path)})`,
    ),
  )) as unknown as Chunk[]
  const groups: { rows: number; columns: Map<string, Placement> }[] = []
  for (const { group, rows, name, type, compression, start, size } of chunks) {
    if (compression !== 'ZSTD') throw new RangeError(`compression ${compression}`)
    groups[group] ??= { rows, columns: new Map() }
    // Columns of other types are not asked for.
    if (isPhysical(type)) groups[group].columns.set(name, { type, start, size })
  }
  return groups
}

const isPhysical = (type: string): type is Physical => (physicals as readonly string[]).includes(type)
