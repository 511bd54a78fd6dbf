import type { Authenticate, Ingest } from '../../observe/ingest/index.ts'
import { type Limit, openLimit } from '../http/limit.ts'
import { openRate, type Rate } from './rate.ts'

/** What takes frames in over HTTP, and who may bring them. */
export interface IngestDoor {
  readonly ingest: Ingest
  readonly authenticate: Authenticate
  /** Of each key. */
  readonly rate: Rate
  /** Of passwords that nobody holds, from everywhere together. */
  readonly wrong: Rate
  /** Messages being taken at once. */
  readonly limit: Limit
}

/** Requests of one key a second, and at once: a network server of some hundred thousand devices, and what it held back. */
const [PER_SECOND, BURST] = [500, 5_000]
const [WRONG_PER_SECOND, WRONG_BURST] = [20, 100]
const [AT_ONCE, WAITING] = [256, 2_000]

/** Opens the door of an ingest. */
export const openIngestDoor = (ingest: Ingest, authenticate: Authenticate): IngestDoor => ({
  ingest,
  authenticate,
  rate: openRate(PER_SECOND, BURST, () => performance.now()),
  wrong: openRate(WRONG_PER_SECOND, WRONG_BURST, () => performance.now()),
  limit: openLimit(AT_ONCE, WAITING),
})
