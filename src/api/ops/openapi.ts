import type { TSchema } from 'typebox'
import type { Bilingual, Language } from '../../kernel/index.ts'
import type { Route } from '../http/route.ts'
import * as shapes from '../json/shapes.ts'
import { inFrench } from './french.ts'
import { CoverageJson, GeoJsonCollection, GeoJsonFeature, schemaOfMedia } from './media.ts'

const tags: Readonly<Record<Route['tag'], Bilingual>> = {
  territory: { fr: 'Le territoire', en: 'The territory' },
  assets: { fr: 'Les actifs de la chaîne', en: 'The assets of the chain' },
  runs: { fr: 'Les exécutions et leur empreinte', en: 'The runs and their footprint' },
  datasets: { fr: 'Les jeux de données publiés', en: 'The published datasets' },
  downloads: { fr: 'Les téléchargements', en: 'The downloads' },
  common: { fr: 'L’entrée des API de l’OGC et ses collections', en: 'The entry of the OGC APIs and its collections' },
  features: { fr: 'Les objets géographiques (OGC API Features)', en: 'The features (OGC API Features)' },
  records: { fr: 'Le catalogue (OGC API Records)', en: 'The catalogue (OGC API Records)' },
  edr: {
    fr: 'Les valeurs par lieu et par période (OGC API EDR)',
    en: 'The values by place and period (OGC API EDR)',
  },
  coverages: {
    fr: 'Les rasters : mailles, cartes et légendes (OGC API Coverages et Maps, projets)',
    en: 'The rasters: cells, maps and legends (OGC API Coverages and Maps, drafts)',
  },
  tiles: { fr: 'Les tuiles vectorielles (OGC API Tiles)', en: 'The vector tiles (OGC API Tiles)' },
  styles: {
    fr: 'Les styles et leurs légendes (OGC API Styles, projet)',
    en: 'The styles and their legends (OGC API Styles, draft)',
  },
  wms: { fr: 'Les cartes en image (WMS 1.3.0)', en: 'Maps as pictures (WMS 1.3.0)' },
  wfs: { fr: 'Les objets géographiques en GML (WFS 2.0.0)', en: 'The features as GML (WFS 2.0.0)' },
  processes: { fr: 'Les traitements à la demande (OGC API Processes)', en: 'The processes (OGC API Processes)' },
  catalogue: {
    fr: 'Le catalogue pour les autres catalogues (DCAT-AP)',
    en: 'The catalogue for other catalogues (DCAT-AP)',
  },
  rudi: { fr: 'Les échanges avec RUDI', en: 'Exchanges with RUDI' },
  sensors: { fr: 'Les capteurs et équipements', en: 'The sensors and equipment' },
  accounts: { fr: 'Les comptes, les organisations et les droits', en: 'Accounts, organisations and rights' },
  surveys: { fr: 'Les enquêtes auprès des habitants', en: 'Surveys of inhabitants' },
  service: { fr: 'Le service lui-même', en: 'The service itself' },
}

const reasons: Readonly<Record<number, Bilingual>> = {
  400: { fr: 'Un paramètre ne convient pas', en: 'A parameter will not do' },
  401: { fr: 'Jeton absent ou faux', en: 'Token missing or wrong' },
  403: { fr: 'Accès refusé, avec le motif', en: 'Access refused, with the reason' },
  404: { fr: 'Rien de ce nom', en: 'Nothing of that name' },
  406: { fr: 'Aucun des formats acceptés', en: 'None of the accepted formats' },
  409: { fr: 'L’état de la chose ne le permet pas', en: 'Its state does not allow it' },
  410: { fr: 'La version lue n’est plus servie', en: 'The version being read is no longer served' },
  413: { fr: 'Corps trop gros', en: 'Body too large' },
  416: { fr: 'Plage hors du fichier', en: 'Range outside the file' },
  429: { fr: 'Trop de demandes en peu de temps', en: 'Too many requests in a short time' },
  500: { fr: 'Erreur interne', en: 'Internal error' },
  503: { fr: 'Indisponible pour le moment', en: 'Unavailable for the moment' },
}

