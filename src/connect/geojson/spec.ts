import type { Geometry } from '../../kernel/index.ts'
import type { Encoding } from '../bytes/text.ts'

/** A feature as a function of a mapping sees it. */
export interface Feature {
  readonly id?: string | number
  readonly properties: Readonly<Record<string, unknown>>
  /** In the CRS of the source. */
  readonly geometry: Geometry | null
}

export interface GeojsonOptions {
  /** Files to read in the archive, as a glob. */
  readonly inside?: string
  readonly encoding?: Encoding
  /** CRS of its coordinates. Default: that of its `crs` member, else longitude and latitude (RFC 7946). */
  readonly crs?: string
}
