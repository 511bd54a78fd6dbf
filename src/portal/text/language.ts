import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { parseAccept } from 'hono/utils/accept'
import type { Language } from '../../kernel/index.ts'

const COOKIE = 'lang'
const YEAR_S = 365 * 24 * 3600

const known = (value: string | undefined): Language | undefined =>
  value === 'fr' || value === 'en' ? value : undefined

/** The language of a page: `?lang=` (remembered in a cookie), the cookie, what the browser prefers, French. */
export function languageOf(c: Context): Language {
  const asked = known(c.req.query('lang'))
  if (asked) {
    setCookie(c, COOKIE, asked, { path: '/', maxAge: YEAR_S, sameSite: 'Lax', httpOnly: true })
    return asked
  }
  return known(getCookie(c, COOKIE)) ?? preferred(c.req.header('accept-language') ?? '') ?? 'fr'
}

/** The first of our languages in an Accept-Language header, by its weight. */
function preferred(header: string): Language | undefined {
  return parseAccept(header)
    .toSorted((a, b) => b.q - a.q)
    .map(({ type, q }) => (q > 0 ? known(type.slice(0, 2).toLowerCase()) : undefined))
    .find((language) => language !== undefined)
}
