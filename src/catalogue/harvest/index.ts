export type { Counts } from './apply.ts'
export type { HarvestNote } from './collect.ts'
export { dueHarvests } from './due.ts'
export { type Finding, type FindingCode, findingCodes } from './findings.ts'
export { type Harvesting, type HarvestOptions, harvest } from './run.ts'
export {
  type HarvestRun,
  listHarvestRuns,
  listReports,
  type RecordReport,
  readHarvestRun,
  type SourceState,
  sourceStates,
} from './runs.ts'
