import type { Context } from 'hono'

/** What somebody prefers (RFC 7240), of what matters here. */
export interface Preference {
  readonly mode: 'sync' | 'async'
  /** Whether `respond-async` was asked for: then the answer says that it was heeded. */
  readonly stated: boolean
  /** Seconds that they are ready to wait. */
  readonly wait: number | undefined
}

/** Reads the `Prefer` headers. Without any, synchronous: both ways are offered (18-062r2, 7.11.2.3). */
export function preferenceOf(c: Context): Preference {
  const wishes = (c.req.header('Prefer') ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .map((wish) => wish.trim())
  const seconds = wishes.map((wish) => /^wait\s*=\s*"?(\d{1,6})"?$/.exec(wish)?.[1]).find((found) => found)
  const stated = wishes.includes('respond-async')
  return { mode: stated ? 'async' : 'sync', stated, wait: seconds === undefined ? undefined : Number(seconds) }
}
