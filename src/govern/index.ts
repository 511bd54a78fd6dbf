export { type Access, classOfEvidence, classOfRows } from './classify.ts'
export { type Decision, decide, type Viewer } from './decide.ts'
