import { setTimeout as sleep } from 'node:timers/promises'
import { dueHarvests, type Harvesting, harvest } from '../catalogue/index.ts'
import { fetchSource } from '../connect/index.ts'
import { asOrchestraError } from '../kernel/index.ts'
import type { House } from './open.ts'

const LOOK_EVERY_MS = 60_000

/** What a harvest works with, in this house. Observations of ours are no source of records: only the network is asked. */
export const harvestingOf = ({ chain }: House, signal?: AbortSignal): Harvesting => ({
  store: chain.store,
  territory: chain.graph.territory.id,
  fetch: fetchSource,
  clock: chain.clock,
  log: chain.log,
  ...(signal && { signal }),
})

/** Harvests each catalogue of the territory when its schedule says so, one after the other, until stopped. */
export async function harvestWhenDue(house: House, signal: AbortSignal): Promise<void> {
  const { chain } = house
  const { territory } = chain.graph
  if (chain.offline || !territory.harvests?.some(({ cron }) => cron)) return
  while (!signal.aborted) {
    try {
      for (const source of await dueHarvests(chain.store, territory, chain.clock())) {
        if (signal.aborted) return
        await harvest(harvestingOf(house, signal), source)
      }
    } catch (error) {
      // One that another process does already, or a database away for a moment: the next look will tell.
      if (!signal.aborted) chain.log('harvest.failed', { error: asOrchestraError(error).toJSON() })
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
