import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { classOfRows } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { type Snapshot, versionGone } from '../read/snapshots.ts'

/**
 * Answers from one version of a dataset: the version and the address name the answer, so that whoever has it already is told
 * so (304) before anything is read. Open data may be kept by caches, which ask again each time; the rest by nobody.
 */
export async function fromVersion(
  c: Context,
  snapshot: Snapshot,
  { chain, version }: Pick<Deps, 'chain' | 'version'>,
  answer: () => Promise<Response>,
  /** What tells apart several answers of one address: their format and language. */
  variant = '',
): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const headers = {
    ETag: tagOf(`${version} ${snapshot.pin} ${pathname}${search} ${variant}`),
    'Cache-Control': classOfRows(chain.graph, snapshot.node) === 'open' ? 'public, no-cache' : 'private, no-store',
  }
  if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return new Response(null, { status: 304, headers })
  try {
    const response = await answer()
    for (const [header, value] of Object.entries(headers)) response.headers.set(header, value)
    return response
  } catch (error) {
    // A pinned version whose files were collected meanwhile.
    if (error instanceof OrchestraError && error.code === 'lake.missing') throw versionGone(snapshot.node, snapshot.pin)
    throw error
  }
}

/** The entity tag of a text that is made whole: who has it already is told so. */
export const tagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`

/** Answers with a document that is whole in memory, or that it is still the one that the asker has (304). */
export function namedByContent(c: Context, text: string, headers: Readonly<Record<string, string>>): Response {
  const named = { ...headers, ETag: tagOf(text) }
  return isKnown(c.req.header('If-None-Match'), named.ETag)
    ? new Response(null, { status: 304, headers: named })
    : new Response(text, { headers: named })
}

/** Whether one of the tags of If-None-Match is that of the answer. Compared weakly, as RFC 9110 says for GET. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (!header) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag))
}
