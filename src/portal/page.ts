import type { Me, Territory } from '../api/json/shapes.ts'
import type { Bilingual, Language } from '../kernel/index.ts'
import type { Api } from './ask.ts'
import type { Formats } from './format.ts'
import type { Maps } from './map/layers.ts'

/** What every page is given. */
export interface Page {
  readonly language: Language
  /** The address asked for, with its query. */
  readonly url: URL
  readonly territory: Territory
  readonly format: Formats
  /** Reached as the browser of the page, with its session or key. */
  readonly api: Api
  /** Who is signed in; undefined when the browser shows no session. */
  readonly me: Me | undefined
  readonly maps: Maps
  readonly now: Date
  /** Keeps what took long to compute; the key names the version it was computed from. */
  readonly remember: <T>(key: string, work: () => Promise<T>) => Promise<T>
  readonly version: string
  /** The lasting address of a static file: `portal.css`, `islands/map.js`. */
  readonly file: (name: string) => string
}

/** A text of the API in the language of the page. */
export const pick = (page: Pick<Page, 'language'>, text: Bilingual): string => text[page.language]

/** The address of this page with other query values; `undefined` removes one. The language is remembered elsewhere. */
export function withQuery(url: URL, changes: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams(url.search)
  query.delete('lang')
  for (const [name, value] of Object.entries(changes))
    if (value === undefined || value === '') query.delete(name)
    else query.set(name, `${value}`)
  const text = query.toString()
  return text ? `${url.pathname}?${text}` : url.pathname
}
