export { awaitJob, createJob, dismissJob, forgetJob, isOver, listJob } from './ask.ts'
export {
  type CallEvent,
  callEvents,
  callFailed,
  callSent,
  type DueCall,
  dueCalls,
  type Subscriber,
} from './calls.ts'
export { readJob, readJobs } from './read.ts'
export { expireJobs, jobObjects, RETENTION_DAYS } from './retention.ts'
export { type AskedOutput, type AskedResults, type Job, type JobState, jobStates } from './types.ts'
export { workJobs } from './work.ts'
