import type { Context, MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { OrchestraError } from '../../kernel/index.ts'
import { addressesOf, type Route } from './route.ts'

/** Addresses where the pages of others may do more than read: processes are executed, jobs are ended. */
const EXECUTING = /^\/ogc\/(processes|jobs)(\/|$)/
/** Headers of answers that the pages of others may read. */
const exposeHeaders = [
  ...['ETag', 'Content-Range', 'Content-Disposition', 'Content-Crs', 'Orchestra-Thinned'],
  ...['Location', 'Link', 'Preference-Applied', 'Retry-After'],
]

/** Told of each answer: method, pattern of the address, status, seconds until it started. */
export type Count = (method: string, pattern: string, status: number, seconds: number) => void

/**
 * What surrounds every answer: it is counted, protected, open to any page, compressed where that helps. `isPage`: it may be a
 * page for people, with the style that we serve. `hasScript`: it may also be a map, drawn by a script that we serve.
 */
export function around(pattern: string, count: Count, isPage = false, hasScript = false): MiddlewareHandler[] {
  return [
    async (c, next) => {
      const began = performance.now()
      await next()
      count(c.req.method, pattern, c.res.status, (performance.now() - began) / 1000)
    },
    secureHeaders({
      // A browser may read an answer and do nothing else with it.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isPage && { styleSrc: ["'self'"], imgSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"] }),
        // MapLibre makes its images from blobs.
        ...(hasScript && {
          scriptSrc: ["'self'"],
          workerSrc: ["'self'"],
          connectSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
        }),
      },
      crossOriginResourcePolicy: 'cross-origin',
      // Told by whoever terminates TLS.
      strictTransportSecurity: false,
    }),
    cors({
      origin: '*',
      // Never with cookies: a page elsewhere acts as nobody, or with the key that it shows.
      allowMethods: (_, c) => (EXECUTING.test(c.req.path) ? ['GET', 'HEAD', 'POST', 'DELETE'] : ['GET', 'HEAD']),
      exposeHeaders,
    }),
    compress(),
  ]
}

/** The answer to an address of ours that does not exist, or not for that method. `methods`: those it takes, none where it does not exist. */
export function notServed(c: Context, methods: readonly string[]): OrchestraError {
  const remedy = {
    fr: 'Les adresses et leurs méthodes sont décrites dans /openapi.json.',
    en: 'The addresses and their methods are described in /openapi.json.',
  }
  const place = c.req.path
  if (methods.length === 0)
    return new OrchestraError({
      code: 'api.unknown-address',
      say: { fr: 'Rien n’est servi à cette adresse.', en: 'Nothing is served at this address.' },
      remedy,
      place,
    })
  return new OrchestraError({
    code: 'api.method',
    say: { fr: `Cette adresse n’accepte pas ${c.req.method}.`, en: `This address does not take ${c.req.method}.` },
    remedy,
    place,
    facts: { allow: methods.join(', ') },
  })
}

/** The methods of the routes of an address; HEAD goes with GET. */
export function methodsAt(routes: readonly Pick<Route, 'method' | 'path'>[], address: string): string[] {
  const at = address.replace(/(?<=.)\/$/, '')
  const methods = routes.flatMap(({ method, path }) => (addressesOf(path).test(at) ? [method.toUpperCase()] : []))
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
}
