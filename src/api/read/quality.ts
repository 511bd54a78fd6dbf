import { type DatasetRecord, type Evidence, judge, type Quality, readEvidence } from '../../catalogue/index.ts'
import { type QualityWeights, usualWeights } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'

/** What each criterion weighs here. */
const weightsOf = ({ chain }: Pick<Deps, 'chain'>): QualityWeights => ({
  ...usualWeights,
  ...chain.graph.territory.quality,
})

/** How well some datasets are described and kept, by identifier. */
export async function qualitiesOf(
  deps: Deps,
  records: readonly DatasetRecord[],
): Promise<ReadonlyMap<string, Quality>> {
  const { store, graph, clock } = deps.chain
  const evidence = await readEvidence(store, graph.territory.id, records)
  const summaries = records.some(({ origin }) => !origin) ? await deps.summaries() : undefined
  const [weights, now] = [weightsOf(deps), clock()]
  const ownEvidence = ({ id }: DatasetRecord): Evidence => ({
    repairs: summaries?.get(id)?.checks.warned ?? 0,
    isStale: false,
    links: { working: 0, broken: [] },
  })
  return new Map(
    records.map((record) => [record.id, judge(record, evidence.get(record.id) ?? ownEvidence(record), weights, now)]),
  )
}

/** One of them. */
export const qualityOf = async (deps: Deps, record: DatasetRecord): Promise<Quality> =>
  (await qualitiesOf(deps, [record])).get(record.id)!
