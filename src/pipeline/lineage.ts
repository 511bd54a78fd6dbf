import { type Node, partitionAt } from '../kernel/index.ts'
import type { Chain, Materialization } from './types.ts'

/** Where the current version of an asset comes from, and so on up to the sources. */
export interface Lineage {
  readonly asset: string
  readonly title: Node['title']
  readonly kind: 'source' | 'asset'
  /** Address and date of a source. */
  readonly source?: {
    readonly address: string
    readonly snapshot?: string
    readonly producer: string
    readonly dated: string
  }
  readonly version: number
  readonly rows: number
  readonly partitions: number
  readonly made: Date | undefined
  readonly run: number | undefined
  readonly code: string | undefined
  readonly parameters: Readonly<Record<string, number>>
  readonly objects: readonly string[]
  /** Names already described elsewhere in the tree are given without their own inputs. */
  readonly inputs: readonly Lineage[]
}

/** The tree of an asset's current version. */
export async function lineageOf(chain: Pick<Chain, 'store' | 'graph'>, name: string): Promise<Lineage> {
  const { store, graph } = chain
  const rows = await store.query<Materialization & { version: number }>(
    `select s.version, m.* from asset_state s
     join current_version c on c.territory = s.territory and c.asset = s.asset
     join materialization m on m.id = c.materialization
     where s.territory = $1 order by m.partition`,
    [graph.territory.id],
  )
  const byAsset = Map.groupBy(rows, (row) => row.asset)
  const told = new Set<string>()
  const tell = (asset: string): Lineage => {
    const node = graph.byName.get(asset)!
    const versions = byAsset.get(asset) ?? []
    const last = versions.toSorted((a, b) => b.id - a.id)[0]
    const first = !told.has(asset)
    told.add(asset)
    return {
      asset,
      title: node.title,
      kind: node.source ? 'source' : 'asset',
      ...(node.source && { source: sourceFacts(node) }),
      version: last?.version ?? 0,
      rows: versions.reduce((sum, v) => sum + v.rows, 0),
      partitions: node.partitions ? versions.length : 0,
      made: last?.made,
      run: last?.run ?? undefined,
      code: last?.code,
      parameters: last?.parameters ?? {},
      objects: versions.map((v) => v.object),
      inputs: first ? Object.values(node.inputs).map(tell) : [],
    }
  }
  return tell(name)
}

function sourceFacts(node: Node): NonNullable<Lineage['source']> {
  const { address, snapshot, producer, dated } = node.source!
  return { address, producer, dated, ...(snapshot && { snapshot }) }
}

/** The key people know a partition by. */
export const keyOf = (node: Node, index: number) =>
  node.partitions ? partitionAt(node.partitions, index).key : undefined
