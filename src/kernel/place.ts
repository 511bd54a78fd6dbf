import type { Bbox } from './geometry.ts'
import type { Bilingual } from './text.ts'

export interface Contact {
  readonly name: string
  readonly email?: string
}

/** The facts of a territory that the code making its assets may use. */
export interface Place {
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  /** Bounds in longitude and latitude (EPSG:4326). */
  readonly bounds: Bbox
  /** The CRS its services work in: `EPSG:3948`. */
  readonly crs: string
  /** IANA name: `Europe/Paris`. */
  readonly timezone: string
  readonly organisation: Contact
  /** True where the data is invented: said on every page and record. */
  readonly synthetic?: boolean
}
