import type { Bilingual } from '../kernel/index.ts'

/** How the portal reaches the API: over HTTP, or the same process, which is then told who is at the other end of the line. */
export type Api = (path: string, init?: RequestInit, env?: object) => Promise<Response>

/** An answer of the API that is not what was asked, in words a page can show. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly say: Bilingual
  readonly remedy: Bilingual | undefined
  /** The field or parameter it is about. */
  readonly place: string | undefined

  constructor(status: number, code: string, say: Bilingual, remedy?: Bilingual, place?: string) {
    super(say.en)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.say = say
    this.remedy = remedy
    this.place = place
  }
}

/**
 * Asks the JSON API. `T` is the shape that the API promises for this address (`src/api/json/shapes.ts`).
 * Throws ApiProblem with what the API said when it refuses.
 */
export async function ask<T>(api: Api, path: string): Promise<T> {
  const response = await api(path, { headers: { accept: 'application/json' } })
  if (response.ok) return (await response.json()) as T
  throw await problemOf(response)
}

/** What an answer that refuses says. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as {
    code?: string
    say?: Bilingual
    remedy?: Bilingual
    place?: string
  }
  const say = body.say ?? {
    fr: `L’API a répondu ${response.status}.`,
    en: `The API answered ${response.status}.`,
  }
  return new ApiProblem(response.status, body.code ?? 'api.unexpected', say, body.remedy, body.place)
}

/** The same, giving `undefined` when the answer is a refusal of what may be absent: a table without rows, data not open. */
export async function askMaybe<T>(api: Api, path: string): Promise<T | undefined> {
  try {
    return await ask<T>(api, path)
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return undefined
    throw error
  }
}

type QueryValue = string | number | undefined

/** An address with its query: empty values are left out, lists are repeated. */
export function address(path: string, query: Readonly<Record<string, QueryValue | readonly QueryValue[]>>): string {
  const asked = new URLSearchParams()
  for (const [name, given] of Object.entries(query))
    for (const value of Array.isArray(given) ? given : [given])
      if (value !== undefined && value !== '') asked.append(name, `${value}`)
  const text = asked.toString()
  return text ? `${path}?${text}` : path
}
