export { readNotification } from './read.ts'
export { type ContextWriter, openContextWriter } from './write.ts'
