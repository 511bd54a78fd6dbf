export { type Answers, openAnswers } from './answers.ts'
export { offeredProcesses } from './offered.ts'
export type { Offered, Performed, Result } from './types.ts'
