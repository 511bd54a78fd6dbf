export {
  addFootprints,
  footprintOf,
  GRID_G_PER_KWH,
  POWER_USAGE_EFFECTIVENESS,
  WATTS_PER_CORE,
  WH_PER_BYTE_FETCHED,
} from './footprint.ts'
export { type Collected, collectGarbage } from './gc.ts'
export { type CurrentFiles, currentFiles, tableFiles } from './inputs.ts'
export {
  type AskedOutput,
  type AskedResults,
  awaitJob,
  type CallEvent,
  callEvents,
  callFailed,
  callSent,
  createJob,
  type DueCall,
  dismissJob,
  dueCalls,
  forgetJob,
  isOver,
  type Job,
  type JobState,
  jobStates,
  listJob,
  RETENTION_DAYS,
  readJob,
  readJobs,
  type Subscriber,
  workJobs,
} from './jobs/index.ts'
export { keyOf, type Lineage, lineageOf } from './lineage.ts'
export { lineageSink } from './openlineage.ts'
export {
  type Answers,
  type Offered,
  offeredProcesses,
  openAnswers,
  type Performed,
  type Result,
} from './processes/index.ts'
export { Quarantined } from './quarantine.ts'
export { openQueue, type Queue } from './queue.ts'
export { countIn } from './ranges.ts'
export { livingWorkers } from './recover.ts'
export { impactOf, type RunRequest, readRun, readSteps, startRun } from './run.ts'
export { dueNow, nextMoment } from './schedule.ts'
export { pendingWork } from './sharing.ts'
export { type AssetState, partitionsOf, readStates, staleOf } from './state.ts'
export type {
  Account,
  Chain,
  CheckResult,
  Footprint,
  Log,
  Materialization,
  PinnedInput,
  Run,
  Step,
  StepState,
} from './types.ts'
export { work } from './worker.ts'
