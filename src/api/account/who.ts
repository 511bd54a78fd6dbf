import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  type Account,
  type Actor,
  actorOf,
  notAllowed,
  readAccount,
  SESSION_MS,
  signedOut,
} from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { SESSION } from '../http/viewer.ts'

/** Who is signed in, for what only a person at a browser does. Throws `account.signed-out`. */
export async function meOf(deps: Deps, c: Context): Promise<Account> {
  const viewer = deps.viewerOf(c)
  if (viewer.kind === 'account' && viewer.key === undefined) return readAccount(deps.govern.store, viewer.account)
  throw signedOut()
}

/** The same, of an account that is open: one that awaits moderation reads its pages and no more. */
export async function activeOf(deps: Deps, c: Context): Promise<Account> {
  const me = await meOf(deps, c)
  if (me.state === 'active') return me
  throw notAllowed(
    {
      fr: 'Votre compte attend l’accord d’un administrateur.',
      en: 'Your account awaits the approval of an administrator.',
    },
    { fr: 'Vous serez prévenu de sa décision.', en: 'You will be told of the decision.' },
  )
}

/** An administrator, or the operator. Throws `account.signed-out`, `account.not-allowed`. */
export function administratorOf(deps: Deps, c: Context): Actor {
  const viewer = deps.viewerOf(c)
  if (viewer.kind === 'operator') return viewer
  if (viewer.kind !== 'account' || viewer.key !== undefined) throw signedOut()
  if (viewer.administrator) return actorOf(viewer)
  throw notAllowed({
    fr: 'Cela revient aux administrateurs du service.',
    en: 'This is for the administrators of the service.',
  })
}

/**
 * Refuses what another site makes a browser send (`account.cross-site`): browsers say where a request comes from, and forms of
 * ours come from here. A key travels by no form: it needs no such check.
 */
export function fromHere(c: Context): void {
  if (c.req.header('Authorization') !== undefined) return
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  // Some proxies change the scheme, none the host.
  const isHere =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin !== undefined &&
        URL.canParse(origin) &&
        [new URL(c.req.url).host, c.req.header('Host')].includes(new URL(origin).host)
  if (isHere) return
  throw new OrchestraError({
    code: 'account.cross-site',
    say: { fr: 'Cette demande vient d’un autre site.', en: 'This request comes from another site.' },
    remedy: {
      fr: 'Faites-la depuis les pages de ce service ; un programme envoie l’en-tête « Origin » de ce service.',
      en: 'Make it from the pages of this service; a program sends the "Origin" header of this service.',
    },
    place: 'Origin',
  })
}

/** Gives the browser its session. Scripts cannot read it, and other sites cannot send it with a form. */
export function keepSession(deps: Deps, c: Context, session: string): void {
  setCookie(c, SESSION, session, { ...shared(deps, c), maxAge: SESSION_MS / 1000 })
}

export const dropSession = (deps: Deps, c: Context): void => {
  deleteCookie(c, SESSION, shared(deps, c))
}

export const sessionIn = (c: Context): string => getCookie(c, SESSION) ?? ''

/** How our cookies are kept. */
export const shared = ({ govern }: Deps, c: Context) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: govern.settings.origin.startsWith('https:') || c.req.url.startsWith('https:'),
  }) as const

/** The address of the network a request comes from: what a proxy on our own network says, else the other end of the line. */
export function placeOf(c: Context): string | undefined {
  const { remoteAddress } =
    (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket ?? {}
  const isNear = /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i.test(remoteAddress ?? '')
  const forwarded = isNear ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  return forwarded || remoteAddress
}
