import type { Node } from '../../kernel/index.ts'
import { type Chain, Quarantined } from '../../pipeline/index.ts'
import type { QuarantinePage } from '../json/shapes.ts'
import { keyOrNull } from './partitions.ts'

/** A page of the rows set aside in the version served, in the order of partitions, and their number. */
export async function readQuarantine(
  { store, lake, graph }: Pick<Chain, 'store' | 'lake' | 'graph'>,
  node: Node,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; items: QuarantinePage['items'] }> {
  const sets = await store.query<{ partition: number; quarantine: string; count: number }>(
    `select c.partition, m.quarantine, (m.account->>'quarantined')::bigint as count
     from current_version c join materialization m on m.id = c.materialization
     where c.territory = $1 and c.asset = $2 and m.quarantine is not null order by c.partition`,
    [graph.territory.id, node.name],
  )
  const items: QuarantinePage['items'] = []
  let skip = offset
  for (const { partition, quarantine, count } of sets) {
    if (items.length >= limit) break
    if (skip >= count) {
      skip -= count
      continue
    }
    const table = { shape: Quarantined, hashes: [quarantine] }
    for await (const rows of lake.read(table, { offset: skip, limit: limit - items.length }))
      for (const { place, reason_fr, reason_en, raw } of rows)
        items.push({
          partition: keyOrNull(node, partition),
          place: String(place),
          reason: { fr: String(reason_fr), en: String(reason_en) },
          raw,
        })
    skip = 0
  }
  return { total: sets.reduce((sum, set) => sum + set.count, 0), items }
}
