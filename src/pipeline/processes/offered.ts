import { type Graph, OrchestraError } from '../../kernel/index.ts'
import { declaredProcesses } from './declared.ts'
import { echoProcess } from './echo.ts'
import type { Offered } from './types.ts'
import { whatIfProcesses } from './what-if.ts'

/**
 * The processes of a territory by id: those its packs declare, a what-if for each published asset of a pack with
 * parameters, and `echo`. Throws `process.twice` when two have one id.
 */
export function offeredProcesses(graph: Graph): ReadonlyMap<string, Offered> {
  const { use } = graph.territory
  const all = [
    ...use.flatMap((binding) => declaredProcesses(graph, binding)),
    ...use.flatMap((binding) => whatIfProcesses(graph, binding)),
    echoProcess,
  ]
  const byId = new Map<string, Offered>()
  for (const one of all) {
    if (byId.has(one.id))
      throw new OrchestraError({
        code: 'process.twice',
        say: { fr: 'Deux traitements portent ce nom.', en: 'Two processes have this name.' },
        place: one.id,
      })
    byId.set(one.id, one)
  }
  return byId
}
