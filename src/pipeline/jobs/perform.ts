import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { asOrchestraError, OrchestraError } from '../../kernel/index.ts'
import type { Offered, Performed } from '../processes/index.ts'
import { rasterWriter } from '../rasters.ts'
import type { Chain } from '../types.ts'
import { readJob } from './read.ts'
import { MOST_ATTEMPTS } from './recover.ts'
import type { Job } from './types.ts'

/** An execution lasts no longer. */
const MOST_MS = 600_000
const PROGRESS_EVERY_MS = 500

interface Stops {
  /** The worker ends: the job is for another. */
  readonly worker: AbortSignal
  /** Somebody dismissed the job. */
  readonly dismissed: AbortController
}

/** Runs one job and records how it ended. */
export async function performJob(
  chain: Chain,
  job: Job,
  offered: Offered | undefined,
  { worker, dismissed }: Stops,
  /** Milliseconds that it may last. */
  most = MOST_MS,
): Promise<void> {
  const { log } = chain
  // Dismissed between being taken and being heard of here.
  if ((await readJob(chain, job.id))?.state !== 'running') return
  const late = AbortSignal.timeout(most)
  const signal = AbortSignal.any([worker, dismissed.signal, late])
  log('job.start', { job: job.id, process: job.process, attempt: job.attempt })
  try {
    if (!offered) throw noSuchProcess(job.process)
    const done = await untilStopped(run(chain, job, offered, signal, dismissed), signal)
    await succeed(chain, job, done)
    log('job.done', { job: job.id, process: job.process })
  } catch (error) {
    if (dismissed.signal.aborted) return log('job.dismissed', { job: job.id })
    const failure = late.aborted ? tooLong(most) : asOrchestraError(error)
    const again = worker.aborted || (failure.retry === 'transient' && job.attempt < MOST_ATTEMPTS)
    await (again ? giveBack(chain, job, worker.aborted) : fail(chain, job, failure))
    log(again ? 'job.retry' : 'job.failed', { job: job.id, code: failure.code, cause: String(failure.cause ?? '') })
  }
}

async function run(
  chain: Chain,
  job: Job,
  offered: Offered,
  signal: AbortSignal,
  dismissed: AbortController,
): Promise<Performed> {
  const folder = join(chain.home, 'scratch', `job-${job.id}`)
  await mkdir(folder, { recursive: true })
  try {
    const progress = reporter(chain, job, dismissed)
    return await offered.perform(chain, job.inputs, {
      ...{ now: chain.clock(), territory: chain.graph.territory, signal, folder, progress },
      raster: rasterWriter(folder),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the work gives, unless it is told to stop: then it is waited for no longer, whatever it is doing. */
async function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    signal.removeEventListener('abort', stop)
    work.catch(() => {})
  }
}

/** Writes progress twice a second at most; a job that is not running any more was dismissed unheard. */
function reporter({ store, log }: Chain, job: Job, dismissed: AbortController) {
  let last = 0
  return (done: number, total?: number): void => {
    if (Date.now() - last < PROGRESS_EVERY_MS) return
    last = Date.now()
    const percent = total ? Math.min(99, Math.floor((100 * done) / total)) : job.progress
    store
      .query(`update job set progress = $2, updated = now() where id = $1 and state = 'running' returning id`, [
        job.id,
        percent,
      ])
      .then((rows) => rows.length === 0 && dismissed.abort())
      .catch((error) => log('job.progress', { job: job.id, error: String(error) }))
  }
}

async function succeed({ store }: Chain, job: Job, { results, reads, note }: Performed): Promise<void> {
  await store.query(
    `update job set state = 'successful', results = $2, reads = $3, note = $4, progress = 100, worker = null, finished = now(),
       updated = now() where id = $1 and state = 'running'`,
    [job.id, JSON.stringify(results), JSON.stringify(reads), note ? JSON.stringify(note) : null],
  )
}

async function fail({ store }: Chain, job: Job, failure: OrchestraError): Promise<void> {
  await store.query(
    `update job set state = 'failed', error = $2, worker = null, finished = now(), updated = now()
     where id = $1 and state = 'running'`,
    [job.id, JSON.stringify(failure)],
  )
}

/** Back to the queue. An attempt that was cut short by the end of its worker does not count. */
async function giveBack({ store }: Chain, job: Job, forgiven: boolean): Promise<void> {
  await store.query(
    `update job set state = 'accepted', worker = null, progress = 0, attempt = $2, updated = now()
     where id = $1 and state = 'running'`,
    [job.id, forgiven ? job.attempt - 1 : job.attempt],
  )
}

const noSuchProcess = (id: string) =>
  new OrchestraError({
    code: 'process.unknown',
    say: { fr: `Le traitement « ${id} » n’est plus offert.`, en: `The process '${id}' is no longer offered.` },
    place: id,
  })

const tooLong = (most: number) =>
  new OrchestraError({
    code: 'process.too-long',
    say: {
      fr: `Le traitement a été arrêté : il durait plus de ${most / 1000} secondes.`,
      en: `The execution was stopped: it lasted more than ${most / 1000} seconds.`,
    },
    remedy: { fr: 'Restreignez les entrées.', en: 'Narrow the inputs.' },
  })
