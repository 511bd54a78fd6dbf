export { type Tin, triangulate } from './tin.ts'
