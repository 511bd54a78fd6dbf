import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../kernel/index.ts'
import { MOST_ROBOTS, type Robots, readRobots } from './robots.ts'

/** An answer to a question put to somebody's site; of its text, the beginning. */
export interface Probed {
  readonly status: number
  /** Where it sends elsewhere. */
  readonly location?: string
  readonly text: string
}

/** Asks an address of the Internet, once, in a bounded time; `mostBytes` of the answer are read. Throws `OrchestraError` when nothing answers. */
export type Probe = (address: string, method: 'HEAD' | 'GET', mostBytes: number) => Promise<Probed>

/** What became of a link: `passing` for what may be better another time, `forbidden` for what we may not ask. */
export interface Tried {
  readonly outcome: 'working' | 'broken' | 'passing' | 'forbidden'
  readonly status?: number
  readonly reason?: string
}

/** As our requests name themselves. */
export const AGENT = 'city-orchestra'
/** Between two requests to one host (ms): a person clicks no faster. */
const POLITE_MS = 1000
const MOST_REDIRECTS = 5

/** Tries links politely: what robots.txt says, one request a second to one host, headers only where the site has them. */
export interface Trier {
  try(url: string): Promise<Tried>
}

export function openTrier(probe: Probe, politeMs = POLITE_MS, signal?: AbortSignal): Trier {
  const robots = new Map<string, Promise<Robots | undefined>>()
  const last = new Map<string, number>()

  const ask = async (url: URL, method: 'HEAD' | 'GET', mostBytes = 0): Promise<Probed> => {
    const wait = (last.get(url.host) ?? 0) + politeMs - Date.now()
    if (wait > 0) await sleep(wait, undefined, { ...(signal && { signal }) })
    last.set(url.host, Date.now())
    return probe(url.href, method, mostBytes)
  }
  // Without answer, or with a fault of the site, nothing is allowed; without rules, all is.
  const rulesOf = async (url: URL): Promise<Robots | undefined> => {
    try {
      const { status, text } = await ask(new URL('/robots.txt', url), 'GET', MOST_ROBOTS)
      if (status >= 500) return undefined
      return readRobots(status < 300 ? text : '', AGENT)
    } catch (error) {
      if (error instanceof OrchestraError) return undefined
      throw error
    }
  }
  const mayAsk = async (url: URL): Promise<boolean | undefined> => {
    const known = robots.get(url.origin) ?? rulesOf(url)
    robots.set(url.origin, known)
    return (await known)?.(url.pathname + url.search)
  }
  const follow = async (url: URL, redirects: number): Promise<Tried> => {
    const may = await mayAsk(url)
    if (may === undefined) return { outcome: 'passing', reason: 'no robots.txt' }
    if (!may) return { outcome: 'forbidden', reason: 'robots.txt' }
    let answer = await ask(url, 'HEAD')
    // Some sites know no HEAD, or answer it otherwise than they would a reader.
    if (answer.status >= 400 && answer.status !== 429) answer = await ask(url, 'GET')
    const { status, location } = answer
    if (status < 300 || status === 304) return { outcome: 'working', status }
    if (status < 400) {
      if (location === undefined || !URL.canParse(location, url))
        return { outcome: 'broken', status, reason: 'redirect' }
      if (redirects === MOST_REDIRECTS) return { outcome: 'broken', status, reason: 'redirects' }
      return follow(new URL(location, url), redirects + 1)
    }
    if (status === 401 || status === 403 || status === 429) return { outcome: 'forbidden', status }
    return { outcome: status >= 500 ? 'passing' : 'broken', status }
  }
  return {
    async try(address) {
      try {
        return await follow(new URL(address), 0)
      } catch (error) {
        if (error instanceof OrchestraError) return { outcome: 'passing', reason: error.code }
        throw error
      }
    },
  }
}
