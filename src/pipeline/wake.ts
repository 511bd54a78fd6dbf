import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from '../store/index.ts'

/** Between two looks at an empty queue; a notification cuts it short. Retries that fall due are found this way. */
const IDLE_MS = 500

/** Gives a function that waits until something is announced on the channel or a moment has passed. */
export async function wakeOn(session: Session, channel: string): Promise<(signal: AbortSignal) => Promise<void>> {
  let heard = false
  let rings: (() => void)[] = []
  await session.listen(channel, () => {
    heard = true
    for (const ring of rings) ring()
  })
  return async (signal) => {
    const nap = new AbortController()
    const ring = () => nap.abort()
    rings.push(ring)
    if (!heard) await sleep(IDLE_MS, undefined, { signal: AbortSignal.any([signal, nap.signal]) }).catch(() => {})
    rings = rings.filter((one) => one !== ring)
    heard = false
  }
}
