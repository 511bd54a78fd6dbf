import { classOfRows } from '../../govern/index.ts'
import type { ColumnFacts, Node } from '../../kernel/index.ts'
import { isSynthetic } from '../../kernel/index.ts'
import { nextMoment } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import type { AssetSummary, Column } from '../json/shapes.ts'
import { partitionState } from './partitions.ts'
import type { Summary } from './summaries.ts'

/** An asset as the API tells it. */
export function describeAsset({ chain }: Pick<Deps, 'chain'>, node: Node, summary: Summary): AssetSummary {
  const { graph, clock } = chain
  const now = clock()
  const { state, current, checks } = summary
  const partitions = partitionState(node, state, now)
  return {
    name: node.name,
    title: node.title,
    ...(node.description && { description: node.description }),
    kind: node.kind,
    source: sourceFacts(node),
    pack: node.pack ?? null,
    inputs: Object.entries(node.inputs).map(([alias, asset]) => ({ alias, asset })),
    outputs: graph.nodes.filter((other) => Object.values(other.inputs).includes(node.name)).map((other) => other.name),
    published: node.publish !== undefined,
    access: classOfRows(graph, node),
    state: stateOf(summary, partitions),
    partitions,
    version: state?.version ?? 0,
    rows: current?.rows ?? 0,
    bytes: current?.bytes ?? 0,
    made: current?.made.toISOString() ?? null,
    checked: state?.checked?.toISOString() ?? null,
    checks,
    quarantined: current?.account.quarantined ?? 0,
    account: current?.account ?? null,
    schedule: node.schedule
      ? { ...node.schedule, next: nextMoment(node, graph.territory.timezone, now)?.toISOString() ?? null }
      : null,
    footprint: current?.footprint ?? null,
  }
}

/** One word for an asset: what an operator looks at first. */
function stateOf(
  { state, running }: Summary,
  { stale, failed }: { readonly stale: number; readonly failed: number },
): AssetSummary['state'] {
  if (running) return 'running'
  if (failed > 0) return 'failed'
  if (!state || state.version === 0) return 'never'
  return stale > 0 ? 'stale' : 'fresh'
}

/** What is said of a source; null for what is made from others. */
export function sourceFacts({ source }: Node): AssetSummary['source'] {
  if (!source) return null
  const { address, producer, dated, licence, connector } = source
  return { address: isSynthetic(source) ? 'synthetic:' : address, producer, dated, licence, connector }
}

/** The columns of an asset in words. */
export function describeColumns(node: Node): Column[] {
  return Object.entries(node.rows.columns).map(([name, column]) => {
    const { column: type, title, description, unit, role, nullable, crs, geometryTypes } = column as ColumnFacts
    return {
      name,
      type,
      title,
      ...(description && { description }),
      ...(unit && { unit }),
      ...(role && { role }),
      nullable,
      ...(crs && { crs }),
      ...(geometryTypes && { geometryTypes: [...geometryTypes] }),
    }
  })
}
