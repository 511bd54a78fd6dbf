import type { Store } from '../../store/index.ts'

// Any number does, as long as it stays: the processes that share a database meet on it.
const advisoryLock = 72_632

/** Runs work that one process must do at a time; gives `otherwise` at once when another is at it. */
export async function alone<T>(store: Store, otherwise: T, work: () => Promise<T>): Promise<T> {
  const session = await store.session()
  try {
    const [lock] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [advisoryLock])
    return lock!.got ? await work() : otherwise
  } finally {
    // The lock ends with the session.
    await session.release()
  }
}
