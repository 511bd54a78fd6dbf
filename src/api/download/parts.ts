import { type IndexRange, indexOfKey, type Partitions } from '../../kernel/index.ts'
import type { Chain } from '../../pipeline/index.ts'
import { badParameter } from '../http/faults.ts'
import { keyOf } from '../read/partitions.ts'
import type { Snapshot } from '../read/snapshots.ts'

/** One file of a raster or file dataset. */
export interface FilePart {
  readonly hash: string
  readonly mediaType: string
  /** Key of its partition, where there are partitions. */
  readonly key?: string
}

/** The file of a dataset that is one, or of the partition asked for. Throws `api.bad-parameter`. */
export async function filePart(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  { node, table }: Snapshot,
  key: string | undefined,
): Promise<FilePart> {
  const partition = node.partitions ? indexOf(node.partitions, key) : 0
  const [found] =
    partition === undefined
      ? []
      : await store.query<{ object: string; media_type: string }>(
          `select m.object, m.media_type from current_version c join materialization m on m.id = c.materialization
           where c.territory = $1 and c.asset = $2 and c.partition = $3`,
          [graph.territory.id, node.name, partition],
        )
  if (found) return { hash: found.object, mediaType: found.media_type, ...(key !== undefined && { key }) }
  const [first] = await store.query<{ partition: number }>(
    'select min(partition) as partition from current_version where territory = $1 and asset = $2',
    [graph.territory.id, node.name],
  )
  const example = keyOf(node, first?.partition ?? 0)
  throw badParameter(
    'partition',
    `il faut la clé d’un des ${table.hashes.length} fichiers`,
    `the key of one of the ${table.hashes.length} files is needed`,
    {
      fr: `Par exemple : partition=${example}.`,
      en: `For example: partition=${example}.`,
    },
  )
}

function indexOf(partitions: Partitions, key: string | undefined): IndexRange[0] | undefined {
  if (key === undefined) return undefined
  if (partitions.by === 'tile') {
    const [, column, row] = /^(\d{1,9})_(\d{1,9})$/.exec(key) ?? []
    return column === undefined ? undefined : Number(row) * partitions.columns + Number(column)
  }
  try {
    return indexOfKey(partitions.by, key)
  } catch {
    // Not the key of such a period: told with an example.
    return undefined
  }
}
