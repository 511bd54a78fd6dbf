import Type, { type Static } from 'typebox'
import { count, instant, orNull, pageOf, SourceFacts, Text, text } from './common.ts'

const Withheld = orNull(Text)

export const CheckResult = Type.Object({
  rule: text(),
  columns: Type.Array(text()),
  severity: Type.Enum(['block', 'warn', 'quarantine']),
  passed: Type.Boolean(),
  bad: count('Offending rows, of all the partitions.'),
  message: Text,
  sample: Type.Array(Type.Unknown()),
  partitions: Type.Object({ passed: count(), failed: count() }),
  /** The newest partition where it failed. */
  partition: orNull(text()),
})
export type CheckResult = Static<typeof CheckResult>

export const Checks = Type.Object({
  asset: text(),
  current: Type.Array(CheckResult, { description: 'Results of the version served.' }),
  refused: orNull(
    Type.Object(
      { made: instant(), partition: orNull(text()), run: orNull(count()), results: Type.Array(CheckResult) },
      { description: 'The last version made, when its checks refused it; the one before stays served.' },
    ),
  ),
  withheld: Withheld,
})
export type Checks = Static<typeof Checks>

export const QuarantinedRow = Type.Object({
  partition: orNull(text()),
  place: text('Where it stands in the source.'),
  reason: Text,
  raw: Type.Unknown({ description: 'The record as it came.' }),
})
export const QuarantinePage = pageOf(QuarantinedRow)
export type QuarantinePage = Static<typeof QuarantinePage>

export const LineageNode = Type.Object({
  asset: text(),
  title: Text,
  kind: Type.Enum(['source', 'asset']),
  published: Type.Boolean(),
  source: orNull(SourceFacts),
  inputs: Type.Array(text()),
  version: count(),
  rows: count(),
  partitions: count('Made partitions; 0 when not partitioned.'),
  objects: Type.Array(text('SHA-256 of a file of the current version; at most 20.')),
  made: orNull(instant()),
  run: orNull(count()),
  code: orNull(text()),
  parameters: Type.Record(Type.String(), Type.Number()),
})
export const Lineage = Type.Object({
  asset: text(),
  nodes: Type.Array(LineageNode, { description: 'The asset and all it is made from, inputs first.' }),
  downstream: Type.Array(text('Asset made from this one, directly or not.')),
})
export type Lineage = Static<typeof Lineage>
