export { openStore, type StoreOptions } from './open.ts'
export type { Sender, Session, Store } from './types.ts'
