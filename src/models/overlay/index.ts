export type { Handle } from './exchange.ts'
export { type Overlay, withOverlay } from './overlay.ts'
