import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Api } from './ask.ts'

/** What says who asks, and where the request comes from: all that the API is told of a browser. */
const told = ['authorization', 'origin', 'sec-fetch-site', 'x-forwarded-for'] as const
const SESSION = 'session'

/** Whether a browser shows who it is: what it is given is then for it alone. */
export const showsWho = (c: Context): boolean =>
  c.req.header('authorization') !== undefined || getCookie(c, SESSION) !== undefined

/** The API as the browser of this request reaches it, with its session or its key. */
export function reach(api: Api, c: Context): Api {
  const session = getCookie(c, SESSION)
  const headers: Record<string, string> = { host: new URL(c.req.url).host }
  for (const name of told) {
    const value = c.req.header(name)
    if (value !== undefined) headers[name] = value
  }
  if (session !== undefined) headers.cookie = `${SESSION}=${session}`
  const env = c.env as object | undefined
  return (path, init) => api(path, { ...init, headers: { ...headers, ...(init?.headers as object) } }, env)
}
