import { PgBoss } from 'pg-boss'
import type { Sender, Store } from '../store/index.ts'

/** Where steps wait to be done: pg-boss on the same PostgreSQL, so that a step and its job change in one transaction. */
export interface Queue {
  send(tx: Sender, step: number, delaySeconds?: number): Promise<void>
  /** Takes one job, if there is one. */
  take(): Promise<{ job: string; step: number } | undefined>
  done(job: string): Promise<void>
  close(): Promise<void>
}

/** Heard when a step becomes ready: workers need not poll for it. */
export const STEP_CHANNEL = 'orchestra_step'

/** Opens the queue of a territory: a worker only takes the steps of the graph it knows. */
export async function openQueue(store: Store, territory: string): Promise<Queue> {
  const name = `step-${territory}`
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => ({ rows: await store.query(text, values) }) },
    schema: 'orchestra_jobs',
    supervise: false,
    schedule: false,
  })
  // Its own errors are those of its background tasks; what we call throws at the call.
  boss.on('error', () => {})
  await boss.start()
  // A step may last for hours; a dead worker is noticed by its lock, not by this limit.
  await boss.createQueue(name, { expireInSeconds: 86_400, retryLimit: 0, deleteAfterSeconds: 3600 })
  return {
    async send(tx, step, delaySeconds = 0) {
      const db = { executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.query(text, values) }) }
      await boss.send(name, { step }, { db, ...(delaySeconds > 0 && { startAfter: Math.ceil(delaySeconds) }) })
      await tx.query('select pg_notify($1, $2)', [STEP_CHANNEL, territory])
    },
    async take() {
      const [job] = await boss.fetch<{ step: number }>(name, { batchSize: 1 })
      return job && { job: job.id, step: job.data.step }
    },
    async done(job) {
      await boss.complete(name, job)
    },
    close: () => boss.stop({ graceful: false, close: false }),
  }
}
