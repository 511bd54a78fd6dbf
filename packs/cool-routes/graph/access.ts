import type { WalkTuned } from '../parameters.ts'
import type { Strip } from './ways.ts'

/** Whether a wheelchair passes: what the source says, then stairs, kerbs, slopes and surfaces; null where nothing says it. */
export function wheelchairOf(
  { kind, wheelchair, kerb, surface }: Strip['way'],
  steepest: number,
  { rolling_slope, steep_slope }: Pick<WalkTuned, 'rolling_slope' | 'steep_slope'>,
): 'yes' | 'limited' | 'no' | null {
  if (kind === 'steps') return wheelchair === 'yes' ? 'limited' : 'no'
  if (wheelchair === 'yes' || wheelchair === 'limited' || wheelchair === 'no') return wheelchair
  if (kerb === 'raised' || steepest > steep_slope) return 'no'
  if (surface === 'unpaved' || steepest > rolling_slope) return 'limited'
  const isGentle = steepest <= rolling_slope
  const isSmooth = surface === 'paved' || kerb === 'lowered' || kerb === 'flush'
  return isGentle && isSmooth ? 'yes' : null
}

/**
 * Seconds that one waits on average to cross. At signals, arriving at any moment of the cycle: (cycle − green)² / 2 cycle
 * (Highway Capacity Manual, Transportation Research Board, 2000, equation 18-5).
 */
export function waitOf(kind: string | null, tuned: WalkTuned): number {
  const { signal_cycle: cycle, signal_walk: green, zebra_wait, unmarked_wait } = tuned
  if (kind === 'signals') return Math.max(0, cycle - green) ** 2 / (2 * cycle)
  return kind === 'unmarked' ? unmarked_wait : zebra_wait
}
