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

/** The files of a version of such a dataset, or the one of the partition asked for. Throws `api.bad-parameter`. */
export async function fileParts(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  { node, table, partitions }: Snapshot,
  key: string | undefined,
): Promise<readonly FilePart[]> {
  const hashes = new Map(partitions.map((partition, i) => [partition, table.hashes[i]!]))
  const wanted = node.partitions && key !== undefined ? [indexOf(node.partitions, key)] : partitions
  if (wanted.some((partition) => partition === undefined || !hashes.has(partition)))
    throw badParameter(
      'partition',
      `aucun des ${table.hashes.length} fichiers n’a cette clé`,
      `none of the ${table.hashes.length} files has that key`,
      {
        fr: `Par exemple : partition=${keyOf(node, partitions[0]!)} ; sans elle, tous les fichiers.`,
        en: `For example: partition=${keyOf(node, partitions[0]!)}; without it, all the files.`,
      },
    )
  const types = await store.query<{ object: string; media_type: string }>(
    'select distinct object, media_type from materialization where territory = $1 and asset = $2 and object = any ($3)',
    [graph.territory.id, node.name, [...hashes.values()]],
  )
  const typeOf = new Map(types.map(({ object, media_type }) => [object, media_type]))
  return (wanted as readonly number[]).map((partition) => {
    const hash = hashes.get(partition)!
    return {
      hash,
      mediaType: typeOf.get(hash) ?? 'application/octet-stream',
      ...(node.partitions && { key: keyOf(node, partition) }),
    }
  })
}

function indexOf(partitions: Partitions, key: string): IndexRange[0] | undefined {
  if (partitions.by === 'tile') {
    const [, column, row] = /^(\d{1,9})_(\d{1,9})$/.exec(key) ?? []
    // A column too far would be one of the next row.
    return Number(column) < partitions.columns ? Number(row) * partitions.columns + Number(column) : undefined
  }
  try {
    return indexOfKey(partitions.by, key)
  } catch {
    // Not the key of such a period: told with an example.
    return undefined
  }
}
