import type { Bilingual } from '../../kernel/index.ts'
import type { Contact, Organisation } from '../agents.ts'
import type { FileDistribution, SeriesDistribution, ServiceDistribution } from '../distribution.ts'
import type { DatasetRecord, RecordLicence } from '../record.ts'
import type { KeptRecord } from '../records/write.ts'
import type { Mender } from './mend.ts'
import { bilingual, same, type Told, writtenIn } from './texts.ts'
import { euThemeOf } from './themes.ts'
import type { Mapped } from './types.ts'

/** A record being told in our words: everything but what is made of the rest. */
export interface Draft
  extends Partial<
    Pick<
      KeptRecord,
      | 'access'
      | 'conformsTo'
      | 'constraints'
      | 'frequency'
      | 'highValue'
      | 'issued'
      | 'modified'
      | 'page'
      | 'parties'
      | 'production'
      | 'rudiTheme'
      | 'shape'
      | 'size'
      | 'spatial'
      | 'storage'
      | 'temporal'
      | 'typology'
      | 'version'
    >
  > {
  readonly title: readonly Told[]
  readonly description: readonly Told[]
  readonly synopsis?: readonly Told[]
  readonly provenance?: readonly Told[]
  readonly limits?: readonly Told[]
  readonly keywords: readonly Told[]
  /** Codes or labels of themes. */
  readonly themes: readonly string[]
  readonly publisher?: Organisation | undefined
  readonly creators?: readonly string[]
  readonly contacts: readonly Contact[]
  readonly licence?: RecordLicence | undefined
  readonly identifiers?: readonly (string | undefined)[]
  readonly languages?: readonly string[]
  readonly sources?: readonly string[]
  readonly files: readonly FileDistribution[]
  readonly services: readonly ServiceDistribution[]
  readonly series?: readonly SeriesDistribution[]
}

/**
 * The record of a draft. A title is all that cannot be done without; what DCAT-AP wants besides is supplied from what is known,
 * and that is said. `house` is what the source is called, when no publisher is named.
 */
export function recordOf(draft: Draft, mender: Mender, house: string): Mapped {
  const { errors, repairs, mended, refuse } = mender
  const said = (told: readonly Told[] | undefined) => bilingual((told ?? []).filter(({ text }) => text !== ''))
  const title = said(draft.title)
  if (!title) {
    refuse('ERR-202', 'title', { fr: 'Titre absent.', en: 'Title missing.' })
    return { title: draft.identifiers?.find(Boolean) ?? '?', errors, repairs }
  }
  if (errors.length > 0) return { title: title.fr, errors, repairs }
  const described = said(draft.description)
  if (!described)
    mended('ERR-202', 'description', {
      fr: 'Description absente : le titre la remplace.',
      en: 'Description missing: the title stands for it.',
    })
  if (!draft.publisher)
    mended('ERR-202', 'publisher', { fr: `Producteur absent : ${house}.`, en: `Publisher missing: ${house}.` })
  const publisher = draft.publisher ?? { name: house }
  if (!draft.licence && draft.files.length + draft.services.length > 0)
    mended('ERR-202', 'licence', { fr: 'Aucune licence n’est indiquée.', en: 'No licence is stated.' })
  const written = writtenIn([...draft.title, ...draft.description])
  const themes = themesOf(draft.themes, mender)
  const { keywords, files, services, series, contacts, ...rest } = draft
  const record: Omit<KeptRecord, 'files' | 'services' | 'series'> = {
    ...defined({
      ...pick(rest),
      synopsis: said(draft.synopsis),
      provenance: said(draft.provenance),
      limits: said(draft.limits),
      licence: draft.licence,
      written: written.length > 0 && !isOurs(written) ? written : undefined,
      languages: draft.languages?.length ? [...new Set(draft.languages)] : undefined,
      identifiers: [...new Set((draft.identifiers ?? []).filter((one): one is string => !!one))],
    }),
    title,
    description: described ?? title,
    keywords: keywordsOf(keywords),
    themes,
    access: draft.access ?? 'open',
    publisher,
    creators: [...new Set(draft.creators ?? [])],
    contacts:
      contacts.length > 0 ? contacts : [{ name: publisher.name, ...(publisher.email && { email: publisher.email }) }],
    sources: draft.sources ?? [],
  }
  return {
    title: title.fr,
    errors,
    repairs,
    record: {
      ...record,
      files: named(files, mender),
      services: named(services, mender),
      ...(series && series.length > 0 && { series: named(series, mender) }),
    },
  }
}

const isOurs = (written: readonly string[]) => written.length === 2 && written.includes('fr') && written.includes('en')

const plainFields = [
  'conformsTo',
  'constraints',
  'frequency',
  'highValue',
  'issued',
  'modified',
  'page',
  'parties',
  'production',
  'rudiTheme',
  'shape',
  'size',
  'spatial',
  'storage',
  'temporal',
  'typology',
  'version',
] as const

const pick = (draft: Partial<Draft>) => Object.fromEntries(plainFields.map((name) => [name, draft[name]]))

function defined(fields: Readonly<Record<string, unknown>>): Partial<KeptRecord> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<KeptRecord>
}

function themesOf(given: readonly string[], { mended }: Mender): string[] {
  const found = new Set<string>()
  for (const label of given) {
    const code = euThemeOf(label)
    if (!code) continue
    found.add(code)
    if (!label.endsWith(code))
      mended('ERR-303', 'theme', {
        fr: `Thème « ${label.slice(0, 80)} » rangé sous ${code}.`,
        en: `Theme '${label.slice(0, 80)}' put under ${code}.`,
      })
  }
  return [...found]
}

/** Each keyword once, however it is written. */
function keywordsOf(told: readonly Told[]): DatasetRecord['keywords'] {
  const seen = new Set<string>()
  return told.flatMap(({ text }) => {
    const key = text.toLowerCase()
    if (text === '' || seen.has(key) || text.length > 200) return []
    seen.add(key)
    return [same(text)]
  })
}

/** Distributions each under a name of its own. */
function named<D extends { readonly id: string; readonly description?: Bilingual }>(
  distributions: readonly D[],
  { mended }: Mender,
): D[] {
  const seen = new Set<string>()
  return distributions.map((one, i) => {
    const id = seen.has(one.id) ? `${one.id}-${i}` : one.id
    if (id !== one.id)
      mended('ERR-304', 'distribution', { fr: `Distribution renommée ${id}.`, en: `Distribution renamed ${id}.` })
    seen.add(id)
    const { description, ...rest } = one
    return { ...rest, id, ...(description?.fr && { description }) } as D
  })
}
