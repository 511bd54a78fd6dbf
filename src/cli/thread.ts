import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { dueNow, impactOf, startRun, work, workJobs } from '../pipeline/index.ts'
import type { Options } from './args.ts'
import { keepCrew } from './crew.ts'
import { harvestWhenDue } from './harvests.ts'
import { checkLinksWhenDue } from './links.ts'
import { logLine } from './log-line.ts'
import { type House, openHouse } from './open.ts'

const LOOK_AT_SCHEDULE_EVERY_MS = 20_000
/** Held by the one process that plans: several `serve` on one store must not plan twice. */
const SCHEDULER_LOCK = 72631

const stop = new AbortController()
parentPort?.on('message', () => stop.abort())
const options = workerData as Options
const house = await openHouse(options, logLine)
const crew = keepCrew(house.chain, options)
try {
  await Promise.all([
    work(house.chain, house.queue, { signal: stop.signal }),
    workJobs(house.chain, { signal: stop.signal }),
    plan(house, stop.signal),
    harvestWhenDue(house, stop.signal),
    checkLinksWhenDue(house, stop.signal),
  ])
} finally {
  await crew.close()
  await house.close()
  parentPort?.close()
}

/** Starts a run whenever a schedule says so. */
async function plan({ chain, queue }: House, signal: AbortSignal): Promise<void> {
  const session = await chain.store.session()
  try {
    while (!signal.aborted) {
      const [lock] = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1, 0) as mine', [
        SCHEDULER_LOCK,
      ])
      if (lock?.mine) {
        const due = await dueNow(chain)
        // What is made from a due asset follows it; the other sources are not asked for that.
        const wanted = [...new Set([...due, ...due.flatMap((name) => impactOf(chain, name))])]
        if (due.length) await startRun(chain, queue, { wanted, trigger: 'schedule', ask: new Set(due) })
        await session.query('select pg_advisory_unlock($1, 0)', [SCHEDULER_LOCK])
      }
      await sleep(LOOK_AT_SCHEDULE_EVERY_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    await session.release()
  }
}
