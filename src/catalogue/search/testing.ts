import type { DatasetRecord } from '../record.ts'
import { type Documents, noDocuments, put } from './documents.ts'
import { type Found, find } from './find.ts'
import type { SearchQuery } from './query.ts'
import { readySynonyms, type SynonymGroups } from './synonyms.ts'

export const both = (fr: string, en = fr) => ({ fr, en })

/** A record that says little but what is asked. */
export const record = (id: string, more: Partial<DatasetRecord> = {}): DatasetRecord => ({
  id,
  title: both(id),
  description: both('Sans autre précision'),
  keywords: [],
  themes: [],
  access: 'open',
  publisher: { name: 'Ville' },
  creators: [],
  contacts: [],
  sources: [],
  page: `/datasets/${id}`,
  files: [],
  services: [],
  ...more,
})

/** Records ready to be searched. */
export function indexed(records: readonly DatasetRecord[]): Documents {
  const documents = noDocuments()
  for (const one of records) put(documents, { record: one }, both('Ici', 'Here'))
  return documents
}

/** What a search finds of them. */
export const search = (
  documents: Documents,
  query: Partial<SearchQuery> | string,
  synonyms: SynonymGroups = [],
): Found =>
  find(documents, readySynonyms(synonyms), {
    offset: 0,
    limit: 20,
    ...(typeof query === 'string' ? { words: query } : query),
  })

export const idsOf = ({ hits }: Found): string[] => hits.map(({ id }) => id)
