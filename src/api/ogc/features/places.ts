import type { Bbox } from '../../../kernel/index.ts'

/** Where the features of a version are. */
export interface Places {
  /** In the CRS of their geometry. */
  readonly box: Bbox
  /** Whether some have no geometry. */
  readonly hasNowhere: boolean
}
