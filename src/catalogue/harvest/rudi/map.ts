import { Errors } from 'typebox/value'
import type { Bbox, Bilingual } from '../../../kernel/index.ts'
import type { Constraints } from '../../record.ts'
import type { KeptRecord } from '../../records/write.ts'
import type { StorageStatus } from '../../words.ts'
import { licenceOf } from '../licences.ts'
import { cleaned, type Fields, fieldsOf, type Mender, openMender, shown } from '../mend.ts'
import { bilingual, languageOf, same, type Told, writtenIn } from '../texts.ts'
import { rudiThemeOf, rudiThemes } from '../themes.ts'
import type { Mapped } from '../types.ts'
import { distributionsOf } from './media.ts'
import { mendMetadata } from './mend.ts'
import { rudiMetadata } from './schema.ts'
import { wholeRecord } from './whole.ts'

/** A RUDI record in our words: mended where it can be, refused where it is not valid under 1.4.1 even so. */
export function mapRudi(raw: unknown): Mapped {
  const mender = openMender()
  const given = fieldsOf(raw)
  const title =
    (typeof given.resource_title === 'string' && cleaned(given.resource_title.slice(0, 200))) ||
    shown(given.global_id ?? '?')
  const mended = mendMetadata(given, mender)
  for (const { field, missing } of faults(mended))
    mender.refuse(missing ? 'ERR-202' : 'ERR-307', field, {
      fr: missing ? 'Champ obligatoire absent.' : `Valeur non conforme : ${shown(at(mended, field))}`,
      en: missing ? 'Mandatory field missing.' : `Value that does not conform: ${shown(at(mended, field))}`,
    })
  if (typeof mended.theme === 'string' && !rudiThemeOf(mended.theme))
    mender.refuse('ERR-303', 'theme', {
      fr: `Thème hors de la liste : ${shown(mended.theme)}`,
      en: `Theme not in the list: ${shown(mended.theme)}`,
    })
  const { errors, repairs } = mender
  if (errors.length > 0) return { title, errors, repairs }
  return { title, errors, repairs, record: wholeRecord(given, mender) ?? recordOf(mended, mender) }
}

/** What of the schema a record breaks: where, and whether something is missing there. */
function faults(record: Fields): { field: string; missing: boolean }[] {
  const found = new Map<string, boolean>()
  for (const error of [...Errors(rudiMetadata, record)].slice(0, 50)) {
    const path = error.instancePath.split('/').slice(1).join('.')
    const names = error.keyword === 'required' ? error.params.requiredProperties : ['']
    for (const name of names) {
      const field = [path, name].filter(Boolean).join('.') || '.'
      found.set(field, (found.get(field) ?? false) || error.keyword === 'required' || error.keyword === 'minItems')
    }
  }
  return [...found].map(([field, missing]) => ({ field, missing }))
}

const at = (record: Fields, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (Array.isArray(value) ? value[Number(name)] : fieldsOf(value)[name]), record)

