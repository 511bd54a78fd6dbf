import { columnOfRole, sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import { type BoxIndex, bytesOfIndex, openBoxIndex } from './box-index.ts'
import type { Snapshot } from './snapshots.ts'

/** The indexes of the boxes of the versions asked for lately. */
export interface Boxes {
  /** That of a version; undefined while it is not made yet, or when it is not worth it or too large. */
  of(snapshot: Snapshot): BoxIndex | undefined
  /** Settled once the index of a version is made, if it is to be. */
  made(snapshot: Snapshot): Promise<void>
}

export interface BoxesOptions {
  /** Bytes of all the indexes kept: 64 MiB by default, which is 3.6 million points or 1.9 million lines and polygons. */
  readonly most?: number
  /** Rows below which there is none: 32,768 by default, two groups of rows, which DuckDB reads whole as fast. */
  readonly fewest?: number
}

const MOST = 64 * 2 ** 20
const FEWEST = 32_768

/** Opens the indexes. One is made at a time, aside: until then the files are asked. */
export function openBoxes(lake: Lake, { most = MOST, fewest = FEWEST }: BoxesOptions = {}): Boxes {
  const kept = new Map<string, BoxIndex>()
  const making = new Map<string, Promise<void>>()
  let bytes = 0

  const keep = (key: string, index: BoxIndex): void => {
    kept.set(key, index)
    bytes += index.bytes
    for (const [oldest, old] of kept) {
      if (bytes <= most) break
      kept.delete(oldest)
      bytes -= old.bytes
    }
  }
  const isWorthIt = ({ table, rows }: Snapshot) =>
    columnOfRole(table.shape, 'geometry') !== undefined &&
    rows >= fewest &&
    bytesOfIndex(rows, arePoints(table.shape)) <= most

  const made = async (snapshot: Snapshot): Promise<void> => {
    const key = keyOf(snapshot)
    if (kept.has(key) || !isWorthIt(snapshot)) return
    const known = making.get(key)
    if (known) return known
    const work = Promise.allSettled(making.values()).then(async () => keep(key, await makeIndex(lake, snapshot)))
    making.set(key, work)
    return work.finally(() => making.delete(key))
  }
  return {
    of(snapshot) {
      const key = keyOf(snapshot)
      const index = kept.get(key)
      if (index) {
        kept.delete(key)
        kept.set(key, index)
      } else {
        // Whoever asks next tries again, and is told of what is wrong with the files by reading them.
        made(snapshot).catch(() => {})
      }
      return index
    },
    made,
  }
}

const keyOf = ({ node, pin }: Snapshot) => `${node.name} ${pin}`

const arePoints = (shape: Snapshot['table']['shape']): boolean => {
  const types = shape.columns[columnOfRole(shape, 'geometry')!]!.geometryTypes ?? []
  return types.length === 1 && types[0] === 'Point'
}

async function makeIndex(lake: Lake, { table, rows }: Snapshot): Promise<BoxIndex> {
  const index = openBoxIndex(rows, arePoints(table.shape))
  const query = sql`select _position::DOUBLE, _bbox.xmin, _bbox.ymin, _bbox.xmax, _bbox.ymax from ${{ relation: 'data' }} where _bbox.xmin is not null`
  const data = { ...table, traced: false, positioned: true }
  for await (const batch of lake.stream(query, new Map([['data', data]])))
    for (let row = 0; row < batch.count; row++) {
      const at = (column: number) => batch.number(column, row)!
      index.put(at(0), [at(1), at(2), at(3), at(4)])
    }
  return index.finish()
}
