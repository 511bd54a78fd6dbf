import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expireJobs, jobObjects } from './jobs/index.ts'
import { WRITERS_LOCK } from './recover.ts'
import type { Chain } from './types.ts'

/** What a collection removed. */
export interface Collected {
  readonly versions: number
  readonly objects: number
  /** Downloads of sources that no current version was read from. */
  readonly downloads: number
  readonly bytes: number
  /** Executions of processes whose results are kept no longer. */
  readonly jobs: number
}

/**
 * Keeps the last `keep` versions of each partition of each asset, of every territory of the store, and removes the others
 * with the objects that nothing names any more, and the jobs that ended longer ago than their retention. The current version always stays. Waits for the steps at work to end, and
 * holds back the next ones: an object just written is not named yet.
 */
export async function collectGarbage(chain: Pick<Chain, 'store' | 'lake' | 'home'>, keep: number): Promise<Collected> {
  const session = await chain.store.session()
  try {
    await session.query('select pg_advisory_lock($1, 0)', [WRITERS_LOCK])
    return await collect(chain, keep)
  } finally {
    await session.release()
  }
}

async function collect(
  { store, lake, home }: Pick<Chain, 'store' | 'lake' | 'home'>,
  keep: number,
): Promise<Collected> {
  const removed = await store.query(
    `delete from materialization where id in (
       select id from (
         select m.id, row_number() over (partition by m.territory, m.asset, m.partition order by c.materialization is null, m.id desc) as n
         from materialization m left join current_version c on c.materialization = m.id) ranked
       where n > $1)
       and id not in (select materialization from current_version)
     returning id`,
    [keep],
  )
  const kept = await store.query<{ hash: string }>(
    `select object as hash from materialization union select quarantine from materialization where quarantine is not null`,
  )
  const jobs = await expireJobs(store)
  const results = await jobObjects(store)
  const { removed: objects, bytes } = await lake.gc(new Set([...kept.map((row) => row.hash), ...results]))
  const known = await store.query<{ sha256: string }>('select sha256 from source_state')
  const downloads = await removeDownloads(join(home, 'sources'), new Set(known.map((row) => row.sha256)))
  return { versions: removed.length, objects, downloads, bytes, jobs }
}

/** Removes the downloads that are not known: one folder a content, and what a killed download left. */
async function removeDownloads(folder: string, known: ReadonlySet<string>): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const gone = names.filter((name) => !known.has(name))
  for (const name of gone) await rm(join(folder, name), { recursive: true, force: true })
  return gone.filter((name) => name !== 'incoming').length
}
