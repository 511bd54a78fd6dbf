import type { ErrorFacts, Graph, IndexRange, Node } from '../kernel/index.ts'
import type { Sender } from '../store/index.ts'
import type { Queue } from './queue.ts'
import { chunks, countIn, formatRange, parseMultirange } from './ranges.ts'
import { readStates, staleOf } from './state.ts'
import type { Account, Footprint, Step } from './types.ts'

/** Partitions in one step: small enough to share between workers, large enough that planning many stays cheap. */
const PARTITIONS_A_STEP = 500
/** Pieces that the tiles of an asset are cut in: a tile may take a minute, and the last piece is waited for by all but one worker. */
const PIECES_OF_TILES = 64

export const STEP_COLUMNS = `id, run, territory, asset, partitions::text, state, attempt, worker, started, finished, progress,
  made, unchanged, account, footprint, error`

/** The ranges a step has to make. */
export const stepRanges = (step: Step): IndexRange[] => parseMultirange(`{${step.partitions ?? ''}}`)

/**
 * Moves on the waiting steps of a run whose predecessors have all ended: skipped when nothing of them is stale, blocked when
 * an input never had a good version, else cut into pieces and queued. Call it in the transaction that ended a step.
 */
export async function release(tx: Sender, queue: Queue, graph: Graph, run: number, now: Date): Promise<void> {
  // One at a time: two workers ending the last two predecessors must not both look away.
  await tx.query('select 1 from run where id = $1 for update', [run])
  for (;;) {
    const ready = await tx.query<{ id: number; asset: string }>(
      `select id, asset from step s where run = $1 and state = 'waiting' and not exists (
         select 1 from step p where p.id = any (s.after_steps) and p.state in ('waiting', 'queued', 'running'))
       order by id`,
      [run],
    )
    if (ready.length === 0) break
    const states = await readStates(tx, graph.territory.id)
    for (const { id, asset } of ready) {
      const node = graph.byName.get(asset)
      const stale = node ? staleOf(node, states.get(asset), now) : []
      const missing = Object.values(node?.inputs ?? {}).filter((input) => (states.get(input)?.version ?? 0) === 0)
      if (missing.length) await end(tx, id, 'blocked', { error: blockedBy(missing) })
      else if (stale.length === 0 && node?.source === undefined) await end(tx, id, 'skipped')
      else await enqueue(tx, queue, id, chunks(stale, pieceOf(node, stale)))
    }
  }
  await tx.query(
    `update run set finished = now(), state = case when exists (
        select 1 from step where run = $1 and state in ('failed', 'blocked')) then 'failed' else 'done' end
     where id = $1 and state = 'running' and not exists (
        select 1 from step where run = $1 and state in ('waiting', 'queued', 'running'))`,
    [run],
  )
}

/** How many partitions of an asset make a step. */
function pieceOf(node: Node | undefined, stale: readonly IndexRange[]): number {
  if (node?.partitions?.by !== 'tile') return PARTITIONS_A_STEP
  return Math.min(PARTITIONS_A_STEP, Math.ceil(countIn(stale) / PIECES_OF_TILES))
}

/** Queues a step, cut in pieces; the steps after it wait for all the pieces. */
async function enqueue(tx: Sender, queue: Queue, id: number, pieces: readonly IndexRange[]): Promise<void> {
  const [first, ...more] = pieces
  await tx.query(`update step set state = 'queued', queued = now(), partitions = $2::int8range where id = $1`, [
    id,
    first ? formatRange(first) : 'empty',
  ])
  await queue.send(tx, id)
  if (more.length === 0) return
  const added = await tx.query<{ id: number }>(
    `insert into step (run, territory, asset, state, queued, partitions)
     select run, territory, asset, 'queued', now(), r from step, unnest($2::int8range[]) r where id = $1 returning id`,
    [id, more.map(formatRange)],
  )
  await tx.query('update step set after_steps = after_steps || $2::bigint[] where $1 = any (after_steps)', [
    id,
    added.map((row) => row.id),
  ])
  for (const step of added) await queue.send(tx, step.id)
}

/** What a step leaves behind when it ends. */
export interface Ending {
  readonly made?: number
  readonly unchanged?: number
  readonly account?: Account | undefined
  readonly footprint?: Footprint
  readonly error?: ErrorFacts | undefined
}

/** Ends a step. */
export async function end(
  tx: Sender,
  id: number,
  state: 'done' | 'skipped' | 'failed' | 'blocked',
  e: Ending = {},
): Promise<void> {
  await tx.query(
    `update step set state = $2, finished = now(), made = $3, unchanged = $4, account = $5, footprint = $6, error = $7
     where id = $1`,
    [id, state, e.made ?? 0, e.unchanged ?? 0, asJson(e.account), asJson(e.footprint), asJson(e.error)],
  )
}

const asJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value))

function blockedBy(inputs: readonly string[]): ErrorFacts {
  return {
    code: 'step.blocked',
    say: {
      fr: `Rien ne peut être fait tant que ces entrées n’ont aucune version : ${inputs.join(', ')}.`,
      en: `Nothing can be made while these inputs have no version: ${inputs.join(', ')}.`,
    },
    facts: { inputs },
  }
}
