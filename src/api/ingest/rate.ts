/** Lets each of many callers through at a bounded rate. */
export interface Rate {
  /** Seconds to wait before the next is let through; 0: it may pass now. */
  take(caller: string): number
}

/** Callers remembered. */
const MOST = 10_000

/** `perSecond` on average, `burst` at once (a bucket of tokens for each caller). `now` in milliseconds. */
export function openRate(perSecond: number, burst: number, now: () => number): Rate {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(caller) {
      const at = now()
      const bucket = buckets.get(caller) ?? { tokens: burst, at }
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      if (buckets.size >= MOST && !buckets.has(caller)) buckets.clear()
      buckets.set(caller, bucket)
      if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond
      bucket.tokens--
      return 0
    },
  }
}
