import type { Sender } from '../../store/index.ts'
import { dueLinks, keepTried, listLinks } from './links.ts'
import { openTrier, type Probe } from './try-link.ts'

/** Links tried in a round, and hosts asked at once. */
const [MOST_A_ROUND, HOSTS_AT_ONCE] = [200, 4]

export interface LinkChecking {
  readonly store: Sender
  readonly territory: string
  readonly clock: () => Date
  readonly probe: Probe
  readonly politeMs?: number
  readonly signal?: AbortSignal
}

/** Tries the links that are due, some hosts at a time, one request after the other to each. Gives how many were tried. */
export async function checkLinks(checking: LinkChecking): Promise<number> {
  const { store, territory, clock, probe, politeMs, signal } = checking
  await listLinks(store, territory, clock())
  const due = await dueLinks(store, territory, clock(), MOST_A_ROUND)
  const trier = openTrier(probe, politeMs, signal)
  const hosts = [...Map.groupBy(due, hostOf).values()]
  let tried = 0
  const work = async () => {
    for (let urls = hosts.shift(); urls; urls = hosts.shift())
      for (const url of urls) {
        if (signal?.aborted) return
        await keepTried(store, territory, url, await trier.try(url), clock())
        tried++
      }
  }
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, work))
  return tried
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '')
