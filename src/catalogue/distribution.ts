import type { Bilingual } from '../kernel/index.ts'

/** What a distribution is reached by, in RUDI's words. */
export interface Connector {
  /** `dwnl`, `wms`, `generic-data`… */
  readonly contract?: string
  readonly parameters?: readonly ConnectorParameter[]
}

export interface ConnectorParameter {
  readonly key: string
  readonly value: string | number | boolean
  readonly type?: string
  readonly usage?: string
  readonly accepted?: readonly (string | number | boolean)[]
}

interface Distribution {
  readonly id: string
  readonly title: Bilingual
  readonly description?: Bilingual
  /** Path of this service, or a whole address elsewhere. */
  readonly path: string
  readonly connector?: Connector
  readonly issued?: string
  readonly modified?: string
}

/** A file of a dataset. */
export interface FileDistribution extends Distribution {
  /** IANA media type. */
  readonly mediaType: string
  /** Code of the EU authority table of file types, where it has one: `CSV`. */
  readonly fileType?: string
  readonly bytes?: number
  readonly checksum?: { readonly algorithm: 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512'; readonly hash: string }
  readonly encoding?: string
  /** Address of the description of its fields. */
  readonly structure?: string
  /** Whether the address leads to a page where the file is found, not to its bytes. */
  readonly onPage?: boolean
}

/** A way to read a dataset piece by piece, rather than as a file. */
export interface ServiceDistribution extends Distribution {
  /** Address of the standard it follows. */
  readonly conformsTo?: string
  /** Where its description for programs is: a path of this service, or a whole address. */
  readonly document?: string
}

/** A flow that goes on: measures that keep coming. */
export interface SeriesDistribution extends Distribution {
  readonly mediaType?: string
  /** Between an event and its measure, ms. */
  readonly latency?: number
  /** Between two measures, ms. */
  readonly period?: number
  readonly records?: { readonly now?: number; readonly total?: number }
  /** Bytes. */
  readonly bytes?: { readonly now?: number; readonly total?: number }
}
