import { type ApiProblem, problemOf } from './ask.ts'
import type { Page } from './page.ts'

/** What a form leads to: another page, with the cookies of the API, or one that is shown at once. */
export type Outcome =
  | { readonly to: string; readonly cookies?: readonly string[] }
  | { readonly show: unknown; readonly status?: number }

/** A form that was sent and did not do: what was typed, and what is wrong. */
export interface Sent {
  readonly values: Readonly<Record<string, string>>
  readonly problem?: ApiProblem
}

export const nothingSent: Sent = { values: {} }

/** What was typed in a form. Passwords are not given back to a page. */
export const valuesOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** Sends JSON to the API as the browser of the page. Throws ApiProblem with what the API said when it refuses. */
export async function send<T>(page: Page, path: string, body: object = {}): Promise<{ body: T; cookies: string[] }> {
  const response = await page.api(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await problemOf(response)
  return { body: (await response.json()) as T, cookies: response.headers.getSetCookie() }
}

/** A page of this service to come back to, whatever was asked: nobody is sent elsewhere. */
export const pageOfOurs = (next: string | null | undefined): string | undefined =>
  next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : undefined

/** The address of a page with a word on what was just done. */
export const after = (path: string, done: string): string => {
  const [before = '', anchor] = path.split('#')
  return `${before}${before.includes('?') ? '&' : '?'}done=${done}${anchor ? `#${anchor}` : ''}`
}
