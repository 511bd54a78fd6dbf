import type { Table } from './shape.ts'

/** What others can be made from: a source, another asset, or the input of a pack. */
export interface AssetRef<S extends Table = Table> {
  readonly name: string
  readonly rows: S
}
