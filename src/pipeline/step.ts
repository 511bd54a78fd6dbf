import { asOrchestraError, type IndexRange, type Making, type Node, OrchestraError } from '../kernel/index.ts'
import type { Session } from '../store/index.ts'
import { digest, recipeOf } from './code.ts'
import { meter } from './footprint.ts'
import { partitionOf, pinInputs } from './inputs.ts'
import { materialize } from './materialize.ts'
import { completeEvent, failEvent, startEvent } from './openlineage.ts'
import { obtain, readSourceState } from './sources.ts'
import { earlierVersion, recordFootprint, stage } from './stage.ts'
import { markFailed, partitionsOf, readState } from './state.ts'
import { stepRanges } from './steps.ts'
import { confirm, swap } from './swap.ts'
import type { Task } from './task.ts'
import type { Account, Chain, Footprint, Step } from './types.ts'
import { verify } from './verify.ts'

/** How a step ended. A failure of one partition does not stop the others. */
export interface Outcome {
  readonly made: number
  readonly unchanged: number
  readonly account: Account | undefined
  readonly footprint: Footprint
  readonly failure: OrchestraError | undefined
}

/**
 * Brings the partitions of a step up to date, one by one: fetch, make, stage, check, swap. What is staged is not made again
 * after a kill, what is swapped is not touched again.
 */
export async function performStep(chain: Chain, step: Step, session: Session, signal: AbortSignal): Promise<Outcome> {
  const measure = meter(chain.lake.io)
  const tally = { made: 0, unchanged: 0, fetched: 0, account: undefined as Account | undefined }
  let failure: OrchestraError | undefined
  try {
    const node = chain.graph.byName.get(step.asset)!
    const recipe = recipeOf(node, new Map())
    for (const [from, to] of workOf(chain, node, step)) {
      for (let index = from; index < to && !signal.aborted; index++) {
        try {
          await locked(session, node.name, index, () => bringUpToDate(chain, step, node, recipe, index, signal, tally))
        } catch (error) {
          failure ??= asOrchestraError(error)
          await markFailed(chain.store, step.territory, step.asset, [index, index + 1])
        }
      }
    }
    if (signal.aborted) failure ??= stopped()
  } catch (error) {
    failure ??= asOrchestraError(error)
  }
  return { ...tally, footprint: measure(tally.fetched), failure }
}

/** A source asked at its address is asked for every partition that it may still change: an empty range means all. */
function workOf(chain: Chain, node: Node, step: Step): IndexRange[] {
  const ranges = stepRanges(step)
  return ranges.length ? ranges : [partitionsOf(node, chain.clock())]
}

/** Runs `work` while no other worker is at the same partition. */
async function locked(session: Session, asset: string, index: number, work: () => Promise<void>): Promise<void> {
  const key = BigInt.asIntN(64, BigInt(`0x${digest(`${asset} ${index}`)}`)).toString()
  await session.query('select pg_advisory_lock($1::bigint)', [key])
  try {
    await work()
  } finally {
    await session.query('select pg_advisory_unlock($1::bigint)', [key])
  }
}

async function bringUpToDate(
  chain: Chain,
  step: Step,
  node: Node,
  { recipe, code }: ReturnType<typeof recipeOf>,
  index: number,
  signal: AbortSignal,
  tally: { made: number; unchanged: number; fetched: number; account: Account | undefined },
): Promise<void> {
  const { store } = chain
  const state = await readState(store, step.territory, node.name)
  if (state?.recipe !== recipe) throw otherCode(node)
  const isFresh = state.fresh.some(([from, to]) => from <= index && index < to)
  if (isFresh && !node.source) {
    tally.unchanged++
    return
  }
  const partition = partitionOf(node, index)
  const watch = { signal, progress: reporter(chain, step) }
  const known = node.source && (await readSourceState(store, step.territory, node.name, index))
  const obtained = node.source && (await obtain(chain, node, partition, known, watch))
  tally.fetched += obtained?.fetched ?? 0
  if (isFresh && obtained?.state.sha256 === known?.sha256) {
    tally.unchanged++
    return confirm(chain, node, [index, index + 1], obtained?.state)
  }

  const pinned = await pinInputs(chain, node, index)
  const fingerprint = digest([recipe, obtained?.state.sha256 ?? '', ...pinned.map((p) => p.content)].join('|'))
  const task: Task = { node, index, key: partition?.key, recipe, code, pinned, fingerprint, step }
  const measure = meter(chain.lake.io)
  await chain.emit(startEvent(chain, task))
  try {
    const staged =
      (await earlierVersion(chain, task)) ??
      (await stage(chain, task, await materialize(chain, node, partition, pinned, obtained?.file, watch)))
    const checked = await verify(chain, task, staged, obtained?.file?.name ?? node.source?.address ?? node.name)
    await swap(chain, { ...task, materialization: checked.id, object: checked.object, source: obtained?.state })
    const footprint = measure(obtained?.fetched ?? 0)
    await recordFootprint(chain, checked.id, footprint)
    tally.made++
    tally.account = add(tally.account, checked.account)
    await chain.emit(completeEvent(chain, task, checked, footprint))
  } catch (error) {
    await chain.emit(failEvent(chain, task, asOrchestraError(error)))
    throw error
  }
}

/** Writes progress to the step at most twice a second, without holding up the work. */
function reporter(chain: Chain, step: Step): Making['progress'] {
  let last = 0
  return (done, total) => {
    if (Date.now() - last < 500) return
    last = Date.now()
    chain.log('step.progress', { asset: step.asset, done, ...(total !== undefined && { total }) })
    // Progress that cannot be written is not worth failing for; the next statement of the step meets the same trouble.
    chain.store
      .query('update step set progress = $2 where id = $1', [step.id, JSON.stringify({ done, total })])
      .catch(() => {})
  }
}

function add(a: Account | undefined, b: Account): Account {
  if (!a) return b
  return {
    read: a.read + b.read,
    published: a.published + b.published,
    merged: a.merged + b.merged,
    quarantined: a.quarantined + b.quarantined,
  }
}

const stopped = () =>
  new OrchestraError({
    code: 'step.stopped',
    say: { fr: 'L’exécution a été arrêtée.', en: 'The run was stopped.' },
    retry: 'transient',
  })

const otherCode = (node: Node) =>
  new OrchestraError({
    code: 'step.other-code',
    say: {
      fr: 'Ce processus n’a pas le même code que celui qui a planifié l’exécution.',
      en: 'This process does not have the code of the one that planned the run.',
    },
    remedy: {
      fr: 'Mettez tous les processus à la même version, puis relancez.',
      en: 'Bring all processes to one version, then run again.',
    },
    place: node.name,
  })
