import type { Session } from '../../store/index.ts'
import { offeredProcesses } from '../processes/index.ts'
import { registerWorker, WRITERS_LOCK } from '../recover.ts'
import type { Chain } from '../types.ts'
import { wakeOn } from '../wake.ts'
import { performJob } from './perform.ts'
import { recoverJobs } from './recover.ts'
import { DISMISS_CHANNEL, JOB_CHANNEL, JOB_COLUMNS, type Job } from './types.ts'

/** Jobs at once in one process: a short one need not wait for the end of a long one. */
const AT_ONCE = 2
const ORPHANS_EVERY_MS = 5000

interface JobWorkOptions {
  readonly signal: AbortSignal
  /** Milliseconds that one execution may last. */
  readonly most?: number
}

/** Does jobs until told to stop, beside the steps of runs. Any number of processes may do so on one store. */
export async function workJobs(chain: Chain, { signal, most }: JobWorkOptions): Promise<void> {
  const offered = offeredProcesses(chain.graph)
  const session = await chain.store.session()
  const running = new Map<string, AbortController>()
  try {
    const worker = await registerWorker(session)
    await session.listen(DISMISS_CHANNEL, (id) => running.get(id)?.abort())
    const wake = await wakeOn(session, JOB_CHANNEL)
    let orphansSought = 0
    const lane = async (): Promise<void> => {
      while (!signal.aborted) {
        if (Date.now() - orphansSought > ORPHANS_EVERY_MS) {
          orphansSought = Date.now()
          await recoverJobs(chain)
        }
        const dismissed = new AbortController()
        const job = await take(chain, worker)
        if (!job) {
          await wake(signal)
          continue
        }
        running.set(job.id, dismissed)
        await whileWriting(session, () =>
          performJob(chain, job, offered.get(job.process), { worker: signal, dismissed }, most),
        )
        running.delete(job.id)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
  } finally {
    // Closing a connection frees its locks a moment later: others must see at once that this worker is gone.
    await session.query('select pg_advisory_unlock_all()').catch(() => {})
    await session.release()
  }
}

/** Takes the job that has waited longest, if there is one. */
async function take({ store, graph }: Chain, worker: number): Promise<Job | undefined> {
  const [job] = await store.query<Job>(
    `update job set state = 'running', worker = $2, attempt = attempt + 1, started = coalesce(started, now()), updated = now()
     where id = (select id from job where territory = $1 and state = 'accepted' order by created, id
                 limit 1 for update skip locked)
     returning ${JOB_COLUMNS}`,
    [graph.territory.id, worker],
  )
  return job
}

/** Runs `work` while the objects it writes, not named yet, are out of reach of the garbage collector. */
async function whileWriting(session: Session, work: () => Promise<void>): Promise<void> {
  await session.query('select pg_advisory_lock_shared($1, 0)', [WRITERS_LOCK])
  try {
    await work()
  } finally {
    await session.query('select pg_advisory_unlock_shared($1, 0)', [WRITERS_LOCK])
  }
}
