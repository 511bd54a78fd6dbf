import type { Context } from 'hono'
import Type from 'typebox'
import { organisationOfKey } from '../../govern/index.ts'
import type { Deps } from '../deps.ts'
import { type Route, route } from '../http/route.ts'
import { tokenOf } from '../http/viewer.ts'

/** What a node is told to come back after (s): the key it was given lasts longer. */
const ASK_AGAIN_S = 3600

/**
 * Where nodes of RUDI sign in before they push (OAuth 2.0, RFC 6749 §4.4, 2012): the secret they show is a key of their organisation,
 * and it is the token too.
 */
export const tokenRoute: Route = route({
  method: 'post',
  path: '/oauth2/token',
  tag: 'rudi',
  summary: {
    fr: 'Donne à un nœud RUDI de quoi déposer : sa clé d’organisation, en OAuth 2.0',
    en: 'Gives a RUDI node what it pushes with: the key of its organisation, as OAuth 2.0',
  },
  query: Type.Object({ grant_type: Type.Optional(Type.String({ maxLength: 50 })) }),
  body: Type.Object({}),
  success: [200],
  answer: Type.Object({ access_token: Type.String(), token_type: Type.Literal('bearer'), expires_in: Type.Integer() }),
  problems: [401],
  async handle(deps: Deps, c: Context) {
    c.header('Cache-Control', 'no-store')
    const form = new URLSearchParams(await c.req.text())
    const key = tokenOf(c.req.header('Authorization') ?? '') ?? form.get('client_secret') ?? form.get('password') ?? ''
    if (!(await organisationOfKey(deps.govern, key)))
      return c.json({ error: 'invalid_client' }, 401, { 'WWW-Authenticate': 'Basic' })
    return c.json({ access_token: key, token_type: 'bearer', expires_in: ASK_AGAIN_S })
  },
})
