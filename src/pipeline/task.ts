import type { Node } from '../kernel/index.ts'
import type { Pinned } from './inputs.ts'
import type { Step } from './types.ts'

/** One partition of one node, and all that is decided before making it. */
export interface Task {
  readonly node: Node
  readonly index: number
  /** Key of the partition, where there are partitions. */
  readonly key: string | undefined
  readonly recipe: string
  readonly code: string
  readonly pinned: readonly Pinned[]
  readonly fingerprint: string
  readonly step: Step
}
