import type { Bbox, Bilingual } from '../kernel/index.ts'
import type { Contact, Organisation, Party } from './agents.ts'
import type { FileDistribution, SeriesDistribution, ServiceDistribution } from './distribution.ts'
import type { Frequency, HighValueCategory, Production, StorageStatus, Typology } from './words.ts'

/** The terms a dataset is given under. */
export interface RecordLicence {
  /** SPDX or Etalab identifier where it has one, else empty. */
  readonly id: string
  readonly title: string
  readonly url?: string
}

/** What must be known of a dataset before using it, besides its licence. */
export interface Constraints {
  readonly usage?: Bilingual
  readonly citation?: Bilingual
  readonly mention?: Bilingual
  readonly access?: Bilingual
  readonly other?: Bilingual
}

/** Where a record was harvested, and what people changed in it here. */
export interface Origin {
  /** The source, as the territory declares it. */
  readonly source: string
  readonly title: Bilingual
  /** Its identifier there. */
  readonly external: string
  readonly first: Date
  readonly seen: Date
  /** Whether it has gone from there. */
  readonly archived: boolean
}

/** A dataset as the catalogue describes it, on the terms of DCAT-AP 3.0.1. Paths are those of this service, or whole addresses. */
export interface DatasetRecord {
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  /** In a sentence or two, where there is something shorter than the description. */
  readonly synopsis?: Bilingual
  /** Languages the texts were written in, where they are not both ours: the other one repeats them. */
  readonly written?: readonly string[]
  readonly keywords: readonly Bilingual[]
  /** Codes of the EU authority table of data themes: `TRAN`. */
  readonly themes: readonly string[]
  /** Code of RUDI's list of themes, where it came with one: finer than the EU's for a town. */
  readonly rudiTheme?: string
  readonly typology?: Typology
  readonly production?: Production
  readonly storage?: StorageStatus
  /** Categories of high-value datasets it is of (Implementing Regulation (EU) 2023/138). */
  readonly highValue?: readonly HighValueCategory[]
  readonly access: 'open' | 'restricted' | 'personal'
  readonly licence?: RecordLicence
  readonly constraints?: Constraints
  readonly publisher: Organisation
  /** Who made the sources it comes from. */
  readonly creators: readonly string[]
  readonly contacts: readonly Contact[]
  readonly parties?: readonly Party[]
  /** West, south, east, north, in degrees. */
  readonly spatial?: Bbox
  /** GeoJSON geometry, where the extent is told better than by a box. */
  readonly shape?: Readonly<Record<string, unknown>>
  /** First and last instants or days; without `to` it goes on. */
  readonly temporal?: { readonly from?: string; readonly to?: string }
  readonly frequency?: Frequency
  readonly issued?: Date
  readonly modified?: Date
  readonly version?: string
  /** ISO 639-1 codes of the languages of the data. */
  readonly languages?: readonly string[]
  /** Other identifiers: a UUID, a DOI, a local number. */
  readonly identifiers?: readonly string[]
  readonly conformsTo?: readonly string[]
  /** Where it comes from, in words. */
  readonly provenance?: Bilingual
  /** Addresses of the sources. */
  readonly sources: readonly string[]
  /** What a user must know before relying on it. */
  readonly limits?: Bilingual
  /** Records and fields of it. */
  readonly size?: { readonly records?: number; readonly fields?: number }
  /** Path of its page for people. */
  readonly page: string
  readonly files: readonly FileDistribution[]
  readonly services: readonly ServiceDistribution[]
  readonly series?: readonly SeriesDistribution[]
  readonly origin?: Origin
  /** Fields that people of this house say otherwise than the source or the asset does. */
  readonly edited?: readonly string[]
}

/** The catalogue of a territory. */
export interface CatalogueRecord {
  readonly title: Bilingual
  readonly description: Bilingual
  readonly publisher: Organisation
  readonly spatial: Bbox
  readonly modified?: Date
}
