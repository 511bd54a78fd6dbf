import type { Encoding } from '../bytes/text.ts'

export interface ShapefileOptions {
  /** The `.shp` to read in the archive, as a glob. Needed only where it holds several. */
  readonly inside?: string
  /** Encoding of the `.dbf`. Default: that of the `.cpg`, else of its header, else UTF-8 where valid, else windows-1252. */
  readonly encoding?: Encoding
  /** CRS of its coordinates. Default: that of the `.prj`. */
  readonly crs?: string
}
