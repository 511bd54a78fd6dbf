export {
  type Asset,
  type AssetKind,
  asset,
  fileAsset,
  type InputTable,
  type InputTables,
  type Making,
  type Publish,
  type Rejected,
  type Schedule,
  type Theme,
  themes,
  type WrittenFile,
} from './asset.ts'
export { badInput } from './bad-input.ts'
export {
  type BandClasses,
  type BandCodes,
  type BandFacts,
  type BandStyle,
  type BandTimes,
  styleOfBand,
} from './bands.ts'
export { type Check, check, type Duration, type Rule, type Severity } from './check.ts'
export { checkSensing } from './check-sensing.ts'
export { instantOf } from './clock.ts'
export { boxIn, isMetric, knownCrs, projector, reproject } from './crs.ts'
export { asOrchestraError, type ErrorFacts, OrchestraError } from './errors.ts'
export { type FacetName, facetNames } from './facets.ts'
export {
  type Bbox,
  bboxOf,
  eachPosition,
  type Geometry,
  type GeometryOf,
  type GeometryType,
  type Position,
  positionNesting,
  ringOf,
} from './geometry.ts'
export { type Graph, type Node, resolveGraph, selectNodes } from './graph.ts'
export { type Harvest, type HarvestKind, harvestKinds } from './harvest.ts'
export { parseJson } from './json.ts'
export { type Licence, licences } from './licence.ts'
export { knownShare, weightedMean } from './mean.ts'
export {
  type Organisation,
  type OrganisationKind,
  organisationKinds,
  type PartyRole,
  partyRoles,
} from './organisation.ts'
export {
  type Binding,
  bind,
  boundOf,
  definePack,
  type OptionalInput,
  optional,
  type Pack,
  type Parameter,
  UNBOUND,
} from './pack.ts'
export {
  type IndexRange,
  indexOfKey,
  inputRanges,
  keyOfIndex,
  type Partition,
  type Partitions,
  partitionAt,
  partitionRange,
  type TilePartitions,
  type TimePartitions,
} from './partition.ts'
export type { Contact, Place } from './place.ts'
export {
  bboxSchema,
  bboxTold,
  geometrySchema,
  geometryTold,
  keptProcess,
  type Preparing,
  type Process,
  type ProcessAbout,
  type ProcessInput,
  type ProcessOutput,
  type ProcessRun,
  pointSchema,
  pointTold,
  process,
  processInput,
} from './process.ts'
export { type QualityCriterion, type QualityWeights, qualityCriteria, usualWeights } from './quality.ts'
export {
  type CellType,
  type GridRequest,
  type GridWindow,
  NO_CELL,
  type RasterBand,
  type RasterSpec,
} from './raster.ts'
export type { AssetRef } from './ref.ts'
export type {
  AutoProvision,
  ConnectionSpec,
  FrameMapping,
  MeasureSpec,
  MqttSpec,
  Sensing,
  SensingDatasetSpec,
  SimulatedMessage,
  Simulation,
} from './sensing.ts'
export {
  boolean,
  type Column,
  type ColumnFacts,
  type ColumnOf,
  type Columns,
  type ColumnType,
  columnOfRole,
  date,
  geometry,
  instant,
  integer,
  json,
  jsonSchema,
  nullable,
  number,
  type Role,
  type RowOf,
  type Table,
  table,
  text,
  timeColumn,
} from './shape.ts'
export type { ModelSheet, SheetParameter } from './sheet.ts'
export {
  type Fetch,
  type Fetched,
  type FetchRequest,
  isHeldHere,
  isSynthetic,
  type Source,
  type SourceFacts,
  type SourceFile,
  type Traced,
} from './source.ts'
export { isSql, quoteName, quoteText, type Relation, renderSql, type Sql, type SqlValue, sql } from './sql.ts'
export {
  type CategoryStyle,
  type Colour,
  type DatasetStyle,
  drawn,
  type NumberStyle,
  type StyleBinding,
} from './style.ts'
export type { InventedAnswers, Survey, SurveyAnswer, SurveyComponent, SurveyQuestion } from './survey.ts'
export { defineTerritory, type Territory } from './territory.ts'
export type { Bilingual, Language } from './text.ts'
export { unitWord } from './units.ts'
