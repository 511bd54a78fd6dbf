import {
  type IndexRange,
  type InputTable,
  inputRanges,
  type Node,
  type Partition,
  partitionAt,
} from '../kernel/index.ts'
import type { TableFiles } from '../lake/index.ts'
import type { Sender } from '../store/index.ts'
import { digest } from './code.ts'
import { formatMultirange } from './ranges.ts'
import { gridReader } from './rasters.ts'
import { partitionsOf } from './state.ts'
import type { Chain, PinnedInput } from './types.ts'

/** The current version of one input, fixed for the time of a step. */
export interface Pinned extends PinnedInput {
  readonly node: Node
  readonly table: TableFiles
  readonly rows: number
  readonly keys: readonly (string | undefined)[]
}

/** The files behind the current version of an asset, in the order of partitions. */
export interface CurrentFiles {
  readonly version: number
  readonly files: readonly { partition: number; object: string; rows: number; bytes: number; made: Date }[]
}

/** Reads what is current of an asset, whole or in ranges of partitions, in their order. */
export async function currentFiles(
  tx: Sender,
  territory: string,
  asset: string,
  ranges?: readonly IndexRange[],
): Promise<CurrentFiles> {
  // One statement: the counter and the files are of the same moment.
  const rows = await tx.query<{
    version: number
    partition: number | null
    object: string
    rows: number
    bytes: number
    made: Date
  }>(
    `select s.version, m.partition, m.object, m.rows, m.bytes, m.made from asset_state s
     left join (current_version c join materialization m on m.id = c.materialization)
       on c.territory = s.territory and c.asset = s.asset and c.partition >= $3 and c.partition < $4
       and c.partition <@ $5::int8multirange
     where s.territory = $1 and s.asset = $2 order by m.partition`,
    [
      ...[territory, asset],
      // The bounds are found by the index, what is between ranges is left out after it.
      ranges?.[0]?.[0] ?? Number.MIN_SAFE_INTEGER,
      ranges?.at(-1)?.[1] ?? Number.MAX_SAFE_INTEGER,
      ranges ? formatMultirange(ranges) : '{(,)}',
    ],
  )
  const files = rows.flatMap(({ partition, object, rows, bytes, made }) =>
    partition === null ? [] : [{ partition, object, rows, bytes, made }],
  )
  return { version: rows[0]?.version ?? 0, files }
}

/** Pins the inputs that a partition of a node needs. */
export async function pinInputs(chain: Chain, node: Node, index: number): Promise<Pinned[]> {
  const pinned: Pinned[] = []
  for (const [alias, name] of Object.entries(node.inputs)) {
    const input = chain.graph.byName.get(name)!
    pinned.push(await pinInput(chain, alias, input, neededOf(node, index, input, chain.clock())))
  }
  return pinned
}

/** Pins what is current of an asset in ranges of its partitions. */
export async function pinInput(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  alias: string,
  node: Node,
  ranges?: readonly IndexRange[],
): Promise<Pinned> {
  const { version, files } = await currentFiles(store, graph.territory.id, node.name, ranges)
  return { ...pinFiles(alias, node, files), version }
}

/** Files of an asset as an input, whether published or not. */
export function pinFiles(
  alias: string,
  node: Node,
  files: readonly { partition: number; object: string; rows: number }[],
): Pinned {
  const hashes = files.map((f) => f.object)
  return {
    alias,
    asset: node.name,
    node,
    version: 0,
    partitions: files.length,
    content: hashes.length === 1 ? hashes[0]! : digest(hashes.join(',')),
    table: tableFiles(node, hashes),
    rows: files.reduce((sum, f) => sum + f.rows, 0),
    keys: files.map((f) => (node.partitions ? partitionAt(node.partitions, f.partition).key : undefined)),
  }
}

/** The files of a node as the lake reads them. Sources remember the number of each row. */
export function tableFiles(node: Node, hashes: readonly string[]): TableFiles {
  return { shape: node.rows, hashes, traced: node.source !== undefined }
}

/** The partitions of an input that a partition of a node is made from. */
export function neededOf(node: Node, index: number, input: Node, now: Date): IndexRange[] {
  if (!input.partitions) return [[0, 1]]
  return node.partitions
    ? inputRanges(node.partitions, index, input.partitions, now, node.margin)
    : [partitionsOf(input, now)]
}

/** The inputs as the code of an asset sees them. */
export function inputTables(chain: Chain, pinned: readonly Pinned[]): Record<string, InputTable> {
  const { lake } = chain
  return Object.fromEntries(
    pinned.map(({ alias, asset, node, table, rows, keys }): [string, InputTable] => {
      const input: InputTable = {
        name: asset,
        relation: asset,
        count: rows,
        files: table.hashes.map((hash, i) => ({ path: lake.path(hash), partition: keys[i] })),
        read: (options) => lake.read(table, options),
        all: () => Array.fromAsync(lake.read(table)).then((batches) => batches.flat()),
        grid: gridReader(lake, node, table),
      }
      return [alias, input]
    }),
  )
}

/** The partition of a node that a number stands for; undefined where it is not partitioned. */
export function partitionOf(node: Node, index: number): Partition | undefined {
  return node.partitions && partitionAt(node.partitions, index)
}
