import { type Access, classOfRows, sensingName } from '../../govern/index.ts'
import type { Deps } from '../deps.ts'
import { datasetOf } from '../read/datasets.ts'

/** A dataset that access may be asked for, by its name. Throws `api.unknown-dataset`, naming the closest. */
export async function requestable(
  deps: Deps,
  name: string,
): Promise<{ readonly name: string; readonly access: Access }> {
  const observe = deps.sensorThings?.observe
  if (observe) {
    const known = await observe.registry.datasets(observe.store)
    const found = known.find(({ id }) => sensingName(id) === name)
    if (found) return { name, access: found.access }
  }
  const node = datasetOf(deps, name)
  return { name: node.name, access: classOfRows(deps.chain.graph, node) }
}
