import type { Context } from 'hono'
import Type, { type Static, type TObject, type TSchema } from 'typebox'
import type { Bilingual } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { keepable } from './keepable.ts'
import { readQuery } from './query.ts'

/** One address of the API: what it takes and gives, for the router and for the OpenAPI document alike. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** With Hono's `:name` for its variable parts. */
  readonly path: string
  readonly tag:
    | 'territory'
    | 'assets'
    | 'runs'
    | 'datasets'
    | 'downloads'
    | 'common'
    | 'features'
    | 'records'
    | 'tiles'
    | 'styles'
    | 'wms'
    | 'wfs'
    | 'edr'
    | 'coverages'
    | 'processes'
    | 'catalogue'
    | 'rudi'
    | 'sensors'
    | 'accounts'
    | 'surveys'
    | 'service'
  readonly summary: Bilingual
  readonly query: TObject
  readonly body?: TSchema
  /** Bytes that its body may have; 64 KiB by default. */
  readonly mostBytes?: number
  /** Statuses of its answers when all is well; 202 for a POST by default, else 200. */
  readonly success?: readonly number[]
  /** Media types of its body, when it is not JSON. */
  readonly takes?: readonly string[]
  /** Schema of the JSON answer, or the media types of another kind of answer, with the schema of those that are JSON of some kind. */
  readonly answer: TSchema | { readonly media: readonly string[]; readonly schema?: TSchema }
  /** Whether its answers are documents, named by their content so that who has one already is told so (304): those of a schema are. */
  readonly document?: boolean
  /** Other statuses it may answer, besides those of every route. */
  readonly problems?: readonly number[]
  /** Media types of its errors, when they are not problems as the others are. */
  readonly faults?: readonly string[]
  /** Whether it wants to know who asks: a key, a session, or the secret of the service. */
  readonly secured?: boolean
  /** Other media types of the same answer: a page for people, which may load its style. */
  readonly also?: readonly string[]
  /** Whether that page also runs a script of ours: a map. */
  readonly script?: boolean
  handle(deps: Deps, c: Context): Response | Promise<Response>
}

interface RouteSpec<Q extends TObject> extends Omit<Route, 'query' | 'handle' | 'method'> {
  readonly method?: Route['method']
  readonly query?: Q
  handle(deps: Deps, c: Context, query: Static<Q>): Response | Promise<Response>
}

const noQuery = Type.Object({})

/** Declares an address. Its query is read and checked before `handle` is called. */
export function route<Q extends TObject = typeof noQuery>(spec: RouteSpec<Q>): Route {
  const { method = 'get', query = noQuery as unknown as Q, handle } = spec
  return {
    ...spec,
    method,
    query,
    handle: (deps, c) => handle(deps, c, readQuery(query, new URL(c.req.url).searchParams)),
  }
}

/** Matches the addresses of a path of routes, whatever stands for its variable parts. */
export const addressesOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`)

/** A variable part of the address. */
export const part = (c: Context, name: string): string => keepable(c.req.param(name) ?? '')
