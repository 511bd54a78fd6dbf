import { OrchestraError } from '../../kernel/index.ts'
import { ALIVE } from '../recover.ts'
import type { Chain } from '../types.ts'
import { JOB_CHANNEL } from './types.ts'

/** Times a job is begun: one that brings its worker down each time must not do so for ever. */
export const MOST_ATTEMPTS = 3

/** Gives the jobs whose worker died back to the others, or fails those that were begun too often. */
export async function recoverJobs({ store, graph, log }: Pick<Chain, 'store' | 'graph' | 'log'>): Promise<void> {
  const found = await store.query<{ id: string; state: string }>(
    `update job set worker = null, progress = 0, updated = now(),
       state = case when attempt < $2 then 'accepted' else 'failed' end,
       error = case when attempt < $2 then null else $3::jsonb end,
       finished = case when attempt < $2 then null else now() end
     where id in (
       select j.id from job j join worker w on w.id = j.worker
       where j.territory = $1 and j.state = 'running' and not ${ALIVE} for update of j skip locked)
     returning id, state`,
    [graph.territory.id, MOST_ATTEMPTS, JSON.stringify(workerLost)],
  )
  for (const { id, state } of found) log('job.orphan', { job: id, state })
  if (found.length) await store.query('select pg_notify($1, $2)', [JOB_CHANNEL, graph.territory.id])
}

const workerLost = new OrchestraError({
  code: 'job.worker-lost',
  say: {
    fr: `Le processus qui exécutait ce traitement s’est arrêté ${MOST_ATTEMPTS} fois.`,
    en: `The process that ran this job ended ${MOST_ATTEMPTS} times.`,
  },
  remedy: {
    fr: 'Restreignez les entrées, ou prévenez l’exploitant du service.',
    en: 'Narrow the inputs, or tell the operator of the service.',
  },
}).toJSON()