/** Only of what the schema let through. */
function recordOf(record: Fields, mender: Mender): KeptRecord {
  const { synopsis, summary, dataset_dates, access_condition } = record as {
    synopsis: Entry[]
    summary: Entry[]
    dataset_dates: Record<string, string>
    access_condition: Fields
  }
  const theme = rudiThemeOf(record.theme as string)!
  const [short, long] = [told(synopsis), told(summary)]
  const written = writtenIn([...short, ...long])
  const producer = record.producer as Record<string, string> & {
    organization_coordinates?: { latitude: number; longitude: number }
  }
  const place = producer.organization_coordinates
  const { restricted_access = false, gdpr_sensitive = false } = fieldsOf(access_condition.confidentiality)
  const licence = licenceFrom(access_condition.licence as Fields, mender)
  const constraints = constraintsOf(access_condition)
  const spatial = boxOf(fieldsOf(fieldsOf(record.geography).bounding_box))
  const shape = fieldsOf(record.geography).geographic_distribution as Fields | undefined
  const { start_date: from, end_date: to } = fieldsOf(record.temporal_spread) as {
    start_date?: string
    end_date?: string
  }
  const { numbers_of_records: records, number_of_fields: fields } = fieldsOf(record.dataset_size) as Record<
    string,
    number
  >
  const languages = ((record.resource_languages ?? []) as string[]).map(languageOf).filter(Boolean)
  const issued = dataset_dates.published ?? dataset_dates.created
  return {
    title: same(record.resource_title as string),
    description: bilingual(long)!,
    synopsis: bilingual(short)!,
    ...(written.length > 0 && { written }),
    keywords: (record.keywords as string[]).map(same),
    themes: [rudiThemes[theme].eu],
    rudiTheme: theme,
    storage: record.storage_status as StorageStatus,
    access: gdpr_sensitive ? 'personal' : restricted_access ? 'restricted' : 'open',
    ...(licence && { licence }),
    ...(constraints && { constraints }),
    publisher: {
      name: producer.organization_name!,
      id: producer.organization_id!,
      ...(producer.organization_address && { address: producer.organization_address }),
      ...(producer.organization_summary && { summary: producer.organization_summary }),
      ...(place && { at: [place.longitude, place.latitude] as const }),
    },
    creators: [],
    contacts: (record.contacts as Record<string, string>[]).map((one) => ({
      name: one.contact_name!,
      id: one.contact_id!,
      email: one.email!,
      ...(one.role && { role: one.role }),
      ...(one.organization_name && { organisation: one.organization_name }),
      ...(one.contact_summary && { summary: one.contact_summary }),
    })),
    ...(spatial && { spatial }),
    ...(shape && { shape }),
    ...(from && { temporal: { from, ...(to && { to }) } }),
    ...(issued && { issued }),
    ...(dataset_dates.updated && { modified: dataset_dates.updated }),
    ...(languages.length > 0 && { languages: [...new Set(languages)] }),
    identifiers: [record.global_id, record.local_id, record.doi].filter(
      (one): one is string => typeof one === 'string' && one !== '',
    ),
    sources: [],
    ...((records !== undefined || fields !== undefined) && {
      size: { ...(records !== undefined && { records }), ...(fields !== undefined && { fields }) },
    }),
    ...distributionsOf(record.available_formats as Fields[], mender),
  }
}

interface Entry {
  readonly lang: string
  readonly text: string
}

const told = (entries: readonly Entry[]): Told[] => entries.map(({ lang, text }) => ({ lang: languageOf(lang), text }))

function licenceFrom(licence: Fields, { mended }: Mender) {
  if (licence.licence_type === 'STANDARD') return licenceOf(licence.licence_label as string)
  const label = bilingual(told(licence.custom_licence_label as Entry[]))!.fr
  const url = licence.custom_licence_uri as string
  const known = licenceOf(label)
  if (known && known.id !== '') {
    mended('ERR-303', 'access_condition.licence', {
      fr: `Licence reconnue à son nom : ${known.title}.`,
      en: `Licence known by its name: ${known.title}.`,
    })
    return known
  }
  return { id: '', title: label, ...(/^https?:\/\//.test(url) && URL.canParse(url) && { url }) }
}

function constraintsOf(condition: Fields): Constraints | undefined {
  const of = (name: string): Bilingual | undefined =>
    Array.isArray(condition[name]) ? bilingual(told(condition[name] as Entry[])) : undefined
  const found = Object.entries({
    usage: of('usage_constraint'),
    citation: of('bibliographical_reference'),
    mention: of('mandatory_mention'),
    access: of('access_constraint'),
    other: of('other_constraints'),
  }).filter(([, text]) => text)
  return found.length > 0 ? (Object.fromEntries(found) as Constraints) : undefined
}

function boxOf(box: Fields): Bbox | undefined {
  const sides = [box.west_longitude, box.south_latitude, box.east_longitude, box.north_latitude]
  return sides.every((side) => typeof side === 'number') ? (sides as unknown as Bbox) : undefined
}
