import type { Node } from '../../kernel/index.ts'
import type { Chain, Materialization } from '../../pipeline/index.ts'
import type { Version } from '../json/shapes.ts'
import { keyOrNull } from './partitions.ts'

type Row = Materialization & { readonly current: boolean }

/** The versions of an asset that were made, newest first, and their number. `published` leaves out those never served. */
export async function readVersions(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  node: Node,
  { limit, offset, published = false }: { limit: number; offset: number; published?: boolean },
): Promise<{ total: number; items: Version[] }> {
  const of = [graph.territory.id, node.name, published]
  const [count] = await store.query<{ total: number }>(
    `select count(*)::int as total from materialization
     where territory = $1 and asset = $2 and (not $3 or state = 'published')`,
    of,
  )
  const rows = await store.query<Row>(
    `select m.*, c.materialization is not null as current
     from materialization m left join current_version c on c.materialization = m.id
     where m.territory = $1 and m.asset = $2 and (not $3 or m.state = 'published')
     order by m.id desc limit $4 offset $5`,
    [...of, limit, offset],
  )
  return { total: count!.total, items: rows.map((row) => describe(node, row)) }
}

function describe(node: Node, row: Row): Version {
  const { id, state, current, rows, bytes, object, run, code, fingerprint, parameters, account, footprint } = row
  return {
    id,
    partition: keyOrNull(node, row.partition),
    state,
    current,
    rows,
    bytes,
    object,
    mediaType: row.media_type,
    made: row.made.toISOString(),
    run,
    code,
    fingerprint,
    parameters,
    inputs: row.inputs.map(({ alias, asset, version, partitions }) => ({ alias, asset, version, partitions })),
    account,
    footprint,
  }
}
