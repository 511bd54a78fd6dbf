import type { Bilingual, Language, Licence } from '../../kernel/index.ts'
import type { ReadOptions, Row } from '../types.ts'
import type { FormatId } from './formats.ts'

/** What a file says of where its rows come from. */
export interface ExportAbout {
  readonly title: Bilingual
  readonly description?: Bilingual
  readonly licence?: Licence
  readonly producer?: string
  /** The day or period it describes. */
  readonly dated?: string
  readonly sources?: readonly { readonly title: Bilingual; readonly address?: string }[]
}

export interface ExportOptions extends Omit<ReadOptions, 'traced'> {
  readonly format: FormatId
  /** What the table is called inside the file (not in Parquet). Default: the name of its shape. */
  readonly name?: string
  /** The CRS of the positions: `EPSG:2154`. Default: that of the table where the format can say it, else EPSG:4326. */
  readonly crs?: string
  /**
   * Leaves out the rows it is false of, for what SQL cannot test. `limit` and `offset` then count the rows kept. It is given all
   * the columns, geometries in the CRS of the table.
   */
  readonly keep?: (row: Row) => boolean
  /** CSV and Data Package: how geometries are written. Default: WKT, and `lon`, `lat` as well for tables of points. */
  readonly positions?: 'wkt' | 'lonlat'
  /** Language of titles and explanations. French by default. */
  readonly language?: Language
  /** XLSX: the IANA zone its instants are shown in. UTC by default. */
  readonly timezone?: string
  readonly about?: ExportAbout
  /** When the version was made, which the file may say: the same version is the same bytes. Default: now. */
  readonly made?: Date
  /** Folder for what must be written before it is sent. Default: the system's. Emptied when the export ends. */
  readonly scratch?: string
  /** Told how many rows have been read so far. */
  readonly progress?: (rows: number) => void
}
