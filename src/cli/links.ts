import { setTimeout as sleep } from 'node:timers/promises'
import { checkLinks } from '../catalogue/index.ts'
import { openProbe } from '../connect/index.ts'
import { asOrchestraError } from '../kernel/index.ts'
import type { House } from './open.ts'

/** Between two rounds (ms): a link is tried once a week, 200 a round. */
const LOOK_EVERY_MS = 10 * 60_000

/** Tries the links of the harvested datasets, a few at a time, until stopped. Not without network. */
export async function checkLinksWhenDue({ chain }: House, signal: AbortSignal): Promise<void> {
  const { store, graph, clock, log } = chain
  if (chain.offline || !graph.territory.harvests?.length) return
  while (!signal.aborted) {
    try {
      await checkLinks({ store, territory: graph.territory.id, clock, probe: openProbe(), signal })
    } catch (error) {
      if (!signal.aborted) log('links.failed', { error: asOrchestraError(error).toJSON() })
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
