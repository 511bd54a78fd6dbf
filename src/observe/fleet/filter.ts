import type { DeviceState } from './health.ts'

/** Which devices: those of the datasets a viewer may see, narrowed. */
export interface DeviceFilter {
  /** Datasets that may be read: from the one access decision. */
  readonly visible: readonly string[]
  readonly now: Date
  /** In the name or the identifier. */
  readonly words?: string
  readonly family?: string
  readonly group?: string
  readonly profile?: string
  readonly dataset?: string
  readonly state?: DeviceState
}
