import { randomUUID } from 'node:crypto'
import type { Sender } from '../../store/index.ts'
import type { Organisation } from '../agents.ts'
import { datasetIdOf } from '../harvest/collect.ts'
import { uuidOf } from '../rudi/uuid.ts'
import { checkDescribed } from './editable.ts'
import type { Hand } from './history.ts'
import { putRecord } from './put.ts'
import type { KeptRecord } from './write.ts'

/** What people say of a record, field by field; null where they say nothing. */
export type Said = Readonly<Record<string, unknown>>

/** The source of what an organisation describes in forms. A dot is in no name of a harvest. */
export const describedSource = (slug: string): string => `described.${slug}`

/** The organisation whose programs or people bring the records of a source; undefined for those of a harvest. */
export const organisationOfSource = (source: string): string | undefined =>
  /^(?:described|deposit)\.(.+)$/.exec(source)?.[1]

/** Whether the records of a source are described here, in forms. */
export const isDescribed = (source: string): boolean => source.startsWith('described.')

/** A file as it is typed: where it is, and of which media type. */
interface TypedFile {
  readonly title: KeptRecord['title']
  readonly path: string
  readonly mediaType: string
}

/**
 * A record with what people say of it. Every field is checked: what they say nothing of stays as it was. Throws `catalogue.field`.
 */
export function withSaid(record: KeptRecord, said: Said): KeptRecord {
  const kept: Record<string, unknown> = { ...record }
  for (const [field, value] of Object.entries(said)) {
    checkDescribed(field, value)
    if (value !== null) kept[field] = field === 'files' ? filesOf(value as readonly TypedFile[]) : value
    else if (Array.isArray(kept[field])) kept[field] = []
    else delete kept[field]
  }
  return kept as unknown as KeptRecord
}

const filesOf = (files: readonly TypedFile[]): KeptRecord['files'] =>
  files.map(({ title, path, mediaType }) => ({ id: uuidOf('file', path, mediaType), title, path, mediaType }))

/** What a new record must say. */
const firstFields = ['title', 'description', 'contacts', 'access'] as const

/** A record of an organisation, described in a form. Throws `catalogue.field`. */
export async function describeNew(
  tx: Sender,
  told: {
    readonly territory: string
    readonly organisation: Organisation & { readonly slug: string }
    readonly said: Said
    readonly by: Hand
    readonly at: Date
  },
): Promise<string> {
  const { territory, organisation, said, by, at } = told
  for (const field of firstFields) if (said[field] === undefined) checkDescribed(field, null)
  const { slug, name, email, url } = organisation
  const [external, source] = [randomUUID(), describedSource(slug)]
  const empty = { keywords: [], themes: [], creators: [], sources: [], files: [], services: [] }
  const publisher = { name, id: uuidOf('organisation', slug), ...(email && { email }), ...(url && { url }) }
  const day = at.toISOString()
  const base = { ...empty, publisher, identifiers: [external], issued: day, modified: day } as unknown as KeptRecord
  const dataset = datasetIdOf(source, external)
  await putRecord(tx, { territory, source, external, dataset, record: withSaid(base, said), by, at })
  return dataset
}
