export {
  type Authenticate,
  createKey,
  type IngestKey,
  type KeyScope,
  listKeys,
  openAuthentication,
  revokeKey,
} from './keys.ts'
export { type Ingest, type IngestOptions, mayBring, openIngest, type Taken } from './open.ts'
