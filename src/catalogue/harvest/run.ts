import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asOrchestraError, type ErrorFacts, type Fetch, type Harvest, OrchestraError } from '../../kernel/index.ts'
import type { Store } from '../../store/index.ts'
import { apply, type Counts } from './apply.ts'
import { openAsk } from './ask.ts'
import { type Collection, collect, type HarvestLimits, harvestLimits } from './collect.ts'
import { harvesterOf } from './kinds.ts'
import { type HarvestRun, readHarvestRun } from './runs.ts'
import { lossOf, tooMuchLost } from './safeguard.ts'
import { sweepHarvestReports } from './sweep.ts'

/** What a harvest works with. */
export interface Harvesting {
  readonly store: Store
  readonly territory: string
  readonly fetch: Fetch
  readonly clock: () => Date
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly signal?: AbortSignal
  readonly limits?: Partial<HarvestLimits>
}

export interface HarvestOptions {
  /** List everything, even where the source can say what changed. */
  readonly full?: boolean
  /** Somebody looked: what is missing may go, however much it is. */
  readonly acceptLoss?: boolean
}

/** A source that can say what changed is listed whole at least this often (ms), for what has gone. */
const FULL_EVERY_MS = 7 * 86_400_000
/** Clocks differ, and a source may be slow to show what it took: what changed is asked from a little before (ms). */
const OVERLAP_MS = 3_600_000

/**
 * Harvests a source once, and gives what it came to. A run that fails or is stopped by its safeguard is kept with its explanation,
 * not thrown. Throws `harvest.running` when the same source is being harvested already.
 */
export async function harvest(work: Harvesting, source: Harvest, options: HarvestOptions = {}): Promise<HarvestRun> {
  const session = await work.store.session()
  try {
    const [lock] = await session.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [`harvest ${work.territory} ${source.id}`],
    )
    if (!lock!.taken) throw running(source.id)
    return await locked(work, source, options)
  } finally {
    await session.release()
  }
}

async function locked(work: Harvesting, source: Harvest, options: HarvestOptions): Promise<HarvestRun> {
  const { store, territory, clock, log } = work
  const at = clock()
  // Whoever left a run open is no more: it had the lock.
  await store.query(
    `update harvest_run set state = 'failed', ended = $3, error = $4 where territory = $1 and source = $2 and state = 'running'`,
    [territory, source.id, at, JSON.stringify(interrupted.toJSON())],
  )
  const harvester = harvesterOf(source.kind)
  const since = harvester.incremental && !options.full ? await sinceOf(work, source.id) : undefined
  const [row] = await store.query<{ id: number }>(
    `insert into harvest_run (territory, source, started, state, mode) values ($1, $2, $3, 'running', $4) returning id`,
    [territory, source.id, at, since ? 'changes' : 'full'],
  )
  const run = row!.id
  log('harvest.started', { source: source.id, run, mode: since ? 'changes' : 'full' })
  const folder = await mkdtemp(join(tmpdir(), 'orchestra-harvest-'))
  try {
    const ask = openAsk({
      fetch: work.fetch,
      address: source.address,
      folder,
      ...(work.signal && { signal: work.signal }),
    })
    const limits = { ...harvestLimits, ...work.limits }
    const collection = await collect({
      ...{ source, harvester, ask, since, folder, limits },
      ...(work.signal && { signal: work.signal }),
    })
    const archives = collection.complete && !since
    const loss = options.acceptLoss ? undefined : await lossOf(store, territory, source, collection, archives)
    if (loss) await end(work, run, collection, undefined, 'stopped', tooMuchLost(source, loss))
    else
      await store.transaction(async (tx) => {
        const counts = await apply(tx, { territory, source: source.id, run, at }, collection.file, archives)
        await end(
          { ...work, store: tx },
          run,
          collection,
          counts,
          collection.error ? 'failed' : 'done',
          collection.error,
        )
      })
  } catch (thrown) {
    const error = asOrchestraError(thrown)
    await store.query(`update harvest_run set state = 'failed', ended = $2, error = $3 where id = $1`, [
      run,
      clock(),
      JSON.stringify(error.toJSON()),
    ])
    work.signal?.throwIfAborted()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  await sweepHarvestReports(store, territory, source.id)
  const ended = (await readHarvestRun(store, territory, run))!
  log('harvest.ended', { source: source.id, run, state: ended.state, ...ended.counts })
  return ended
}

async function end(
  { store, clock }: Pick<Harvesting, 'clock'> & { readonly store: Pick<Store, 'query'> },
  run: number,
  { pages, announced, seen, notes }: Collection,
  counts: Counts | undefined,
  state: 'done' | 'stopped' | 'failed',
  error: ErrorFacts | undefined,
): Promise<void> {
  const { created = 0, changed = 0, unchanged = 0, archived = 0, refused = 0, repaired = 0 } = counts ?? {}
  await store.query(
    `update harvest_run set state = $2, ended = $3, pages = $4, announced = $5, seen = $6, created = $7, changed = $8,
       unchanged = $9, archived = $10, refused = $11, repaired = $12, notes = $13, error = $14 where id = $1`,
    [
      run,
      state,
      clock(),
      pages,
      announced !== undefined && announced < 2 ** 31 ? announced : null,
      seen.size,
      ...[created, changed, unchanged, archived, refused, repaired],
      JSON.stringify(notes),
      error ? JSON.stringify(error) : null,
    ],
  )
}

/** From when on what changed is asked; undefined when everything must be listed. */
async function sinceOf({ store, territory, clock }: Harvesting, source: string): Promise<Date | undefined> {
  const [last] = await store.query<{ started: Date | null; full: Date | null }>(
    `select max(started) as started, max(started) filter (where mode = 'full') as full
     from harvest_run where territory = $1 and source = $2 and state = 'done'`,
    [territory, source],
  )
  if (!last?.started || !last.full || clock().getTime() - last.full.getTime() >= FULL_EVERY_MS) return undefined
  return new Date(last.started.getTime() - OVERLAP_MS)
}

const running = (source: string) =>
  new OrchestraError({
    code: 'harvest.running',
    say: { fr: `La moisson « ${source} » est déjà en cours.`, en: `The harvest '${source}' is already running.` },
    remedy: {
      fr: 'Attendez qu’elle finisse : `orchestra harvest` montre où elle en est.',
      en: 'Wait for it to end: `orchestra harvest` shows where it is.',
    },
    place: source,
    retry: 'transient',
  })

const interrupted = new OrchestraError({
  code: 'harvest.interrupted',
  say: { fr: 'Le service s’est arrêté pendant la moisson.', en: 'The service stopped during the harvest.' },
  remedy: {
    fr: 'Rien n’a changé au catalogue : relancez-la.',
    en: 'Nothing changed in the catalogue: start it again.',
  },
})
