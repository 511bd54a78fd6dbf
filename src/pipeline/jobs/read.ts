import type { Chain } from '../types.ts'
import { JOB_COLUMNS, type Job } from './types.ts'

/** Which jobs of a list. */
interface JobFilter {
  /** Access classes that whoever asks may read. */
  readonly access: readonly string[]
  /** Processes whose jobs of restricted data whoever asks may read too. */
  readonly readable?: readonly string[]
  /** Processes whose jobs anybody may find. Those of others are found by who asked for them. */
  readonly shown: readonly string[]
  /** Whoever asks, as jobs name their creator. Absent for somebody who cannot be told from others. */
  readonly asker?: string
  readonly processes?: readonly string[]
  readonly states?: readonly string[]
  /** Created from and until, both included. */
  readonly from?: Date
  readonly to?: Date
  /** Seconds that the execution has lasted. */
  readonly minDuration?: number
  readonly maxDuration?: number
  readonly limit: number
  readonly offset: number
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A job by its id, whoever may read it; undefined when there is none. */
export async function readJob({ store, graph }: Pick<Chain, 'store' | 'graph'>, id: string): Promise<Job | undefined> {
  if (!UUID.test(id)) return undefined
  const [job] = await store.query<Job>(`select ${JOB_COLUMNS} from job where territory = $1 and id = $2`, [
    graph.territory.id,
    id,
  ])
  return job
}

/** The jobs that a filter lets pass, newest first, and how many there are in all. */
export async function readJobs(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  {
    access,
    readable = [],
    shown,
    asker,
    processes,
    states,
    from,
    to,
    minDuration,
    maxDuration,
    limit,
    offset,
  }: JobFilter,
): Promise<{ jobs: Job[]; total: number }> {
  const rows = await store.query<Job & { total: number }>(
    `select ${JOB_COLUMNS}, count(*) over ()::int as total from job
     where territory = $1 and listed and (access = any ($2) or (access = 'restricted' and process = any ($11)))
       and (process = any ($12) or creator = $13)
       and ($3::text[] is null or process = any ($3)) and ($4::text[] is null or state = any ($4))
       and ($5::timestamptz is null or created >= $5) and ($6::timestamptz is null or created <= $6)
       and ($7::float8 is null or extract(epoch from coalesce(finished, now()) - started) >= $7)
       and ($8::float8 is null or extract(epoch from coalesce(finished, now()) - started) <= $8)
     order by created desc, id limit $9 offset $10`,
    [
      ...[graph.territory.id, access, processes ?? null, states ?? null, from ?? null, to ?? null],
      ...[minDuration ?? null, maxDuration ?? null, limit, offset, readable, shown, asker ?? null],
    ],
  )
  return { jobs: rows.map(({ total: _, ...job }) => job), total: rows[0]?.total ?? 0 }
}