/** What is good without being the answer itself. */
const outcomes: Readonly<Record<number, Bilingual>> = {
  204: { fr: 'Rien à cet endroit', en: 'Nothing there' },
  206: { fr: 'La plage demandée du fichier', en: 'The range of the file that was asked for' },
  304: {
    fr: 'La réponse est encore celle que nomme `If-None-Match`',
    en: 'The answer is still the one that `If-None-Match` names',
  },
}
/** Answers that have no body. */
const EMPTY: ReadonlySet<number> = new Set([204, 302, 303, 304])

/** Named schemas, told once under `components`. */
const named: readonly (readonly [name: string, schema: TSchema])[] = Object.entries({
  ...shapes,
  ...{ GeoJsonFeature, GeoJsonCollection, CoverageJson },
})
const components = Object.fromEntries(named.map(([name, schema]) => [name, plain(schema)]))
const names = new Map<TSchema, string>(named.map(([name, schema]) => [schema, name]))

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: object
  readonly paths: Record<string, Record<string, object>>
  readonly [part: string]: unknown
}

/** The OpenAPI 3.1 document of the routes, from the same schemas that read the queries and type the answers. */
export function openApi(routes: readonly Route[], version: string, language: Language, territory?: Bilingual): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [one.method]: operation(one, language) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: territory ? `City Orchestra — ${territory[language]}` : 'City Orchestra',
      version,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text[language] })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  }
}

function operation(one: Route, language: Language): object {
  const problem = one.faults
    ? contents(one.faults)
    : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const problems = [...new Set([400, ...(one.problems ?? []), 500, 503])].sort()
  const success = [...(one.success ?? [one.method === 'post' ? 202 : 200]), ...(isNamed(one) ? [304] : [])]
  return {
    operationId: operationId(one),
    tags: [one.tag],
    summary: one.summary[language],
    parameters: [...pathParameters(one), ...queryParameters(one, language)],
    ...(one.body && { requestBody: { content: { 'application/json': { schema: refer(one.body) } } } }),
    ...(one.takes && { requestBody: { content: contents(one.takes), required: true } }),
    ...(one.secured && { security: [{ key: [] }, { session: [] }] }),
    responses: {
      ...Object.fromEntries(
        success.map((status) => [
          status,
          {
            description: outcomes[status]?.[language] ?? one.summary[language],
            ...(!EMPTY.has(status) && { content: contentOf(one) }),
          },
        ]),
      ),
      ...Object.fromEntries(
        problems.map((status) => [status, { description: reasons[status]![language], content: problem }]),
      ),
    },
  }
}

/** Whether its answers have an entity tag: documents, and what is read of one version. */
const isNamed = ({ method, answer, document }: Route) => method === 'get' && (document ?? !('media' in answer))

/** `getAssetsNameLineage`. */
const operationId = ({ method, path }: Route) =>
  method + path.replace(/[/.:]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^Api/, '')

const pathParameters = ({ path }: Route) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

function queryParameters({ query }: Route, language: Language): object[] {
  return Object.entries(query.properties).map(([name, schema]) => {
    const { description, ...rest } = plain(schema) as { description?: string }
    const isNeeded = query.required?.includes(name) && !('default' in rest) && !('items' in rest)
    return {
      name,
      in: 'query',
      ...(description && { description: language === 'fr' ? inFrench(description) : description }),
      ...(isNeeded && { required: true }),
      schema: rest,
    }
  })
}

function contentOf({ answer, also = [] }: Route): object {
  if (!('media' in answer)) return { 'application/json': { schema: refer(answer as TSchema) }, ...contents(also) }
  const { media, schema } = answer as { readonly media: readonly string[]; readonly schema?: TSchema }
  return contents([...media, ...also], schema)
}

const contents = (media: readonly string[], told?: TSchema): object =>
  Object.fromEntries(media.map((one) => [one, { schema: refer(schemaOfMedia(one, told)) }]))

function refer(schema: TSchema): object {
  const name = names.get(schema)
  if (name) return { $ref: `#/components/schemas/${name}` }
  const { anyOf } = schema as { anyOf?: readonly TSchema[] }
  return anyOf ? { anyOf: anyOf.map(refer) } : plain(schema)
}

/** A schema without what TypeBox keeps for itself. */
function plain(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key.startsWith('~') ? undefined : value))) as object
}
