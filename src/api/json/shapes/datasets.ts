import Type, { type Static } from 'typebox'
import { Column } from './assets.ts'
import { Access, Bbox, Contact, count, instant, maybe, number, orNull, SourceFacts, Text, text } from './common.ts'
import { Checks } from './evidence.ts'
import { QualityTold } from './quality.ts'

export const Distribution = Type.Object({
  id: Type.Enum(['geojson', 'geojsonseq', 'csv', 'parquet', 'fgb', 'gpkg', 'shp', 'xlsx', 'datapackage', 'file']),
  title: Text,
  mediaType: text(),
  limits: orNull(Text),
  href: text('Address of the download.'),
  fileName: text(),
  bytes: orNull(count('Exact where the file is served as it is stored; null where it is written while sent.')),
  sha256: orNull(text('Of the file, where it is served as it is stored.')),
})
export type Distribution = Static<typeof Distribution>

export const DownloadProgress = Type.Object({
  state: Type.Enum(['writing', 'ready']),
  bytes: count('Written so far; of the whole file once it is ready.'),
  rows: orNull(count('Read so far; null where nobody knows how many a file has.')),
  ofRows: orNull(count('Of the whole; null where a filter chooses.')),
  seconds: number('Since it was begun.'),
})
export type DownloadProgress = Static<typeof DownloadProgress>

const datasetFields = {
  id: text(),
  title: Text,
  description: Text,
  kind: Type.Enum(['table', 'observations', 'raster', 'file']),
  licence: Type.Object({ id: text(), title: text(), url: text() }),
  access: Access,
  allowed: Type.Boolean({ description: 'Whether whoever asks may read the data.' }),
  theme: Type.Object({ id: text(), code: text('EU data theme: TRAN.'), url: text() }),
  keywords: Type.Array(Text),
  producers: Type.Array(text('Who made the sources it comes from.')),
  pack: orNull(text('Use case that makes it; null for a source published as it is.')),
  state: Type.Enum(['never', 'fresh', 'stale', 'failed', 'running']),
  version: count('0 while there is no version.'),
  rows: count(),
  bytes: count(),
  made: orNull(instant()),
  checked: orNull(instant()),
  geometry: orNull(Type.Object({ column: text(), types: Type.Array(text()) })),
  time: orNull(text('Column of its instants or days.')),
  synthetic: Type.Boolean(),
}
export const DatasetSummary = Type.Object(datasetFields)
export type DatasetSummary = Static<typeof DatasetSummary>
export const DatasetList = Type.Object({ items: Type.Array(DatasetSummary) })
export type DatasetList = Static<typeof DatasetList>

export const Dataset = Type.Object({
  ...datasetFields,
  contact: orNull(Contact),
  limits: orNull(Text),
  owner: orNull(
    Type.Object(
      { slug: text(), name: text() },
      { description: 'The organisation whose producers decide who reads it.' },
    ),
  ),
  refusal: orNull(
    Type.Object({ reason: Text, remedy: Text }, { description: 'Why the data is not given, and what to do.' }),
  ),
  provenance: Type.Array(Type.Object({ asset: text(), title: Text, ...SourceFacts.properties })),
  extent: Type.Object({
    spatial: orNull(Bbox),
    temporal: orNull(Type.Object({ from: text(), to: text() })),
  }),
  columns: Type.Array(Column),
  key: Type.Array(text()),
  schema: Type.Object({
    fr: Type.Record(Type.String(), Type.Unknown()),
    en: Type.Record(Type.String(), Type.Unknown()),
  }),
  parameters: Type.Record(Type.String(), Type.Number()),
  distributions: Type.Array(Distribution),
  versions: Type.Array(
    Type.Object({
      id: count(),
      partition: orNull(text()),
      made: instant(),
      rows: count(),
      bytes: count(),
      current: Type.Boolean(),
    }),
    { description: 'The ten newest that were published.' },
  ),
  checks: Checks,
  quality: QualityTold,
  quarantined: count(),
  links: Type.Object({
    asset: text(),
    lineage: text(),
    rows: text(),
    statistics: text(),
    series: orNull(text()),
    quarantine: text(),
  }),
})
export type Dataset = Static<typeof Dataset>

export const RowsPage = Type.Object({
  dataset: text(),
  version: count(),
  pin: text('Names this very content: pass it as `pin` to go on reading it while the data changes.'),
  columns: Type.Array(text()),
  limit: count(),
  offset: count(),
  total: orNull(count('Rows of the version; null where `bbox` or `where` keep a part of it.')),
  next: orNull(text('Address of the next page.')),
  rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
})
export type RowsPage = Static<typeof RowsPage>

export const FeaturePage = Type.Object({
  type: Type.Literal('FeatureCollection'),
  numberReturned: count(),
  numberMatched: maybe(count('Absent where `bbox` or `where` keep a part of it.')),
  version: count(),
  pin: text(),
  links: Type.Array(Type.Object({ rel: text(), href: text(), type: text() })),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: maybe(Type.Union([Type.String(), Type.Number()])),
      geometry: orNull(Type.Unknown()),
      properties: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
})
export type FeaturePage = Static<typeof FeaturePage>

export const ColumnStatistics = Type.Object({
  ...Column.properties,
  count: count('Values present.'),
  missing: count(),
  distinct: orNull(count('Null for geometries and JSON.')),
  min: orNull(Type.Union([Type.String(), Type.Number()])),
  max: orNull(Type.Union([Type.String(), Type.Number()])),
  mean: orNull(Type.Number()),
  deviation: orNull(number('Standard deviation of the values.')),
  median: orNull(Type.Number()),
  top: Type.Array(Type.Object({ value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]), count: count() }), {
    description: 'The ten most frequent values of texts, booleans and whole numbers that repeat.',
  }),
})
export const Statistics = Type.Object({
  dataset: text(),
  version: count(),
  rows: count(),
  approximate: Type.Boolean({ description: 'Above a million rows, `distinct` and `median` are estimated.' }),
  columns: Type.Array(ColumnStatistics),
})
export type Statistics = Static<typeof Statistics>

export const Series = Type.Object({
  dataset: text(),
  version: count(),
  time: text('Column.'),
  value: text('Column.'),
  unit: maybe(text()),
  by: Type.Enum(['15min', 'hour', 'day', 'week', 'month', 'year']),
  timezone: text(),
  truncated: Type.Boolean({ description: 'True when only the last 2,000 periods are given.' }),
  points: Type.Array(
    Type.Object({
      start: instant('Start of the period.'),
      local: text('The same in the time zone of the territory: `2023-01-31T14:00`.'),
      count: count('Values in the period.'),
      sum: Type.Number(),
      mean: Type.Number(),
      min: Type.Number(),
      max: Type.Number(),
    }),
  ),
})
export type Series = Static<typeof Series>

export const Health = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'failing']),
  version: text(),
  territory: text(),
  checks: Type.Array(
    Type.Object({
      name: text(),
      ok: Type.Boolean(),
      required: Type.Boolean(),
      say: Text,
      seconds: maybe(Type.Number()),
    }),
  ),
})
export type Health = Static<typeof Health>
