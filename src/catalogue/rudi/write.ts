import type { Bilingual } from '../../kernel/index.ts'
import type { Contact, Organisation } from '../agents.ts'
import { bare, type RudiTheme, rudiThemeOf, rudiThemes } from '../harvest/themes.ts'
import type { DatasetRecord, RecordLicence } from '../record.ts'
import { keptOf } from '../records/kept.ts'
import { known, mediaOf, whole } from './media.ts'
import { isUuid, uuidOf } from './uuid.ts'

/** The version of RUDI's metadata that is written (2025). */
export const RUDI_VERSION = '1.4.1'
/** Characters of a title, and of a synopsis, at most (RUDI 1.4.1). */
const [MOST_TITLE, MOST_SYNOPSIS] = [150, 150]

/** Who speaks: where this service is, what it calls itself, whom to write to. */
export interface RudiHouse {
  /** `https://data.example.org` */
  readonly origin: string
  readonly territory: string
  readonly contact: Contact
}

/** When something was first and last described. */
export interface RudiDates {
  readonly created: Date
  readonly updated: Date
}

/** Metadata of a dataset as RUDI 1.4.1 has it. */
export type RudiMetadata = Readonly<Record<string, unknown>> & { readonly global_id: string }

/** The name of a record for RUDI: its own when it came with one, else always the same for the same dataset. */
export const globalIdOf = (
  territory: string,
  { id, identifiers = [] }: Pick<DatasetRecord, 'id' | 'identifiers'>,
): string => identifiers.find(isUuid)?.toLowerCase() ?? uuidOf('dataset', territory, id)

/**
 * A record in RUDI's words, whatever is missing in it: what RUDI makes mandatory is supplied from what is known. `full` adds the
 * whole record in our words, for another service like this one: what RUDI has no word for is then not lost.
 */
export function rudiOf(house: RudiHouse, record: DatasetRecord, dates: RudiDates, full = false): RudiMetadata {
  const globalId = globalIdOf(house.territory, record)
  const others = (record.identifiers ?? []).filter((one) => one.toLowerCase() !== globalId)
  const doi = others.find((one) => /^10\.\d{4,9}\/\S+$/.test(one))
  const localId = others.find((one) => one !== doi) ?? (record.origin ? undefined : record.id)
  const said = (text: Bilingual) => entries(text, record.written)
  const issued = (record.issued ?? record.modified ?? dates.created).toISOString()
  const updated = record.modified?.toISOString()
  const { records, fields } = record.size ?? {}
  return {
    global_id: globalId,
    ...known({ local_id: localId, doi }),
    resource_title: cut(record.title.fr, MOST_TITLE),
    synopsis: said(record.synopsis ?? shortened(record.description)),
    summary: said(record.description),
    theme: themeOf(record),
    keywords: keywordsOf(record),
    producer: producerOf(record.publisher),
    contacts: contactsOf(house, record),
    available_formats: mediaOf({ origin: house.origin, globalId }, record),
    ...(record.languages && { resource_languages: record.languages }),
    ...(record.temporal?.from && {
      temporal_spread: {
        start_date: record.temporal.from,
        ...(record.temporal.to && { end_date: record.temporal.to }),
      },
    }),
    ...(record.spatial && { geography: geographyOf(record.spatial, record.shape) }),
    ...(record.size && { dataset_size: known({ numbers_of_records: records, number_of_fields: fields }) }),
    dataset_dates: { created: issued, updated: updated ?? issued, ...(record.issued && { published: issued }) },
    storage_status: record.origin?.archived ? 'archived' : (record.storage ?? 'online'),
    access_condition: {
      licence: licenceOf(house, record),
      confidentiality: { restricted_access: record.access !== 'open', gdpr_sensitive: record.access === 'personal' },
      ...constraintsOf(record, said),
    },
    metadata_info: {
      api_version: RUDI_VERSION,
      metadata_dates: { created: dates.created.toISOString(), updated: dates.updated.toISOString() },
      metadata_contacts: [contactOf(house, house.contact)],
      metadata_source: `${house.origin}/dcat/dataset/${encodeURIComponent(record.id)}`,
    },
    ...(full && { ext_metadata: { orchestra_record: keptOf(record, house.origin, globalId) } }),
  }
}

/** A text in each language it is written in; what repeats itself in both of ours is told once. */
function entries({ fr, en }: Bilingual, written: readonly string[] = fr === en ? ['fr'] : ['fr', 'en']) {
  const ours = written.filter((tag) => tag === 'fr' || tag === 'en')
  if (ours.length > 0) return ours.map((lang) => ({ lang, text: lang === 'en' ? en : fr }))
  return [{ lang: written[0] ?? 'fr', text: fr }]
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text)

