import type { Heard, Observations } from '../types.ts'
import { aggregate } from './aggregate/index.ts'
import { asOne } from './as-one.ts'
import { writeBatch } from './batch.ts'
import { removeOne, updateOne } from './change.ts'
import { openGroupCommit } from './commit.ts'
import { compact } from './compact.ts'
import { countRange } from './count.ts'
import { getOne } from './get.ts'
import { latestOf } from './latest.ts'
import { readPage } from './page.ts'
import type { Sources } from './reading.ts'
import { removeMany } from './remove-many.ts'
import { retain } from './retain.ts'

export { eraseDatastreams, eraseFeature } from './change.ts'

/** Opens the observations of a store and of the lake of its old months. */
export function openObservations(
  sources: Sources,
  log: (event: string, facts: Readonly<Record<string, unknown>>) => void,
): Observations & { idle(): Promise<void> } {
  const { store } = sources
  const listeners = new Set<Heard>()
  const announce: Heard = (observations) => {
    for (const listener of listeners)
      try {
        listener(observations)
      } catch (error) {
        // What was committed is committed: a listener that fails is its own affair.
        log('observe.listener-failed', { message: error instanceof Error ? error.message : String(error) })
      }
  }
  const queue = openGroupCommit(store, (tx, batch) => writeBatch(sources, tx, batch), announce)
  return {
    write: queue.write,
    idle: queue.idle,
    async writeWithin(tx, batch) {
      const { added, ...written } = await writeBatch(sources, tx, batch)
      return { ...written, announce: () => announce(added.map(({ observation }) => observation)) }
    },
    get: (id) => getOne(sources, id),
    update: (tx, id, fields) => updateOne(sources, tx, id, fields),
    remove: (tx, id) => removeOne(sources, tx, id),
    removeMany: (tx, ids) => removeMany(sources, tx, ids),
    latest: (datastreams) => latestOf(store, datastreams),
    count: (range) => countRange(sources, range),
    page: (query) => readPage(sources, query),
    aggregate: (query) => aggregate(sources, query),
    asOne: (range, work) => asOne(sources, range, work),
    compact: (now) => compact(sources, now),
    retain: (now) => retain(sources, now),
    heard(callback) {
      listeners.add(callback)
      return () => void listeners.delete(callback)
    },
  }
}
