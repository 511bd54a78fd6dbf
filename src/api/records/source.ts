import type { DatasetRecord } from '../../catalogue/index.ts'
import { recordOf } from '../dcat/record.ts'
import type { Deps } from '../deps.ts'

/** What the source of a record says of it, or the asset it is made of: without what people say otherwise. */
export async function sourceRecord(deps: Deps, record: DatasetRecord): Promise<Readonly<Record<string, unknown>>> {
  const { store, graph } = deps.chain
  if (record.origin) {
    const [row] = await store.query<{ record: Record<string, unknown> }>(
      'select record from catalogue_record where territory = $1 and id = $2',
      [graph.territory.id, record.id],
    )
    return row?.record ?? {}
  }
  const node = graph.byName.get(record.id)!
  const summary = (await deps.summaries()).get(record.id)!
  return { ...(await recordOf(deps, node, summary, { kind: 'anonymous' })) }
}
