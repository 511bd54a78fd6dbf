import type { Context } from 'hono'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { crsEverywhere, readCrs } from '../common/crs.ts'
import { linksOf } from '../common/links.ts'
import { varied } from '../common/respond.ts'
import { readBox } from '../features/bbox.ts'
import { type Asked, answerTo } from './ask.ts'
import { COVERAGE_JSON, CSV, GEO_JSON, GEOTIFF, readFormat } from './formats.ts'
import { dataPage } from './html/page.tsx'
import { pageQuery } from './html/query.ts'
import { type Opened, openEdr } from './open.ts'
import { readParameterNames } from './parameters.ts'
import { boxPolygon, polygonIn } from './places.ts'
import { formatsOf, type QueryName, querySchemas, queryTitles, questionsOf } from './queries.ts'
import { respond } from './respond.ts'
import { touching } from './select.ts'
import { locations } from './write/geojson.ts'

const media = [COVERAGE_JSON.media, GEO_JSON.media, CSV.media, GEOTIFF.media]
/** 204 says that there is nothing there and then (19-086r6, table of status codes): the question is right. */
const success = [200, 204] as const
const problems = [403, 404, 406, 410, 413] as const

/** The questions of a collection, and of each of its versions. */
const homes = ['/ogc/collections/:id', '/ogc/collections/:id/instances/:instance'] as const

const asking = ['position', 'radius', 'area', 'cube', 'trajectory'] as const

/** OGC API – Environmental Data Retrieval at `/ogc`: values by place and period, of observations and rasters. */
export const queryRoutes: readonly Route[] = [
  route({
    path: '/ogc/collections/:id/edr',
    tag: 'edr',
    summary: { fr: 'La page où interroger une collection', en: 'The page to ask a collection' },
    query: pageQuery,
    answer: { media: ['text/html'] },
    also: ['text/html'],
    problems,
    handle: async (deps, c, asked) => dataPage(deps, c, await openEdr(deps, c, part(c, 'id'), undefined), asked),
  }),
  ...homes.flatMap(questionsAt),
]

/** The questions at one home. */
function questionsAt(home: string): readonly Route[] {
  return [
    ...asking.map((query) =>
      route({
        path: `${home}/${query}`,
        tag: 'edr',
        summary: queryTitles[query],
        query: querySchemas[query],
        answer: { media },
        success,
        problems,
        handle: (deps, c, asked) => handle(deps, c, query, asked as Asked & { f?: string }),
      }),
    ),
    route({
      path: `${home}/locations`,
      tag: 'edr',
      summary: { fr: 'Les stations d’une collection', en: 'The stations of a collection' },
      query: querySchemas.locations,
      answer: { media: [GEO_JSON.media] },
      problems,
      handle: (deps, c, asked) => handleLocations(deps, c, asked),
    }),
    route({
      path: `${home}/locations/:location`,
      tag: 'edr',
      summary: { fr: 'Les valeurs d’une station', en: 'The values of a station' },
      query: querySchemas.locations,
      answer: { media },
      success,
      problems,
      handle: (deps, c, { bbox, ...asked }) =>
        handle(deps, c, 'locations', { ...asked, location: part(c, 'location') }),
    }),
  ]
}

async function handle(
  deps: Deps,
  c: Context,
  query: QueryName,
  { f, ...asked }: Asked & { f?: string | undefined },
): Promise<Response> {
  const opened = await openEdr(deps, c, part(c, 'id'), c.req.param('instance'))
  checkTaken(opened, query)
  const format = readFormat(c, f, formatsOf(opened.kind, query))
  const { name } = opened.snapshot.node
  return answered(deps, c, opened, format, async () => {
    const answer = await deps.reads.run(() => answerTo(deps, opened, query, asked)).catch(nothing)
    return answer ? respond(c, answer, format, query, name) : noContent(c, name)
  })
}

function nothing(error: unknown): undefined {
  if (error instanceof OrchestraError && error.code === 'api.no-data') return
  throw error
}

/** The collection says where and when it has values. */
const noContent = (c: Context, id: string): Response =>
  new Response(null, {
    status: 204,
    headers: {
      Link: `<${new URL(c.req.url).origin}/ogc/collections/${id}>; rel="collection"; type="application/json"`,
    },
  })

/** The answer of one version, or word that the asker has it already. */
async function answered(
  deps: Deps,
  c: Context,
  opened: Opened,
  format: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const places = opened.kind === 'stations' ? opened.placesPin : ''
  return varied(await fromVersion(c, opened.snapshot, deps, answer, `${format} ${speechOf(c).language} ${places}`))
}

async function handleLocations(
  deps: Deps,
  c: Context,
  asked: {
    bbox?: string | undefined
    crs?: string | undefined
    f?: string | undefined
    'parameter-name'?: string | undefined
  },
): Promise<Response> {
  const opened = await openEdr(deps, c, part(c, 'id'), c.req.param('instance'))
  checkTaken(opened, 'locations')
  readFormat(c, asked.f, [GEO_JSON])
  const { stations, snapshot } = opened as Extract<Opened, { kind: 'stations' }>
  const crs = readCrs('crs', asked.crs, crsEverywhere(deps.chain.graph.territory))
  return answered(deps, c, opened, GEO_JSON.f, async () => {
    const { language } = speechOf(c)
    const links = linksOf(c, language)
    const shown = asked.bbox
      ? await touching(stations, polygonIn(boxPolygon(readBox(asked.bbox, crs)), crs.name, 'EPSG:4326'))
      : stations
    const { pathname } = new URL(c.req.url)
    const body = locations(shown, readParameterNames(opened.parameters, asked['parameter-name']), crs, {
      ...{ language, home: `${links.origin}${pathname.replace(/\/locations$/, '')}` },
      links: [
        ...links.self(GEO_JSON.f, [GEO_JSON]),
        links.link('collection', `/ogc/collections/${snapshot.node.name}`, 'application/json', {
          fr: 'La collection',
          en: 'The collection',
        }),
      ],
    })
    return new Response(JSON.stringify(body), {
      headers: { 'Content-Type': GEO_JSON.media, 'Content-Crs': `<${crs.uri}>` },
    })
  })
}

/** Refuses a question that what is asked cannot answer, naming those it can. */
function checkTaken({ kind, snapshot }: Opened, query: QueryName): void {
  const taken = questionsOf[kind]
  if (taken.includes(query)) return
  const { name } = snapshot.node
  throw new OrchestraError({
    code: 'api.no-such-query',
    say: {
      fr: `« ${name} » ne répond pas à la question « ${query} ».`,
      en: `'${name}' does not answer the question '${query}'.`,
    },
    remedy: { fr: `Ses questions : ${taken.join(', ')}.`, en: `Its questions: ${taken.join(', ')}.` },
    place: name,
  })
}
