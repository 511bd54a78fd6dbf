import type { ErrorFacts } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Counts } from './apply.ts'
import type { HarvestNote } from './collect.ts'
import type { Finding } from './findings.ts'

/** A harvest of a source, once. */
export interface HarvestRun {
  readonly id: number
  readonly source: string
  readonly started: Date
  readonly ended: Date | null
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  readonly mode: 'full' | 'changes'
  readonly pages: number
  readonly announced: number | null
  readonly seen: number
  readonly counts: Counts
  readonly notes: readonly HarvestNote[]
  readonly error: ErrorFacts | null
}

const columns = `id, source, started, ended, state, mode, pages, announced, seen, notes, error, json_build_object('created', created,
  'changed', changed, 'unchanged', unchanged, 'archived', archived, 'refused', refused, 'repaired', repaired) as counts`

/** The runs of a territory, or of one of its sources, the latest first. */
export async function listHarvestRuns(
  tx: Sender,
  territory: string,
  {
    source,
    limit,
    offset = 0,
  }: { readonly source?: string | undefined; readonly limit: number; readonly offset?: number },
): Promise<{ readonly items: HarvestRun[]; readonly total: number }> {
  const where = 'territory = $1 and ($2::text is null or source = $2)'
  const [counted] = await tx.query<{ total: number }>(`select count(*) as total from harvest_run where ${where}`, [
    territory,
    source ?? null,
  ])
  const items = await tx.query<HarvestRun>(
    `select ${columns} from harvest_run where ${where} order by id desc limit $3 offset $4`,
    [territory, source ?? null, limit, offset],
  )
  return { items, total: counted!.total }
}

export async function readHarvestRun(tx: Sender, territory: string, id: number): Promise<HarvestRun | undefined> {
  const [run] = await tx.query<HarvestRun>(`select ${columns} from harvest_run where territory = $1 and id = $2`, [
    territory,
    id,
  ])
  return run
}

/** What became of a record in a run. */
export interface RecordReport {
  readonly external: string
  readonly dataset: string
  readonly title: string
  readonly outcome: 'created' | 'changed' | 'restored' | 'archived' | 'refused'
  readonly errors: readonly Finding[]
  readonly repairs: readonly Finding[]
}

/** The reports of a run, in the order of identifiers: of one outcome, or with one code. */
export async function listReports(
  tx: Sender,
  run: number,
  asked: {
    readonly outcome?: RecordReport['outcome'] | undefined
    readonly code?: string | undefined
    readonly limit: number
    readonly offset?: number
  },
): Promise<{ readonly items: RecordReport[]; readonly total: number }> {
  const { outcome, code, limit, offset = 0 } = asked
  const where = `run = $1 and ($2::text is null or outcome = $2)
    and ($3::jsonb is null or errors @> $3::jsonb or repairs @> $3::jsonb)`
  const values = [run, outcome ?? null, code ? JSON.stringify([{ code }]) : null]
  const [counted] = await tx.query<{ total: number }>(
    `select count(*) as total from harvest_report where ${where}`,
    values,
  )
  const items = await tx.query<RecordReport>(
    `select external, dataset, title, outcome, errors, repairs from harvest_report where ${where}
     order by external limit $4 offset $5`,
    [...values, limit, offset],
  )
  return { items, total: counted!.total }
}

/** A source as it stands: its records, and its last run. */
export interface SourceState {
  readonly source: string
  readonly active: number
  readonly archived: number
  readonly refused: number
  /** Of the active ones, those that were mended, and those whose last version cannot be used. */
  readonly repaired: number
  readonly stale: number
}

export const sourceStates = (tx: Sender, territory: string): Promise<SourceState[]> =>
  tx.query<SourceState>(
    `select source, count(*) filter (where state = 'active') as active, count(*) filter (where state = 'archived') as archived,
       count(*) filter (where state = 'refused') as refused,
       count(*) filter (where state = 'active' and errors = '[]' and repairs <> '[]') as repaired,
       count(*) filter (where state = 'active' and errors <> '[]') as stale
     from catalogue_record where territory = $1 group by source order by source`,
    [territory],
  )
