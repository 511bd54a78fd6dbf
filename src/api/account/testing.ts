import type { Hono } from 'hono'
import { type Govern, startSession } from '../../govern/index.ts'

/** Where the service of a test is. */
export const ORIGIN = 'http://town.example'

/** A browser of a test: keeps cookies, says where its requests come from, follows nothing. */
export interface Visitor {
  readonly cookies: Map<string, string>
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
  /** Sends JSON as a page of ours does. */
  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
}

export interface Answer<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export function openVisitor(app: Pick<Hono, 'request'>): Visitor {
  const cookies = new Map<string, string>()
  const ask = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const answer = await app.request(`${ORIGIN}${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('Content-Type') ?? '')
    return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as T, headers: answer.headers }
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body = {}, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Origin: ORIGIN, ...headers },
      }),
  }
}

/** A browser in which somebody is signed in, with an account that is open. */
export async function signedIn(
  { app, govern }: { readonly app: Pick<Hono, 'request'>; readonly govern: Govern },
  email: string,
  { administrator = false, state = 'active' }: { administrator?: boolean; state?: string } = {},
): Promise<Visitor & { readonly account: number }> {
  const { store, clock } = govern
  const [row] = await store.query<{ id: number }>(
    `insert into account (email, name, state, administrator, created) values ($1, $2, $3, $4, $5)
     on conflict (email) do update set state = excluded.state returning id`,
    [email, email.split('@')[0], state, administrator, clock()],
  )
  const visitor = openVisitor(app)
  visitor.cookies.set('session', await startSession(store, govern, row!.id))
  return { ...visitor, account: row!.id }
}
