import { OrchestraError } from '../../../kernel/index.ts'
import type { AggregateQuery, Aggregates } from '../../types.ts'
import { coldMonthsOf, reading, type Sources } from '../reading.ts'
import { edgesOf } from './steps.ts'
import { readStretch, stretchesOf } from './stretch.ts'
import { openTally } from './tally.ts'

// Numbers of one answer: a thousand datastreams by hour over six weeks.
const mostBuckets = 1_000_000

/**
 * Aggregates observations by datastream and step. Recent and old ones are read in one order and added by the same code: the
 * numbers are the same wherever the rows are. Throws `observe.bad-step`, `observe.too-many-steps`.
 */
export async function aggregate({ store, lake }: Sources, query: AggregateQuery): Promise<Aggregates> {
  const edges = edgesOf(query.step, query.from.getTime(), query.to.getTime())
  const datastreams = [...new Set(query.datastreams)].sort((a, b) => a - b)
  if (datastreams.length * edges.length > mostBuckets) throw tooMany(datastreams.length * edges.length)
  const tallies = new Map(datastreams.map((id) => [id, openTally(id, edges, query)]))
  await reading(store, async (tx) => {
    for (const stretch of stretchesOf(query, await coldMonthsOf(tx, query)))
      for await (const batch of readStretch(tx, lake, datastreams, stretch))
        for (const row of batch) tallies.get(row.datastream)!.add(row.start, row.number)
  })
  const ended = [...tallies.values()].map((tally) => tally.end())
  return { buckets: ended.flatMap((one) => one.buckets), gaps: ended.flatMap((one) => one.gaps) }
}

const tooMany = (buckets: number) =>
  new OrchestraError({
    code: 'observe.too-many-steps',
    say: {
      fr: `Cette question donnerait ${buckets} agrégats, plus que les ${mostBuckets} permis.`,
      en: `This query would give ${buckets} aggregates, more than the ${mostBuckets} allowed.`,
    },
    remedy: {
      fr: 'Demandez moins de Datastreams à la fois, une période plus courte ou un pas plus long.',
      en: 'Ask for fewer Datastreams at a time, a shorter period or a longer step.',
    },
    facts: { buckets, most: mostBuckets },
  })
