import { classOfEvidence, decide, type Viewer } from '../../govern/index.ts'
import type { Node } from '../../kernel/index.ts'
import type { CheckResult as StoredResult } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import type { CheckResult, Checks } from '../json/shapes.ts'
import { keyOrNull } from './partitions.ts'

interface Row extends StoredResult {
  readonly passed_in: number
  readonly failed_in: number
  readonly partition: number | null
}

/**
 * What the checks of an asset found: over the version served, all partitions together, and in the last version made when it
 * was refused. Sample rows are given to those who may see them.
 */
export async function readChecks({ chain }: Pick<Deps, 'chain'>, node: Node, viewer: Viewer): Promise<Checks> {
  const { store, graph } = chain
  const territory = graph.territory.id
  const decision = decide({ access: classOfEvidence(graph, node) }, viewer)
  const tell = (row: Row): CheckResult => ({
    rule: row.rule,
    columns: [...row.columns],
    severity: row.severity,
    passed: row.passed,
    bad: row.bad,
    message: row.message,
    sample: decision.allowed ? [...row.sample] : [],
    partitions: { passed: row.passed_in, failed: row.failed_in },
    partition: row.partition === null ? null : keyOrNull(node, row.partition),
  })
  const current = await store.query<Row>(
    `select r.rule, r.columns, r.severity, bool_and(r.passed) as passed, sum(r.bad)::bigint as bad,
       (array_agg(r.message order by r.materialization desc))[1] as message,
       coalesce((array_agg(r.sample order by r.materialization desc) filter (where not r.passed))[1], '[]') as sample,
       count(*) filter (where r.passed)::int as passed_in, count(*) filter (where not r.passed)::int as failed_in,
       (array_agg(c.partition order by r.materialization desc) filter (where not r.passed))[1] as partition
     from current_version c join check_result r on r.materialization = c.materialization
     where c.territory = $1 and c.asset = $2 group by r.ordinal, r.rule, r.columns, r.severity order by r.ordinal`,
    [territory, node.name],
  )
  const [refused] = await store.query<{ id: number; made: Date; run: number | null; partition: number }>(
    `select m.id, m.made, m.run, m.partition from asset_state s
     join materialization m on m.territory = s.territory and m.asset = s.asset and s.failed @> m.partition
     where s.territory = $1 and s.asset = $2 and m.state = 'refused' order by m.id desc limit 1`,
    [territory, node.name],
  )
  const results = refused
    ? await store.query<Row>(
        `select rule, columns, severity, passed, bad, message, sample, passed::int as passed_in, (not passed)::int as failed_in,
           $2::bigint as partition
         from check_result where materialization = $1 order by ordinal`,
        [refused.id, refused.partition],
      )
    : []
  return {
    asset: node.name,
    current: current.map(tell),
    refused: refused
      ? {
          made: refused.made.toISOString(),
          partition: keyOrNull(node, refused.partition),
          run: refused.run,
          results: results.map(tell),
        }
      : null,
    withheld: decision.allowed ? null : decision.reason,
  }
}
