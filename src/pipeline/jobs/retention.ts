import type { Sender } from '../../store/index.ts'

/** Days that a job and its results are kept once it has ended. */
export const RETENTION_DAYS = 7

/** Removes the jobs that ended longer ago than the retention, of every territory of the store; gives their number. */
export async function expireJobs(store: Sender): Promise<number> {
  const gone = await store.query(
    `delete from job where finished < now() - make_interval(days => $1)
       or (not listed and created < now() - interval '1 day') returning id`,
    [RETENTION_DAYS],
  )
  return gone.length
}

/** The objects of the lake that results of jobs are. */
export async function jobObjects(store: Sender): Promise<string[]> {
  const rows = await store.query<{ hash: string }>(
    `select distinct one.value ->> 'object' as hash from job, json_each(coalesce(results, '{}')) as one
     where one.value -> 'object' is not null`,
  )
  return rows.map((row) => row.hash)
}
