export { type EmbeddedBroker, openEmbeddedBroker } from './embedded.ts'
export { openOutsideBroker } from './outside.ts'
export { matches } from './topics.ts'
export type { Broker, Caller, Inbox, Message } from './types.ts'
