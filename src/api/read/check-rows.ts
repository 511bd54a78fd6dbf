import type { Node } from '../../kernel/index.ts'
import type { Chain, CheckResult as StoredResult } from '../../pipeline/index.ts'

/** A result, of one version or of all the current partitions together. */
export interface CheckRow extends StoredResult {
  readonly passed_in: number
  readonly failed_in: number
  readonly partition: number | null
}

/** What the store says of the checks of an asset. */
export interface CheckRows {
  readonly current: readonly CheckRow[]
  readonly refused: { readonly made: Date; readonly run: number | null; readonly partition: number } | undefined
  readonly results: readonly CheckRow[]
}

/** Reads what the checks of an asset found. */
export async function readCheckRows({ store, graph }: Pick<Chain, 'store' | 'graph'>, node: Node): Promise<CheckRows> {
  const of = [graph.territory.id, node.name]
  const current = await store.query<CheckRow>(
    `select r.rule, r.columns, r.severity, bool_and(r.passed) as passed, sum(r.bad)::bigint as bad,
       (array_agg(r.message order by r.materialization desc))[1] as message,
       coalesce((array_agg(r.sample order by r.materialization desc) filter (where not r.passed))[1], '[]') as sample,
       count(*) filter (where r.passed)::int as passed_in, count(*) filter (where not r.passed)::int as failed_in,
       (array_agg(c.partition order by r.materialization desc) filter (where not r.passed))[1] as partition
     from current_version c join check_result r on r.materialization = c.materialization
     where c.territory = $1 and c.asset = $2 group by r.ordinal, r.rule, r.columns, r.severity order by r.ordinal`,
    of,
  )
  const [refused] = await store.query<{ id: number; made: Date; run: number | null; partition: number }>(
    `select m.id, m.made, m.run, m.partition from asset_state s
     join materialization m on m.territory = s.territory and m.asset = s.asset and s.failed @> m.partition
     where s.territory = $1 and s.asset = $2 and m.state = 'refused' order by m.id desc limit 1`,
    of,
  )
  const results = refused
    ? await store.query<CheckRow>(
        `select rule, columns, severity, passed, bad, message, sample, passed::int as passed_in, (not passed)::int as failed_in,
           $2::bigint as partition
         from check_result where materialization = $1 order by ordinal`,
        [refused.id, refused.partition],
      )
    : []
  return { current, refused, results }
}
