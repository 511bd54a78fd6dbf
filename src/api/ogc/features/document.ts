import type { CompileOptions, Cql2 } from '../cql2/index.ts'

/** A filter and what it is read with: plain data, to be compiled where it is used. */
export interface FilterDocument {
  readonly filter: Cql2
  readonly options: CompileOptions
}
