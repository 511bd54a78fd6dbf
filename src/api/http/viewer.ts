import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Govern, type Viewer, viewerOfKey, viewerOfSession } from '../../govern/index.ts'
import { asOrchestraError, OrchestraError } from '../../kernel/index.ts'

/** Name of the cookie of a session. */
export const SESSION = 'session'

const anonymous: Viewer = { kind: 'anonymous' }
/** Under what name the request keeps who asks, or why that cannot be told. */
const KEPT = 'viewer'
type Known = { readonly viewer: Viewer } | { readonly refusal: OrchestraError }

/**
 * Finds out who asks, once for each request: the holder of a key or of the secret of the service (`Authorization`, which comes
 * first), who is signed in (cookie), else anybody. A key that is none is refused later, by whoever wants to know.
 */
export function findViewer(govern: Govern, secret: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    // Where that cannot be told, what needs no viewer is answered all the same: the state of the service, for one.
    c.set(KEPT, await viewerIn(govern, secret, c).catch((error: unknown) => ({ refusal: asOrchestraError(error) })))
    await next()
    const known = c.get(KEPT) as Known
    // What is told to somebody in particular is for them: no cache between gives it to others.
    if ('viewer' in known && known.viewer.kind !== 'anonymous') {
      c.res.headers.append('Vary', 'Authorization, Cookie')
      if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache')
    }
  }
}

/** Who asks. Throws `api.no-token` when a key was shown that is none, rather than ignoring it. */
export function viewerOf(c: Context): Viewer {
  const known = c.get(KEPT) as Known | undefined
  if (!known) return anonymous
  if ('refusal' in known) throw known.refusal
  return known.viewer
}

async function viewerIn(govern: Govern, secret: string | undefined, c: Context): Promise<Known> {
  const header = c.req.header('Authorization')
  if (header !== undefined) {
    const token = tokenOf(header)
    if (token && secret && sameText(token, secret)) return { viewer: { kind: 'operator' } }
    const viewer = token ? await viewerOfKey(govern, token) : undefined
    return viewer ? { viewer } : { refusal: badToken() }
  }
  const session = getCookie(c, SESSION)
  const viewer = session ? await viewerOfSession(govern, session) : undefined
  return { viewer: viewer ?? anonymous }
}

/** A bearer token, or the password of Basic: what desktop GIS can send. */
export function tokenOf(header: string): string | undefined {
  const [, scheme = '', given = ''] = /^(Bearer|Basic) +(\S.*)$/i.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return given
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(given, 'base64').toString('utf8')) ?? []
  return password || undefined
}

/** Compares in a time that says nothing of where two texts differ, nor of their lengths. */
function sameText(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(x!, y!)
}

/** The answer to a missing or wrong token. */
export const badToken = () =>
  new OrchestraError({
    code: 'api.no-token',
    say: {
      fr: 'La clé envoyée n’est pas, ou n’est plus, valable pour cette demande.',
      en: 'The key that was sent is not, or is no longer, valid for this request.',
    },
    remedy: {
      fr: 'Envoyez « Authorization: Bearer … » avec une clé de votre compte, ou la valeur de ORCHESTRA_SECRET pour l’exploitant.',
      en: 'Send "Authorization: Bearer …" with a key of your account, or the value of ORCHESTRA_SECRET for the operator.',
    },
    place: 'Authorization',
  })
