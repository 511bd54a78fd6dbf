export { utci, utciMap } from './utci.ts'
