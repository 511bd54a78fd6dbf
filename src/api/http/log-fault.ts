import type { Context } from 'hono'
import type { Chain } from '../../pipeline/index.ts'
import { statusOf } from './problem.ts'

/** Logs an error that is ours to mend. */
export function logFault(log: Chain['log'], c: Context, error: unknown): void {
  if (statusOf(error) < 500 || isGone(c, error)) return
  log('api.error', {
    path: c.req.path,
    error: String(error),
    cause: error instanceof Error && error.cause !== undefined ? String(error.cause) : undefined,
  })
}

/** Whether the client closed its connection before it had sent the whole of its body: Node then fails its reading so. */
const isGone = (c: Context, error: unknown): boolean =>
  error instanceof Error &&
  error.message === 'aborted' &&
  'code' in error &&
  error.code === 'ECONNRESET' &&
  c.req.raw.signal.aborted
