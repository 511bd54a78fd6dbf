import Type, { type Static } from 'typebox'
import { facetNames } from '../../../kernel/index.ts'
import { Access, count, instant, maybe, number, orNull, pageOf, Text, text } from './common.ts'

export const FacetTold = Type.Object({
  name: Type.Enum([...facetNames]),
  values: Type.Array(
    Type.Object({
      value: text('What it is asked by.'),
      title: Text,
      count: count('Datasets that have it, whatever else of this facet is asked for.'),
      kept: Type.Boolean({ description: 'Whether it is asked for.' }),
    }),
  ),
  more: count('Values that are not told.'),
})
export type FacetTold = Static<typeof FacetTold>

const How = Type.Enum(['word', 'beginning', 'misspelt', 'synonym'], {
  description: 'The word or a form of it, a word it begins, one it misspells, a synonym.',
})

const Reason = Type.Object({
  asked: text('A word of the search.'),
  how: How,
  met: text('What it was met by.'),
  fields: Type.Array(Type.Enum(['title', 'keywords', 'description', 'producer', 'other'])),
  points: number('Its part of the points.'),
})

export const SearchHit = Type.Object({
  id: text(),
  title: Text,
  description: Text,
  producer: text(),
  access: Access,
  licence: orNull(text()),
  themes: Type.Array(text('EU data theme: TRAN.')),
  formats: Type.Array(text()),
  modified: orNull(instant()),
  source: orNull(Type.Object({ id: text(), title: Text }, { description: 'Where it was harvested; null for ours.' })),
  house: orNull(
    Type.Object(
      {
        kind: Type.Enum(['table', 'observations', 'raster', 'file']),
        state: Type.Enum(['never', 'fresh', 'stale', 'failed', 'running']),
        rows: count(),
        bytes: count(),
        made: orNull(instant()),
      },
      { description: 'What is known of a dataset of ours.' },
    ),
  ),
  quality: orNull(number('Of its description, out of 100; judged again every day.')),
  points: number('What the words are worth in it: the sum of the reasons.'),
  why: Type.Array(Reason),
})
export type SearchHit = Static<typeof SearchHit>

export const WordTold = Type.Object({
  asked: text(),
  ways: Type.Array(Type.Object({ how: How, shown: text() }), {
    description: 'How it was looked for, the surest first; none when nothing is like it.',
  }),
})
export type WordTold = Static<typeof WordTold>

export const LoosenedTold = Type.Object({
  what: Type.Enum(['word', 'box', 'period', 'filters', 'only', ...facetNames], {
    description: 'What to leave out; `filters`: all of them, `only`: all but one word.',
  }),
  value: text(),
  total: count('Datasets there would be without it.'),
})
export type LoosenedTold = Static<typeof LoosenedTold>

export const SearchPage = Type.Object({
  ...pageOf(SearchHit).properties,
  sort: text(),
  facets: Type.Array(FacetTold),
  read: Type.Array(WordTold, { description: 'How each word was read.' }),
  loosen: Type.Array(LoosenedTold, {
    description: 'When nothing was found: what to ask less of, what gives most first.',
  }),
  ranking: Text,
})
export type SearchPage = Static<typeof SearchPage>

export const RecordList = pageOf(Type.Object({ id: text(), modified: orNull(instant()) }))
export type RecordList = Static<typeof RecordList>

export const SynonymsTold = Type.Object({
  groups: Type.Array(Type.Array(text())),
  at: orNull(instant('When an administrator said them; null for those of the software.')),
})
export type SynonymsTold = Static<typeof SynonymsTold>

export const SynonymForm = Type.Object({
  groups: maybe(
    Type.String({
      maxLength: 60_000,
      description: 'A group a line, its words between commas. Absent: those of the software again.',
    }),
  ),
})
