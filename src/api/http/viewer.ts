import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import type { Viewer } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'

/**
 * Who asks: the operator when a bearer token is the secret of the service, else anybody. A token that is not the secret is
 * refused (`api.no-token`) rather than ignored.
 */
export function viewerOf(c: Context, secret: string | undefined): Viewer {
  const header = c.req.header('Authorization')
  if (header === undefined) return { kind: 'anonymous' }
  const token = /^Bearer +(.+)$/i.exec(header)?.[1]
  if (token && secret && sameText(token, secret)) return { kind: 'operator' }
  throw badToken()
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
      fr: 'Cette demande attend le jeton de l’exploitant du service.',
      en: 'This request needs the token of the operator of the service.',
    },
    remedy: {
      fr: 'Envoyez « Authorization: Bearer … » avec la valeur de ORCHESTRA_SECRET.',
      en: 'Send "Authorization: Bearer …" with the value of ORCHESTRA_SECRET.',
    },
    place: 'Authorization',
  })
