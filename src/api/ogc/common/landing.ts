import type { Static } from 'typebox'
import { speechOf } from '../../http/language.ts'
import { type Route, route } from '../../http/route.ts'
import { documentQuery } from './collections.ts'
import { conformanceOf } from './conformance.ts'
import { documentFormats, formatOf, HTML_FORMAT, JSON_FORMAT } from './formats.ts'
import { conformancePage } from './html/conformance.tsx'
import { landingPage } from './html/landing.tsx'
import { type Links, linksOf, ogcRel } from './links.ts'
import { OPENAPI_MEDIA } from './openapi30.ts'
import { Conformance, LandingPage } from './schemas.ts'

/** The entry of the OGC APIs. */
export const landingRoutes: readonly Route[] = [
  route({
    path: '/ogc',
    tag: 'common',
    summary: { fr: 'L’entrée des API de l’OGC', en: 'The entry of the OGC APIs' },
    query: documentQuery,
    answer: LandingPage,
    also: ['text/html'],
    problems: [406],
    handle(deps, c, { f }) {
      const { language } = speechOf(c)
      const { title, description, organisation } = deps.chain.graph.territory
      const format = formatOf(c, f, documentFormats)
      const links = linksOf(c, language)
      const landing: Static<typeof LandingPage> = {
        title: title[language],
        description: description[language],
        attribution: organisation.name,
        links: [...links.self(format, documentFormats), ...landingLinks(links)],
      }
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html' ? landingPage(deps, c, landing) : c.json(landing)
    },
  }),
  route({
    path: '/ogc/conformance',
    tag: 'common',
    summary: { fr: 'Les classes de conformité', en: 'The conformance classes' },
    query: documentQuery,
    answer: Conformance,
    also: ['text/html'],
    problems: [406],
    handle(deps, c, { f }) {
      c.header('Vary', 'Accept, Accept-Language')
      const conformsTo = conformanceOf(deps)
      if (formatOf(c, f, documentFormats) === 'html') return conformancePage(deps, c, conformsTo)
      return c.json({ conformsTo })
    },
  }),
]

const landingLinks = ({ link }: Links) => [
  link('service-desc', '/ogc/api', OPENAPI_MEDIA, { fr: 'La définition de l’API', en: 'The definition of the API' }),
  link('service-doc', '/ogc/api.html', HTML_FORMAT.media, {
    fr: 'La documentation de l’API',
    en: 'The documentation of the API',
  }),
  ...['conformance', ogcRel('conformance')].map((rel) =>
    link(rel, '/ogc/conformance', JSON_FORMAT.media, {
      fr: 'Les classes de conformité',
      en: 'The conformance classes',
    }),
  ),
  ...['data', ogcRel('data')].map((rel) =>
    link(rel, '/ogc/collections', JSON_FORMAT.media, { fr: 'Les collections', en: 'The collections' }),
  ),
  link(ogcRel('ogc-catalog'), '/ogc/collections/catalogue', JSON_FORMAT.media, {
    fr: 'Le catalogue',
    en: 'The catalogue',
  }),
  ...['processes', ogcRel('processes')].map((rel) =>
    link(rel, '/ogc/processes', JSON_FORMAT.media, { fr: 'Les traitements', en: 'The processes' }),
  ),
  link(ogcRel('job-list'), '/ogc/jobs', JSON_FORMAT.media, { fr: 'Les exécutions', en: 'The jobs' }),
  link(ogcRel('tilesets-vector'), '/ogc/tiles', JSON_FORMAT.media, {
    fr: 'Les tuiles vectorielles de plusieurs collections',
    en: 'The vector tiles of several collections',
  }),
  link(ogcRel('tiling-schemes'), '/ogc/tileMatrixSets', JSON_FORMAT.media, {
    fr: 'Les jeux de matrices de tuiles',
    en: 'The tile matrix sets',
  }),
  link(ogcRel('styles'), '/ogc/styles', JSON_FORMAT.media, { fr: 'Les styles', en: 'The styles' }),
]
