import type { Publish } from '../kernel/index.ts'

/** Who may see something: anybody, those who were given a right, or nobody but for a stated purpose. */
export type Access = Publish['access']
