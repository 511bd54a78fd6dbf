import type { SourceFacts, Table } from '../../kernel/index.ts'
import type { Separator } from '../csv/read.ts'
import type { Fields } from '../rows/fields.ts'
import type { MapOptions } from '../rows/map.ts'

export interface OpendatasoftOptions {
  /** Files to read in the archive, as a glob. */
  readonly inside?: string
  /** CSV exports only. Default: told from the first line. */
  readonly separator?: Separator
}

export type OpendatasoftSpec<S extends Table> = SourceFacts<S> & OpendatasoftOptions & MapOptions<S, Fields>
