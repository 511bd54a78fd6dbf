/** One reading of a counter. */
export interface Reading {
  readonly time: number
  readonly value: number
  readonly source: string
}

/** What a counter grew by between two readings. */
export interface Increment {
  readonly from: number
  readonly to: number
  readonly value: number
  /** The counter had started again: at its modulo (`wrap`), or from 0 for a reason of its own (`reset`). */
  readonly restarted?: 'wrap' | 'reset'
}

/** A counter that wraps was near its end and is near its start: within this share of its range. */
const NEAR = 0.1

/**
 * The increment between two readings that follow. A counter that drops has started again: where its modulo is known and it was
 * near it, it went through; else it was reset, and what it shows is what it counted since (what it counted before is not known).
 */
export function incrementOf(before: Reading, after: Reading, modulo?: number): Increment {
  const span = { from: before.time, to: after.time }
  const value = after.value - before.value
  if (value >= 0) return { ...span, value }
  if (modulo !== undefined && before.value >= modulo * (1 - NEAR) && after.value <= modulo * NEAR)
    return { ...span, value: value + modulo, restarted: 'wrap' }
  return { ...span, value: after.value, restarted: 'reset' }
}
