import type { Making, Publish, Schedule } from './asset.ts'
import type { Check } from './check.ts'
import type { Licence } from './licence.ts'
import type { Partitions } from './partition.ts'
import type { AssetRef } from './ref.ts'
import type { ColumnOf, RowOf, Table } from './shape.ts'
import type { Bilingual } from './text.ts'

/** The bytes of a source, brought to this machine. */
export interface SourceFile {
  readonly path: string
  /** The name it had: `stops.csv`. Used in places and to guess a format. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

/** A row that remembers its number in the source (first record is 1). */
export type Traced<R> = R & { readonly _row?: number }

/** Facts every source states, whatever its kind. */
export interface SourceFacts<S extends Table = Table> {
  /** Lower case letters, digits and `_`. */
  readonly name: string
  readonly title: Bilingual
  readonly description?: Bilingual
  /** The shape of its rows once harmonised. */
  readonly rows: S
  /** Who makes it. */
  readonly producer: string
  readonly licence: Licence
  /** The day or period it describes: `2021-02`, `2023/2024`. Shown on every layer. */
  readonly dated: string
  /** Where its users get it. `{key}` stands for the key of the partition. */
  readonly address: string
  /** Path of the snapshot under the data folder, with `{key}` too. */
  readonly snapshot?: string
  readonly partitions?: Partitions
  readonly checks?: readonly Check<ColumnOf<S>>[]
  readonly publish?: Omit<Publish, 'licence'>
  readonly schedule?: Schedule
}

/** A source as a connector returns it: what the runner needs to bring it in. */
export interface Source<S extends Table = Table> extends AssetRef<S>, Omit<SourceFacts<S>, 'checks' | 'rows'> {
  readonly checks?: readonly Check[]
  /** The connector: `csv`, `gtfs`… */
  readonly connector: string
  /** `import.meta.url` of the connector, so that mending it reads the source again. */
  readonly code: string
  /** The options of the connector, hashed with their functions' text to know when they change. */
  readonly options: Readonly<Record<string, unknown>>
  /** `file` is undefined for sources computed from nothing (`synthetic:` addresses). */
  read(file: SourceFile | undefined, run: Making): AsyncIterable<Traced<RowOf<S>>[]>
}

/** Whether a source is computed from a seed rather than fetched. */
export const isSynthetic = (source: Pick<Source, 'address'>) => source.address.startsWith('synthetic:')

/** Whether a source is what this very house keeps, its observations: read without a network, and by no snapshot. */
export const isHeldHere = (source: Pick<Source, 'address'>) => source.address.startsWith('observe:')

/** What a fetcher is asked: bring this address into a folder, unless it is what we know already. */
export interface FetchRequest {
  readonly address: string
  /** Folder for the downloaded file. */
  readonly into: string
  /** What the last answer said of itself. */
  readonly known?: { readonly etag?: string; readonly lastModified?: string }
  /** Media types that are wanted; anything by default. */
  readonly accept?: string
  readonly maxBytes?: number
  readonly signal?: AbortSignal
  progress?(bytes: number, total?: number): void
}

export type Fetched =
  | { readonly unchanged: true }
  | {
      readonly unchanged: false
      readonly file: SourceFile
      readonly etag?: string
      readonly lastModified?: string
      /** Media type that the server says it is. */
      readonly type?: string
      /** Where the server says the other pages are, as its header `Link` has it (RFC 8288, 2017). */
      readonly link?: string
    }

/** How the chain reaches the outside: passed in, so that tests replace it. */
export type Fetch = (request: FetchRequest) => Promise<Fetched>