/** The first sentence of a text, as far as it fits. */
function shortened({ fr, en }: Bilingual): Bilingual {
  const first = (text: string) => cut(/^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text, MOST_SYNOPSIS)
  return { fr: first(fr), en: first(en) }
}

/** The theme of RUDI's list that is closest to each of the EU's (Publications Office, 2025). */
const themes: Readonly<Record<string, RudiTheme>> = {
  AGRI: 'environment',
  ECON: 'economy',
  EDUC: 'education',
  ENER: 'energyNetworks',
  ENVI: 'environment',
  GOVE: 'citizenship',
  HEAL: 'health',
  INTR: 'citizenship',
  JUST: 'citizenship',
  REGI: 'location',
  SOCI: 'society',
  TECH: 'economy',
  TRAN: 'transportation',
}

const themeOf = ({ rudiTheme, themes: given }: DatasetRecord): RudiTheme =>
  (rudiTheme && rudiThemeOf(rudiTheme)) || given.flatMap((code) => themes[code] ?? [])[0] || 'society'

function keywordsOf(record: DatasetRecord): readonly string[] {
  const words = [...new Set(record.keywords.map(({ fr }) => fr))]
  return words.length > 0 ? words : [bare(rudiThemes[themeOf(record)].label)]
}

const producerOf = ({ name, id, address, summary, at }: Organisation) => ({
  organization_id: id && isUuid(id) ? id : uuidOf('organisation', id ?? name),
  organization_name: name,
  ...known({ organization_address: address, organization_summary: summary }),
  ...(at && { organization_coordinates: { longitude: at[0], latitude: at[1] } }),
})

const contactsOf = (house: RudiHouse, { contacts, publisher }: DatasetRecord) =>
  (contacts.length > 0 ? contacts : [publisher as Contact]).map((one) => contactOf(house, one, publisher.email))

/** RUDI wants an address of mail: without one, that of the producer, then of the house; else one that never leads anywhere (RFC 2606, 1999). */
function contactOf(house: RudiHouse, { name, id, email, role, organisation, summary }: Contact, other?: string) {
  const written = email ?? other ?? house.contact.email ?? `none@${new URL(house.origin).hostname}.invalid`
  return {
    contact_id: id && isUuid(id) ? id : uuidOf('contact', name, written),
    contact_name: name,
    email: written,
    ...known({ role, organization_name: organisation, contact_summary: summary }),
  }
}

const geographyOf = (
  [west, south, east, north]: NonNullable<DatasetRecord['spatial']>,
  shape: DatasetRecord['shape'],
) => ({
  bounding_box: { west_longitude: west, south_latitude: south, east_longitude: east, north_latitude: north },
  ...(shape && { geographic_distribution: shape }),
  projection: 'WGS 84 (EPSG:4326)',
})

/** Licences that RUDI knows by a label, under our names. */
const standard: Readonly<Record<string, string>> = {
  'Apache-2.0': 'apache-2.0',
  'CC-BY-ND-4.0': 'cc-by-nd-4.0',
  'etalab-1.0': 'etalab-1.0',
  'etalab-2.0': 'etalab-2.0',
  'GPL-3.0-only': 'gpl-3.0',
  MIT: 'mit',
  'ODbL-1.0': 'odbl-1.0',
  'CC0-1.0': 'public-domain-cc0',
}

/** What is said where a record states no licence. */
const unstated: RecordLicence = { id: '', title: 'Licence non indiquée' }

function licenceOf(house: RudiHouse, { licence = unstated, page }: DatasetRecord) {
  const label = standard[licence.id]
  if (label) return { licence_type: 'STANDARD', licence_label: label }
  return {
    licence_type: 'CUSTOM',
    custom_licence_label: [{ lang: 'fr', text: licence.title }],
    // An address is mandatory: without one, the page of the dataset says its terms.
    custom_licence_uri: licence.url ?? whole(house, page),
  }
}

function constraintsOf({ constraints = {} }: DatasetRecord, said: (text: Bilingual) => unknown) {
  const { usage, citation, mention, access, other } = constraints
  const of = (text: Bilingual | undefined) => text && said(text)
  return known({
    usage_constraint: of(usage),
    bibliographical_reference: of(citation),
    mandatory_mention: of(mention),
    access_constraint: of(access),
    other_constraints: of(other),
  })
}
