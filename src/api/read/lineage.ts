import { type Graph, type Node, selectNodes } from '../../kernel/index.ts'
import { impactOf } from '../../pipeline/index.ts'
import type { Lineage } from '../json/shapes.ts'
import { sourceFacts } from './describe.ts'
import type { Summary } from './summaries.ts'

/** Where the current version of an asset comes from, flat: each asset once, inputs first. */
export function lineageOf(graph: Graph, node: Node, summaries: ReadonlyMap<string, Summary>): Lineage {
  return {
    asset: node.name,
    nodes: selectNodes(graph, [node.name]).map((one) => {
      const { state, current } = summaries.get(one.name)!
      return {
        asset: one.name,
        title: one.title,
        kind: one.source ? 'source' : 'asset',
        published: one.publish !== undefined,
        source: sourceFacts(one),
        inputs: [...new Set(Object.values(one.inputs))],
        version: state?.version ?? 0,
        rows: current?.rows ?? 0,
        partitions: one.partitions ? (current?.partitions ?? 0) : 0,
        objects: [...(current?.objects ?? [])],
        made: current?.made.toISOString() ?? null,
        run: current?.run ?? null,
        code: current?.code ?? null,
        parameters: { ...(current?.parameters ?? one.parameters) },
      }
    }),
    downstream: impactOf({ graph }, node.name),
  }
}
