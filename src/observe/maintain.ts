import type { Maintained, Observe } from './types.ts'

/**
 * The housekeeping of observations: retention, then compaction of old months. Safe to call at any time and from any process:
 * one does it at a time, and an hour between two calls is often enough.
 */
export async function maintain({ observations }: Pick<Observe, 'observations'>, now: Date): Promise<Maintained> {
  const retention = await observations.retain(now)
  return { retention, months: await observations.compact(now) }
}
