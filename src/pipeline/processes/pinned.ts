import type { Pinned } from '../inputs.ts'
import type { PinnedInput } from '../types.ts'

/** What is kept of an input that was read. */
export const pinnedOf = ({ alias, asset, version, content, partitions }: Pinned): PinnedInput => ({
  alias,
  asset,
  version,
  content,
  partitions,
})
