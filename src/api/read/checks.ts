import type { Decision } from '../../govern/index.ts'
import type { Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import type { CheckResult, Checks } from '../json/shapes.ts'
import { type CheckRow, readCheckRows } from './check-rows.ts'
import { keyOrNull } from './partitions.ts'

/**
 * What the checks of an asset found: over the version served, all partitions together, and in the last version made when it
 * was refused. Sample rows are given to those who may see the evidence.
 */
export async function readChecks(
  { chain, kept, summaries }: Pick<Deps, 'chain' | 'kept' | 'summaries'>,
  node: Node,
  decision: Decision,
): Promise<Checks> {
  const { key } = (await summaries()).get(node.name)!
  const { current, refused, results } = await kept.checks(`${node.name} ${key}`, () => readCheckRows(chain, node))
  const tell = (row: CheckRow): CheckResult => ({
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
