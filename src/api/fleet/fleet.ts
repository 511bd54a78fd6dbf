import type { Pipeline } from '../../observe/frames/index.ts'
import type { Observe } from '../../observe/index.ts'

/** The sensors of the house: their observations and, where frames are taken in, what does it. */
export interface Fleet {
  readonly observe: Observe
  readonly frames: Pick<Pipeline, 'replay'> | undefined
}
