import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../kernel/index.ts'
import type { Chain } from '../types.ts'
import type { Subscriber } from './calls.ts'
import { readJob } from './read.ts'
import { DISMISS_CHANNEL, JOB_CHANNEL, JOB_COLUMNS, type Job } from './types.ts'

/** Jobs that wait for a worker: more are refused, so that nobody can fill the queue for all. */
const MOST_WAITING = 100

interface NewJob extends Pick<Job, 'process' | 'access' | 'creator' | 'listed' | 'inputs' | 'request'> {
  readonly subscriber?: Subscriber | undefined
}

/** Asks workers for an execution. Throws `process.busy` when too many wait already. */
export async function createJob({ store, graph }: Pick<Chain, 'store' | 'graph'>, job: NewJob): Promise<Job> {
  const territory = graph.territory.id
  return store.transaction(async (tx) => {
    const [waiting] = await tx.query<{ count: number }>(
      `select count(*)::int as count from job where territory = $1 and state = 'accepted'`,
      [territory],
    )
    if (waiting!.count >= MOST_WAITING) throw busy()
    const [made] = await tx.query<Job>(
      `insert into job (territory, process, access, creator, listed, inputs, request)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${JOB_COLUMNS}`,
      [
        ...[territory, job.process, job.access, job.creator, job.listed],
        ...[JSON.stringify(job.inputs), JSON.stringify(job.request)],
      ],
    )
    const { origin, addresses = {} } = job.subscriber ?? {}
    for (const [event, address] of Object.entries(addresses))
      await tx.query('insert into job_call (job, event, address, origin) values ($1, $2, $3, $4)', [
        ...[made!.id, event, address, origin],
      ])
    await tx.query('select pg_notify($1, $2)', [JOB_CHANNEL, territory])
    return made!
  })
}

/** Waits until a job has ended, for so long at most or until told, and gives it as it is then. */
export async function awaitJob(
  chain: Pick<Chain, 'store' | 'graph'>,
  id: string,
  ms: number,
  signal?: AbortSignal,
): Promise<Job> {
  const until = Date.now() + ms
  for (let nap = 5; ; nap = Math.min(100, nap * 1.5)) {
    const job = (await readJob(chain, id))!
    const left = until - Date.now()
    if (isOver(job) || left <= 0 || signal?.aborted) return job
    await sleep(Math.min(nap, left))
  }
}

/** A job that nothing more will happen to. */
export const isOver = ({ state }: Job): boolean => state !== 'accepted' && state !== 'running'

/** Shows to others a job whose answer somebody waits for no longer. */
export async function listJob({ store }: Pick<Chain, 'store'>, id: string): Promise<void> {
  await store.query('update job set listed = true where id = $1', [id])
}

/** Forgets a job that was answered at once. */
export async function forgetJob({ store }: Pick<Chain, 'store'>, id: string): Promise<void> {
  await store.query('delete from job where id = $1 and not listed', [id])
}

/** Stops a job that has not ended, and drops the results of one that has. Its worker hears of it. */
export async function dismissJob({ store, graph }: Pick<Chain, 'store' | 'graph'>, id: string): Promise<Job> {
  return store.transaction(async (tx) => {
    const [job] = await tx.query<Job>(
      `update job set state = 'dismissed', results = null, finished = coalesce(finished, now()), updated = now()
       where territory = $1 and id = $2 returning ${JOB_COLUMNS}`,
      [graph.territory.id, id],
    )
    await tx.query('select pg_notify($1, $2)', [DISMISS_CHANNEL, id])
    return job!
  })
}

const busy = () =>
  new OrchestraError({
    code: 'process.busy',
    say: { fr: 'Trop de traitements attendent déjà leur tour.', en: 'Too many executions are waiting already.' },
    remedy: { fr: 'Réessayez dans quelques minutes.', en: 'Try again in a few minutes.' },
    facts: { waiting: MOST_WAITING },
    retry: 'transient',
  })
