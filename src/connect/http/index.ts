import { setTimeout as sleep } from 'node:timers/promises'
import { type Fetch, OrchestraError } from '../../kernel/index.ts'
import { type DownloadLimits, download, type Waiting } from './download.ts'

export interface HttpOptions extends Partial<DownloadLimits> {
  /** How many times an address is asked in all, when it fails for a passing reason. */
  readonly attempts?: number
  /** Wait before the second attempt, in ms; it doubles each time, with half of it at random. */
  readonly firstWaitMs?: number
  /** Longest wait between attempts, in ms. A service that asks for more is left for the next run. */
  readonly maxWaitMs?: number
}

// Chosen 2026: patient enough for portals that build an export before sending it, bounded so that a run ends.
const defaults: Required<HttpOptions> = {
  attempts: 4,
  firstWaitMs: 1_000,
  maxWaitMs: 60_000,
  idleMs: 120_000,
  totalMs: 60 * 60_000,
  redirects: 10,
  maxBytes: 32 * 2 ** 30,
}

/**
 * A fetcher over HTTP: downloads to a folder, hashing as it goes; the file appears whole or not at all. Unchanged where
 * the service says so (ETag, Last-Modified). Passing failures (no answer, 5xx, 429, cut) are tried again with growing
 * waits. Throws `http.not-found`, `http.truncated`, `http.too-large`, `http.timeout`, `http.unreachable`…
 */
export function httpFetch(options: HttpOptions = {}): Fetch {
  const limits = { ...defaults, ...options }
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await download(request, limits)
      } catch (error) {
        if (!(error instanceof OrchestraError) || error.retry !== 'transient' || attempt >= limits.attempts) throw error
        const asked = (error as Waiting).retryAfter
        if (asked !== undefined && asked > limits.maxWaitMs) throw error
        const growing = Math.min(limits.firstWaitMs * 2 ** (attempt - 1), limits.maxWaitMs)
        const wait = Math.max(asked ?? 0, growing * (0.5 + Math.random() / 2))
        await sleep(wait, undefined, { signal: request.signal }).catch(() => request.signal?.throwIfAborted())
      }
    }
  }
}

/** The fetcher of the chain, with its default limits. */
export const fetchSource: Fetch = httpFetch()
