import Type, { type Static } from 'typebox'
import {
  Access,
  Account,
  count,
  Fault,
  Footprint,
  instant,
  maybe,
  orNull,
  pageOf,
  SourceFacts,
  Text,
  text,
} from './common.ts'

export const PartitionState = Type.Object({
  by: orNull(text('year, month, day, hour or tile; null when the asset is not partitioned.')),
  total: count(),
  fresh: count(),
  stale: count('Failed ones included.'),
  failed: count(),
  ranges: Type.Array(
    Type.Object({
      state: Type.Enum(['fresh', 'stale', 'failed']),
      from: text('Key of the first partition.'),
      to: text('Key of the last partition, included.'),
      count: count(),
    }),
  ),
  more: count('Ranges left out of the list, which is cut at 500.'),
})
export type PartitionState = Static<typeof PartitionState>

export const ChecksSummary = Type.Object({
  passed: count('Checks passed by every current partition.'),
  warned: count('Checks failed that only warn, or set rows aside.'),
  blocked: count('Checks failed that refused the last version made.'),
})

const assetFields = {
  name: text(),
  title: Text,
  description: maybe(Text),
  kind: Type.Enum(['table', 'observations', 'raster', 'file']),
  source: orNull(SourceFacts),
  pack: orNull(text('Pack that makes it; null for sources.')),
  inputs: Type.Array(Type.Object({ alias: text(), asset: text() })),
  outputs: Type.Array(text('Asset made directly from this one.')),
  published: Type.Boolean(),
  access: Access,
  state: Type.Enum(['never', 'fresh', 'stale', 'failed', 'running']),
  partitions: PartitionState,
  version: count('Counts the changes of its content; 0 before the first.'),
  rows: count(),
  bytes: count(),
  made: orNull(instant('When the newest part of the current version was made.')),
  checked: orNull(instant('When it was last found or made up to date.')),
  checks: ChecksSummary,
  quarantined: count(),
  account: orNull(Account),
  schedule: orNull(
    Type.Object({ cron: maybe(text()), noOlderThan: maybe(text()), next: orNull(instant('Next moment of the cron.')) }),
  ),
  footprint: orNull(Footprint),
}
export const AssetSummary = Type.Object(assetFields)
export type AssetSummary = Static<typeof AssetSummary>

export const AssetList = Type.Object({ items: Type.Array(AssetSummary) })
export type AssetList = Static<typeof AssetList>

export const Column = Type.Object({
  name: text(),
  type: Type.Enum(['text', 'integer', 'number', 'boolean', 'instant', 'date', 'json', 'geometry']),
  title: Text,
  description: maybe(Text),
  unit: maybe(text('UCUM code.')),
  role: maybe(Type.Enum(['id', 'geometry', 'time', 'title'])),
  nullable: Type.Boolean(),
  crs: maybe(text('CRS it is kept in; answers are in EPSG:4326.')),
  geometryTypes: maybe(Type.Array(text())),
})
export type Column = Static<typeof Column>

export const Asset = Type.Object({
  ...assetFields,
  columns: Type.Array(Column),
  key: Type.Array(text()),
  parameters: Type.Record(Type.String(), Type.Number()),
  rules: Type.Array(Type.Object({ rule: text(), columns: Type.Array(text()), severity: text() })),
  code: orNull(text('Version of the code that made it.')),
  impact: Type.Array(text('Asset made again when this one changes.')),
  fault: orNull(Type.Object({ run: count(), step: count(), at: orNull(instant()), error: Fault })),
})
export type Asset = Static<typeof Asset>

export const Version = Type.Object({
  id: count(),
  partition: orNull(text('Key of the partition.')),
  state: Type.Enum(['staged', 'checked', 'published', 'refused']),
  current: Type.Boolean(),
  rows: count(),
  bytes: count(),
  object: text('SHA-256 of the file.'),
  mediaType: text(),
  made: instant(),
  run: orNull(count()),
  code: text(),
  fingerprint: text(),
  parameters: Type.Record(Type.String(), Type.Number()),
  inputs: Type.Array(Type.Object({ alias: text(), asset: text(), version: count(), partitions: count() })),
  account: Account,
  footprint: orNull(Footprint),
})
export type Version = Static<typeof Version>
export const VersionPage = pageOf(Version)
export type VersionPage = Static<typeof VersionPage>
