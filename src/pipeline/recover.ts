import { hostname } from 'node:os'
import type { Session, Store } from '../store/index.ts'
import type { Queue } from './queue.ts'
import type { Chain } from './types.ts'

/** First key of the advisory locks that living workers hold; the second is the worker's number. */
const WORKER_LOCK = 72630

/** Advisory lock (with 0) that steps share while they write to the lake, and that its garbage collector takes alone. */
export const WRITERS_LOCK = 72632

/** SQL: the worker `w` holds its lock, so its process is alive. */
export const ALIVE = `exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK} and l.objid = w.id
  and l.database = (select oid from pg_database where datname = current_database()))`

/** Makes this process a worker that others can see is alive: PostgreSQL frees the lock the moment the process dies. */
export async function registerWorker(session: Session): Promise<number> {
  const [row] = await session.query<{ id: number }>('insert into worker (pid, host) values ($1, $2) returning id', [
    process.pid,
    hostname(),
  ])
  await session.query('select pg_advisory_lock($1, $2)', [WORKER_LOCK, row!.id])
  return row!.id
}

/** Gives back to the queue the steps whose worker died. */
export async function requeueOrphans({ store, graph, log }: Chain, queue: Queue): Promise<number> {
  return store.transaction(async (tx) => {
    const orphans = await tx.query<{ id: number; asset: string }>(
      `update step set state = 'queued', worker = null, queued = now() where id in (
         select s.id from step s join worker w on w.id = s.worker
         where s.territory = $1 and s.state = 'running' and not ${ALIVE} for update of s skip locked)
       returning id, asset`,
      [graph.territory.id],
    )
    for (const { id, asset } of orphans) {
      log('step.orphan', { step: id, asset })
      await queue.send(tx, id)
    }
    return orphans.length
  })
}

/** Closes the runs that nobody is left to finish. What they made stays; the next run goes on from there. */
export async function retireDeadRuns({ store, graph }: Chain): Promise<void> {
  const [alive] = await store.query(`select 1 from worker w where ${ALIVE} limit 1`)
  if (alive) return
  await store.transaction(async (tx) => {
    await tx.query(
      `update step set state = 'cancelled', finished = now(), worker = null where territory = $1 and state in ('waiting', 'queued', 'running')`,
      [graph.territory.id],
    )
    await tx.query(`update run set state = 'abandoned', finished = now() where territory = $1 and state = 'running'`, [
      graph.territory.id,
    ])
  })
}

/** The workers that are alive now. */
export async function livingWorkers(store: Store): Promise<{ id: number; pid: number; host: string; started: Date }[]> {
  return store.query(`select id, pid, host, started from worker w where ${ALIVE} order by id`)
}
