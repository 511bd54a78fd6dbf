import {
  type AssetRef,
  type Bbox,
  boxIn,
  columnOfRole,
  type InputTable,
  type Position,
  projector,
  type RowOf,
  type Table,
} from '../../src/kernel/index.ts'

/** What a `make` needs to read an input in the metres of the pack: its rows, what was declared of it, and the way between. */
export interface Metric<S extends Table> {
  /** Rows whose geometry may meet a box of the pack's CRS; all of them without one. */
  rows(bbox?: Bbox): AsyncIterable<RowOf<S>[]>
  /** From the CRS of the input to that of the pack. */
  readonly project: (position: Position) => Position
}

/** Opens an input, whatever its CRS, for computing in another. */
export function inMetres<S extends Table>(input: InputTable<S>, { rows }: AssetRef<S>, crs: string): Metric<S> {
  const own = rows.columns[columnOfRole(rows, 'geometry')!]!.crs ?? 'EPSG:4326'
  return {
    rows: (bbox) => input.read(bbox ? { bbox: boxIn(bbox, crs, own) } : {}),
    project: projector(own, crs),
  }
}

/** Opens all the inputs of an asset. */
export function allInMetres<const R extends Readonly<Record<string, AssetRef>>>(
  inputs: { readonly [K in keyof R]?: InputTable },
  refs: R,
  crs: string,
): { readonly [K in keyof R]: Metric<R[K]['rows']> } {
  const opened = Object.entries(refs).map(([name, ref]) => [name, inMetres(inputs[name]!, ref, crs)])
  return Object.fromEntries(opened)
}
