export type { Api } from './ask.ts'
export { createPortal, type PortalDeps } from './portal.tsx'
