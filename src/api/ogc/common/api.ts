import type { Context } from 'hono'
import Type from 'typebox'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { type Route, route } from '../../http/route.ts'
import { openApi } from '../../ops/openapi.ts'
import { apiPage } from './html/api.tsx'
import { tellIn, waysTo } from './html/frame.tsx'
import { OPENAPI_MEDIA, openApi30 } from './openapi30.ts'

/** The definition of the OGC APIs, and its documentation. `routes` gives all the addresses told. */
export const apiRoutes = (routes: () => readonly Route[]): readonly Route[] => {
  const documentOf = ({ version, chain }: Deps, c: Context) => {
    const { language } = speechOf(c)
    return openApi30(openApi(routes(), version, language, chain.graph.territory.title), new URL(c.req.url).origin)
  }
  const page = (deps: Deps, c: Context) => {
    const tell = tellIn(speechOf(c).language)
    return apiPage(deps, c, {
      document: documentOf(deps, c),
      title: tell('Documentation des API de l’OGC', 'Documentation of the OGC APIs'),
      prefix: '/ogc',
      href: '/ogc/api',
      version: '3.0',
      path: [waysTo(tell).entry],
    })
  }
  return [
    route({
      path: '/ogc/api',
      tag: 'common',
      summary: {
        fr: 'La définition des API de l’OGC (OpenAPI 3.0)',
        en: 'The definition of the OGC APIs (OpenAPI 3.0)',
      },
      query: Type.Object({
        f: Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer; JSON when absent.' })),
      }),
      answer: { media: ['application/vnd.oai.openapi+json'] },
      document: true,
      also: ['text/html'],
      handle: (deps, c, { f }) =>
        f === 'html'
          ? page(deps, c)
          : c.body(JSON.stringify(documentOf(deps, c)), 200, { 'Content-Type': OPENAPI_MEDIA }),
    }),
    route({
      path: '/ogc/api.html',
      tag: 'common',
      summary: { fr: 'La documentation des API de l’OGC', en: 'The documentation of the OGC APIs' },
      answer: { media: ['text/html'] },
      also: ['text/html'],
      handle: page,
    }),
  ]
}
