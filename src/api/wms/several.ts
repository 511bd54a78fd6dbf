import { classOfRows } from '../../govern/index.ts'
import type { Deps } from '../deps.ts'
import type { Snapshot } from '../read/snapshots.ts'

/** Of several versions that make one answer: the one whose access is the least open, and what tells their contents apart. */
export function strictest({ chain }: Pick<Deps, 'chain'>, all: readonly Snapshot[]): { first: Snapshot; pins: string } {
  const closed = all.find(({ node }) => classOfRows(chain.graph, node) !== 'open')
  return { first: closed ?? all[0]!, pins: all.map(({ pin }) => pin).join() }
}
