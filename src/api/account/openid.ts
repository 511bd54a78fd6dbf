import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import Type from 'typebox'
import { FLOW_MS, finishOpenId, OPENID_CALLBACK, startOpenId } from '../../govern/index.ts'
import { asOrchestraError } from '../../kernel/index.ts'
import { textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { keepSession, shared } from './who.ts'

/** Name of the cookie that ties who left for the provider to who comes back. */
const LEFT = 'openid'

/** Signing in with the OpenID provider: out, and back. Both are followed by a browser, which a page answers. */
export const openIdRoutes: readonly Route[] = [
  route({
    path: '/api/account/openid',
    tag: 'accounts',
    summary: { fr: 'Mène au fournisseur d’identité', en: 'Leads to the identity provider' },
    query: Type.Object({ next: textParameter('Page of this service to come back to.', 500) }),
    success: [302],
    answer: { media: ['text/html'] },
    problems: [404],
    async handle(deps, c, { next }) {
      const { url, state } = await startOpenId(deps.govern, pageOfOurs(next))
      setCookie(c, LEFT, state, { ...shared(deps, c), maxAge: FLOW_MS / 1000 })
      return c.redirect(url, 302)
    },
  }),
  {
    ...route({
      path: OPENID_CALLBACK,
      tag: 'accounts',
      summary: { fr: 'Retour du fournisseur d’identité', en: 'Back from the identity provider' },
      success: [302],
      answer: { media: ['text/html'] },
      handle: () => new Response(),
    }),
    // What the provider adds to the address is its own: it is checked by the library that knows it.
    async handle(deps, c) {
      const state = getCookie(c, LEFT) ?? ''
      deleteCookie(c, LEFT, shared(deps, c))
      try {
        const { session, next } = await finishOpenId(deps.govern, state, new URL(c.req.url).search)
        keepSession(deps, c, session)
        return c.redirect(next, 302)
      } catch (error) {
        // A browser follows this address: the page of the account says what is wrong.
        return c.redirect(`/account?problem=${encodeURIComponent(asOrchestraError(error).code)}`, 302)
      }
    },
  },
]

/** A page of this service, whatever was asked: nobody is sent elsewhere. */
export const pageOfOurs = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/account'
