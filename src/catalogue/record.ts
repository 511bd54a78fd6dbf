import type { Bbox, Bilingual } from '../kernel/index.ts'

/** Who makes, holds or publishes something. */
export interface Organisation {
  readonly name: string
  readonly email?: string
}

/** A file of a dataset, at an address of this service. */
export interface FileDistribution {
  readonly id: string
  readonly title: Bilingual
  readonly path: string
  /** IANA media type. */
  readonly mediaType: string
  /** Code of the EU authority table of file types, where it has one: `CSV`. */
  readonly fileType?: string
  readonly bytes?: number
}

/** A way to read a dataset piece by piece, rather than as a file. */
export interface ServiceDistribution {
  readonly id: string
  readonly title: Bilingual
  readonly path: string
  /** Address of the standard it follows. */
  readonly conformsTo: string
  /** Path of the description of the service, for programs. */
  readonly description: string
}

/** How often a dataset changes: codes of the EU authority table of frequencies. */
export type Frequency = 'CONT' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL' | 'IRREG'

/** A dataset as the catalogue describes it, on the terms of DCAT-AP 3.0.1. Paths are those of this service. */
export interface DatasetRecord {
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  readonly keywords: readonly Bilingual[]
  /** Codes of the EU authority table of data themes: `TRAN`. */
  readonly themes: readonly string[]
  readonly access: 'open' | 'restricted' | 'personal'
  readonly licence: { readonly id: string; readonly title: string; readonly url: string }
  readonly publisher: Organisation
  /** Who made the sources it comes from. */
  readonly creators: readonly string[]
  readonly contact: Organisation
  /** West, south, east, north, in degrees. */
  readonly spatial?: Bbox
  /** First and last instants or days. */
  readonly temporal?: { readonly from: string; readonly to: string }
  readonly frequency?: Frequency
  readonly modified?: Date
  readonly version?: string
  /** Where it comes from, in words. */
  readonly provenance?: Bilingual
  /** Addresses of the sources. */
  readonly sources: readonly string[]
  /** What a user must know before relying on it. */
  readonly limits?: Bilingual
  /** Path of its page for people. */
  readonly page: string
  readonly files: readonly FileDistribution[]
  readonly services: readonly ServiceDistribution[]
}

/** The catalogue of a territory. */
export interface CatalogueRecord {
  readonly title: Bilingual
  readonly description: Bilingual
  readonly publisher: Organisation
  readonly spatial: Bbox
  readonly modified?: Date
}
