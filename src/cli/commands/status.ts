import { countIn, partitionsOf, readStates, staleOf } from '../../pipeline/index.ts'
import type { Call } from '../args.ts'
import { columns, formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { isFile } from '../watch.ts'
import { words } from '../words.ts'

/** `orchestra status`: every asset, whether it is up to date, its rows and its age. */
export async function status({ options }: Call): Promise<number> {
  const { language } = options
  const house = await openHouse(options, () => {})
  try {
    const { store, graph, clock } = house.chain
    const now = clock()
    const states = await readStates(store, graph.territory.id)
    const rows = await store.query<{ asset: string; rows: number; bytes: number; made: Date }>(
      `select c.asset, sum(m.rows)::bigint as rows, sum(m.bytes)::bigint as bytes, max(m.made) as made
       from current_version c join materialization m on m.id = c.materialization where c.territory = $1 group by c.asset`,
      [graph.territory.id],
    )
    const current = new Map(rows.map((row) => [row.asset, row]))
    const assets = graph.nodes.map((node) => {
      const state = states.get(node.name)
      const stale = countIn(staleOf(node, state, now))
      const all = countIn([partitionsOf(node, now)])
      const made = current.get(node.name)
      return {
        asset: node.name,
        kind: node.source ? 'source' : node.kind,
        state: made ? (stale ? 'stale' : 'fresh') : 'never',
        version: state?.version ?? 0,
        partitions: node.partitions ? { all, stale } : undefined,
        failed: countIn(state?.failed ?? []),
        rows: made?.rows ?? 0,
        bytes: made?.bytes ?? 0,
        made: made?.made,
      } as const
    })
    if (options.json) {
      console.log(JSON.stringify({ territory: graph.territory.id, assets }))
      return 0
    }
    const f = formats(language)
    const w = (word: keyof typeof words) => words[word][language]
    const lines = assets.map((a) => [
      a.asset,
      a.failed ? w('failed') : w(a.state),
      String(a.version),
      isFile(graph.byName.get(a.asset)) ? '' : f.count(a.rows),
      a.partitions ? `${a.partitions.all - a.partitions.stale}/${a.partitions.all}` : '',
      a.made ? f.moment(a.made) : '',
    ])
    console.log(
      columns([w('asset'), w('state'), `${w('version')}>`, `${w('rows')}>`, `${w('partitions')}>`, w('made')], lines),
    )
    return 0
  } finally {
    await house.close()
  }
}
