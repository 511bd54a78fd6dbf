import { asOrchestraError } from '../kernel/index.ts'
import type { Sender, Session } from '../store/index.ts'
import type { Queue } from './queue.ts'
import { STEP_CHANNEL } from './queue.ts'
import { registerWorker, requeueOrphans, WRITERS_LOCK } from './recover.ts'
import { performStep } from './step.ts'
import { end, release, STEP_COLUMNS } from './steps.ts'
import type { Chain, Step } from './types.ts'
import { wakeOn } from './wake.ts'

const ORPHANS_EVERY_MS = 5000
const MAX_ATTEMPTS = 4
/** First delay before a transient failure is tried again; doubled each time. */
const BACK_OFF_S = 2

export interface WorkOptions {
  readonly signal: AbortSignal
  /** Asked between steps: true ends the loop. */
  readonly until?: () => Promise<boolean>
}

/** Does steps, one at a time, until told to stop. Any number of processes may run it on one store. */
export async function work(chain: Chain, queue: Queue, { signal, until }: WorkOptions): Promise<void> {
  const session = await chain.store.session()
  try {
    const worker = await registerWorker(session)
    const wake = await wakeOn(session, STEP_CHANNEL)
    let orphansSought = Date.now()
    while (!signal.aborted && !(await until?.())) {
      if (Date.now() - orphansSought > ORPHANS_EVERY_MS) {
        await requeueOrphans(chain, queue)
        orphansSought = Date.now()
      }
      const job = await queue.take()
      if (job) await perform(chain, queue, session, worker, job, signal)
      else await wake(signal)
    }
  } finally {
    // Closing a connection frees its locks a moment later: others must see at once that this worker is gone.
    await session.query('select pg_advisory_unlock_all()').catch(() => {})
    await session.release()
  }
}

async function perform(
  chain: Chain,
  queue: Queue,
  session: Session,
  worker: number,
  job: { job: string; step: number },
  signal: AbortSignal,
): Promise<void> {
  const { store, log } = chain
  const [step] = await store.query<Step>(
    `update step set state = 'running', worker = $2, attempt = attempt + 1, started = coalesce(started, now()), error = null
     where id = $1 and state = 'queued' returning ${STEP_COLUMNS}`,
    [job.step, worker],
  )
  // Another worker took it, or its run was closed: the job is spent.
  if (!step) return queue.done(job.job)

  log('step.start', { asset: step.asset, step: step.id, attempt: step.attempt })
  await session.query('select pg_advisory_lock_shared($1, 0)', [WRITERS_LOCK])
  const outcome = await performStep(chain, step, session, signal)
  await session.query('select pg_advisory_unlock_shared($1, 0)', [WRITERS_LOCK])
  const failure = outcome.failure && asOrchestraError(outcome.failure)
  const again =
    failure !== undefined && (signal.aborted || (failure.retry === 'transient' && step.attempt < MAX_ATTEMPTS))
  await store.transaction(async (tx) => {
    if (again)
      await tryAgain(tx, queue, step, failure.toJSON(), signal.aborted ? 0 : BACK_OFF_S * 2 ** (step.attempt - 1))
    else {
      const state = failure ? 'failed' : outcome.made > 0 ? 'done' : 'skipped'
      await end(tx, step.id, state, { ...outcome, error: failure?.toJSON() })
      await release(tx, queue, chain.graph, step.run, chain.clock())
    }
  })
  await queue.done(job.job)
  log(again ? 'step.retry' : failure ? 'step.failed' : 'step.done', {
    asset: step.asset,
    step: step.id,
    made: outcome.made,
    ...(failure && { code: failure.code, error: failure.message, cause: String(failure.cause ?? '') }),
  })
}

async function tryAgain(tx: Sender, queue: Queue, step: Step, error: object, delay: number): Promise<void> {
  await tx.query(`update step set state = 'queued', worker = null, error = $2 where id = $1`, [
    step.id,
    JSON.stringify(error),
  ])
  await queue.send(tx, step.id, delay)
}
