import type { AccessRequest } from '../../govern/index.ts'
import type { Bilingual } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import type { RequestTold } from '../json/shapes.ts'

/** A request as the API tells it. */
export function requestTold(deps: Deps, request: AccessRequest): RequestTold {
  const { until, asked, answered, ...rest } = request
  return {
    ...rest,
    title: titleOf(deps, request.dataset),
    asked: asked.toISOString(),
    until: until?.toISOString() ?? null,
    answered: answered?.toISOString() ?? null,
  }
}

/** What people call a dataset; its name when it is no longer there. */
export const titleOf = ({ chain }: Deps, dataset: string): Bilingual =>
  chain.graph.byName.get(dataset)?.title ?? { fr: dataset, en: dataset }
