export { type Access, classOfEvidence, classOfRows, strictest } from './classify.ts'
export { type Decision, decide, type Viewer } from './decide.ts'
