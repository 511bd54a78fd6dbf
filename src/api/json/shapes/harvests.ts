import Type, { type Static } from 'typebox'
import { Access, Bbox, Contact, count, Fault, instant, maybe, orNull, pageOf, Text, text } from './common.ts'
import { QualityTold } from './quality.ts'

export const Finding = Type.Object(
  { code: text('RUDI’s code: `ERR-202`.'), field: text('Path in the record as it came.'), say: Text },
  { description: 'What is wrong with a record: mended, or why it cannot be used.' },
)
export type Finding = Static<typeof Finding>

const Counts = Type.Object({
  created: count(),
  changed: count(),
  unchanged: count(),
  archived: count('Gone from the source.'),
  refused: count('That cannot be used.'),
  repaired: count('That could be used once mended.'),
})

export const HarvestRun = Type.Object({
  id: count(),
  source: text(),
  started: instant(),
  ended: orNull(instant()),
  state: Type.Enum(['running', 'done', 'stopped', 'failed'], { description: 'stopped: by its safeguard.' }),
  mode: Type.Enum(['full', 'changes']),
  pages: count(),
  announced: orNull(count('How many records the source says it has.')),
  seen: count(),
  counts: Counts,
  notes: Type.Array(Type.Object({ code: text(), say: Text })),
  error: orNull(Fault),
})
export type HarvestRun = Static<typeof HarvestRun>
export const HarvestRunPage = pageOf(HarvestRun)
export type HarvestRunPage = Static<typeof HarvestRunPage>

export const HarvestSource = Type.Object({
  id: text(),
  title: Text,
  kind: orNull(text('Null for one that the territory no longer declares.')),
  address: orNull(text()),
  cron: orNull(text()),
  active: count('Records at the source and usable here.'),
  archived: count(),
  refused: count('That never could be used.'),
  repaired: count('Of the active ones.'),
  stale: count('Of the active ones, those whose last version cannot be used: the one before is shown.'),
  last: orNull(HarvestRun),
})
export type HarvestSource = Static<typeof HarvestSource>
export const HarvestSources = Type.Object({ items: Type.Array(HarvestSource) })
export type HarvestSources = Static<typeof HarvestSources>

export const RecordReport = Type.Object({
  external: text('Its identifier at the source.'),
  dataset: text('Its identifier here.'),
  title: text(),
  outcome: Type.Enum(['created', 'changed', 'restored', 'archived', 'refused']),
  errors: Type.Array(Finding),
  repairs: Type.Array(Finding),
})
export type RecordReport = Static<typeof RecordReport>
export const RecordReportPage = pageOf(RecordReport)
export type RecordReportPage = Static<typeof RecordReportPage>

const Distribution = Type.Object({
  id: text(),
  title: Text,
  path: text('A path of this service, or a whole address.'),
  description: maybe(Text),
  mediaType: maybe(text()),
  bytes: maybe(Type.Unknown()),
  conformsTo: maybe(text()),
})

export const CatalogueEntry = Type.Object(
  {
    id: text(),
    title: Text,
    description: Text,
    written: maybe(Type.Array(text(), { description: 'Languages it was written in, where they are not both ours.' })),
    keywords: Type.Array(Text),
    themes: Type.Array(text('Code of the EU data theme.')),
    access: Access,
    licence: maybe(Type.Object({ id: text(), title: text(), url: maybe(text()) })),
    publisher: Contact,
    contacts: Type.Array(Contact),
    spatial: maybe(Bbox),
    temporal: maybe(Type.Object({ from: maybe(text()), to: maybe(text()) })),
    frequency: maybe(text()),
    issued: maybe(instant()),
    modified: maybe(instant()),
    sources: Type.Array(text()),
    files: Type.Array(Distribution),
    services: Type.Array(Distribution),
    series: maybe(Type.Array(Distribution)),
    limits: maybe(Text),
    provenance: maybe(Text),
    page: text(),
    origin: maybe(
      Type.Object({
        source: text(),
        title: Text,
        external: text(),
        first: instant(),
        seen: instant(),
        archived: Type.Boolean(),
      }),
    ),
    edited: maybe(Type.Array(text(), { description: 'Fields that people of this house say otherwise.' })),
    quality: QualityTold,
    found: Type.Array(
      Type.Object({
        name: text('A facet of the search.'),
        values: Type.Array(Type.Object({ value: text(), title: Text })),
      }),
      { description: 'What it is found by, in words.' },
    ),
  },
  { description: 'A dataset as the catalogue describes it, ours or of elsewhere. More fields may be there.' },
)
export type CatalogueEntry = Static<typeof CatalogueEntry>

export const RecordHistory = Type.Object({
  items: Type.Array(
    Type.Object({
      id: count(),
      at: instant(),
      verb: Type.Enum(['created', 'changed', 'archived', 'restored', 'edited', 'reset', 'undone']),
      kind: Type.Enum(['account', 'operator', 'service']),
      run: orNull(count('The harvest that did it.')),
      undoes: orNull(count('The change that it took back.')),
      undone: orNull(count('The change that took it back.')),
      fields: Type.Array(Type.Object({ field: text(), before: maybe(Type.Unknown()), after: maybe(Type.Unknown()) })),
    }),
  ),
})
export type RecordHistory = Static<typeof RecordHistory>

export const RecordEdit = Type.Object({
  field: Type.String({ maxLength: 50, description: 'Field of the record: `title`, `licence`…' }),
  value: Type.Unknown({ description: 'What to say instead of its source; null to let the source speak again.' }),
})
