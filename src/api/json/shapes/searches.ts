import Type, { type Static } from 'typebox'
import { count, instant, text } from './common.ts'

export const SavedSearchTold = Type.Object({
  id: count(),
  title: text(),
  query: text('As in the address of the search: `q=v%C3%A9lo&theme=TRAN`.'),
  mails: Type.Boolean({ description: 'Whether what is new is written about, once a day at most.' }),
  created: instant(),
  page: text('Where its results are.'),
  feed: text('Its Atom feed.'),
})
export type SavedSearchTold = Static<typeof SavedSearchTold>
export const SavedSearchList = Type.Object({ items: Type.Array(SavedSearchTold) })
export type SavedSearchList = Static<typeof SavedSearchList>

export const SavedSearchForm = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 150, pattern: '\\S' }),
  query: Type.String({ maxLength: 4000, description: 'As in the address of the search.' }),
  mails: Type.Boolean(),
})
