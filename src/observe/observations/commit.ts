import { OrchestraError } from '../../kernel/index.ts'
import type { Sender, Store } from '../../store/index.ts'
import type { Heard, ObservationInput, Written } from '../types.ts'
import type { BatchWritten } from './batch.ts'

// Rows of one transaction: enough that its fixed cost (one flush of the disk) is small, few enough that nobody waits long.
const most = 10_000
// Rows that may wait for their turn, some seconds of work: beyond, whoever sends must slow down.
const mostWaiting = 500_000
// How long the first of a quiet moment waits for others to join (milliseconds).
const window = 2
// While the database works on a transaction the next one is made ready and sent, if it is worth it.
const lanes = 2
const worthALane = 1_000
// Of a batch that met a deletion or a compaction.
const attempts = 4

interface Call {
  readonly batch: readonly ObservationInput[]
  done(written: Written): void
  failed(error: unknown): void
}

/** Writes of many callers, a transaction for all that wait. */
interface GroupCommit {
  write(batch: readonly ObservationInput[]): Promise<Written>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

type Write = (tx: Sender, batch: readonly ObservationInput[]) => Promise<BatchWritten>

/** Opens the one queue of writes of this process. `heard` is told what each transaction committed. */
export function openGroupCommit(store: Store, write: Write, heard: Heard): GroupCommit {
  const waiting: Call[] = []
  let rows = 0
  let active = 0
  let ended = Promise.withResolvers<void>()

  const drain = async (): Promise<void> => {
    if (active === 1) await new Promise((resolve) => setTimeout(resolve, window))
    while (waiting.length > 0) await commit(take())
    // In the same breath as the last look: a call that comes next starts a new drain.
    active--
    if (active > 0) return
    ended.resolve()
    ended = Promise.withResolvers()
  }

  /** The next calls that fit one transaction: one at least. */
  const take = (): Call[] => {
    let size = waiting[0]!.batch.length
    let calls = 1
    while (calls < waiting.length && size + waiting[calls]!.batch.length <= most) size += waiting[calls++]!.batch.length
    rows -= size
    return waiting.splice(0, calls)
  }

  const commit = async (calls: Call[]): Promise<void> => {
    const done = await committed(calls.flatMap((call) => call.batch)).catch((error: unknown) => ({ error }))
    if (!('error' in done)) {
      shareOut(calls, done)
      if (done.added.length > 0) heard(done.added.map(({ observation }) => observation))
    } else if (calls.length === 1 || done.error instanceof OrchestraError) {
      for (const call of calls) call.failed(done.error)
    } else {
      // The database refused something of one of them: alone, each gets what it deserves.
      for (const call of calls) await commit([call])
    }
  }

  const committed = async (batch: readonly ObservationInput[]): Promise<BatchWritten> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.transaction((tx) => write(tx, batch))
      } catch (error) {
        if (attempt === attempts || !isPassing(error)) throw error
      }
    }
  }

  const one = (batch: readonly ObservationInput[]): Promise<Written> =>
    new Promise((done, failed) => {
      waiting.push({ batch, done, failed })
      rows += batch.length
      if (active > 0 && (active === lanes || rows < worthALane)) return
      active++
      void drain()
    })

  return {
    async write(batch) {
      if (batch.length === 0) return { ids: [], written: 0, duplicates: 0, refused: [] }
      if (rows > 0 && rows + batch.length > mostWaiting) throw overloaded(rows)
      if (batch.length <= most) return one(batch)
      const parts: Promise<Written>[] = []
      for (let from = 0; from < batch.length; from += most) parts.push(one(batch.slice(from, from + most)))
      return joined(await Promise.all(parts))
    },
    async idle() {
      while (active > 0) await ended.promise
    },
  }
}

/** A datastream deleted, or a month swapped, between our look and our write: the same work done again sees it. */
const isPassing = (error: unknown) => ['23503', '23514'].includes((error as { code?: string } | null)?.code ?? '')

/** Gives each call its part of what was done for all. */
function shareOut(calls: readonly Call[], { ids, refused, added }: BatchWritten): void {
  const fresh = new Set(added.map(({ index }) => index))
  const reasons = new Map(refused.map((one) => [one.index, one]))
  let from = 0
  for (const { batch, done } of calls) {
    const start = from
    from += batch.length
    const own = batch.flatMap((_, index) => {
      const one = reasons.get(start + index)
      return one ? [{ ...one, index }] : []
    })
    const written = batch.reduce((sum, _, index) => sum + (fresh.has(start + index) ? 1 : 0), 0)
    done({ ids: ids.slice(start, from), refused: own, written, duplicates: batch.length - written - own.length })
  }
}

/** What was done of a long batch, part by part, as one. */
function joined(parts: readonly Written[]): Written {
  let from = 0
  const refused = parts.flatMap((part) => {
    const start = from
    from += part.ids.length
    return part.refused.map((one) => ({ ...one, index: start + one.index }))
  })
  const sum = (of: (part: Written) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    ids: parts.flatMap((part) => part.ids),
    written: sum((part) => part.written),
    duplicates: sum((part) => part.duplicates),
    refused,
  }
}

const overloaded = (waiting: number) =>
  new OrchestraError({
    code: 'observe.overloaded',
    say: {
      fr: 'Trop d’observations attendent déjà d’être écrites.',
      en: 'Too many observations are waiting to be written already.',
    },
    remedy: {
      fr: 'Envoyez-les de nouveau dans quelques secondes, moins à la fois.',
      en: 'Send them again in a few seconds, fewer at a time.',
    },
    facts: { waiting, most: mostWaiting },
    retry: 'transient',
  })
