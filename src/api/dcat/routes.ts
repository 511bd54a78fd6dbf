import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import Type from 'typebox'
import {
  type CataloguePage,
  catalogueAddress,
  describeCatalogue,
  describeDataset,
  type Syntax,
  syntaxes,
  writeRdf,
} from '../../catalogue/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { part, type Route, route } from '../http/route.ts'
import { pageOfRecords, recordById } from '../read/records.ts'

/** Datasets of a page when none is asked for, and at most. */
const [PAGE, MOST] = [100, 500]

const paging = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Number of the page, from 1.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, description: 'Datasets of a page.' })),
})

const answer = { media: Object.values(syntaxes) }
const catalogueSummary = { fr: 'Le catalogue en DCAT-AP 3', en: 'The catalogue in DCAT-AP 3' }
const datasetSummary = { fr: 'Un jeu de données en DCAT-AP 3', en: 'A dataset in DCAT-AP 3' }
const names = Object.keys(syntaxes) as Syntax[]

/** The catalogue for other catalogues: DCAT-AP 3.0.1 at `/dcat`, in the syntax that the address or `Accept` asks for. */
export const dcatRoutes: readonly Route[] = [
  ...['', ...names.map((name) => `.${name}`)].map((suffix) =>
    route({
      path: `/dcat/catalog${suffix}`,
      tag: 'catalogue',
      summary: catalogueSummary,
      query: paging,
      answer,
      document: true,
      problems: [406],
      handle: (deps, c, asked) => catalogue(deps, c, asked, (suffix.slice(1) || undefined) as Syntax | undefined),
    }),
  ),
  route({
    path: '/dcat/dataset/:id',
    tag: 'catalogue',
    summary: datasetSummary,
    answer,
    document: true,
    problems: [404, 406],
    async handle(deps, c) {
      const [, id = '', suffix] = /^(.*?)(?:\.(ttl|jsonld|rdf))?$/.exec(part(c, 'id')) ?? []
      const record = await recordById(deps, deps.viewerOf(c), id)
      if (!suffix && wantsPage(c)) return c.redirect(record.page, 303)
      const syntax = (suffix as Syntax | undefined) ?? syntaxOf(c)
      return send(c, await writeRdf(describeDataset(new URL(c.req.url).origin, record), syntax), syntax)
    },
  }),
]

interface Asked {
  readonly page?: number
  readonly limit?: number
}

async function catalogue(deps: Deps, c: Context, { page = 1, limit = PAGE }: Asked, named?: Syntax): Promise<Response> {
  const syntax = named ?? syntaxOf(c)
  const { graph } = deps.chain
  const { origin } = new URL(c.req.url)
  const viewer = deps.viewerOf(c)
  const { records, total } = await pageOfRecords(deps, viewer, { offset: (page - 1) * limit, limit })
  const last = Math.max(1, Math.ceil(total / limit))
  if (page > last) throw noPage(page, last)
  const address = (n: number) => `${catalogueAddress(origin)}${named ? `.${named}` : ''}?page=${n}&limit=${limit}`
  const described: CataloguePage = {
    records,
    total,
    here: address(page),
    first: address(1),
    last: address(last),
    ...(page > 1 && { previous: address(page - 1) }),
    ...(page < last && { next: address(page + 1) }),
  }
  const changes = records.flatMap(({ modified }) => (modified ? [modified.getTime()] : []))
  const { title, description, organisation, bounds } = graph.territory
  const quads = describeCatalogue(
    origin,
    {
      ...{ title, description, publisher: organisation, spatial: bounds },
      ...(changes.length > 0 && { modified: new Date(Math.max(...changes)) }),
    },
    described,
  )
  // As the Linked Data Platform says it too (W3C, 2015), for who follows headers.
  c.header('Link', linkHeader(described))
  return send(c, await writeRdf(quads, syntax), syntax)
}

const linkHeader = (page: CataloguePage): string =>
  (['first', 'last', 'previous', 'next'] as const)
    .flatMap((name) => (page[name] ? [`<${page[name]}>; rel="${name === 'previous' ? 'prev' : name}"`] : []))
    .join(', ')

function send(c: Context, text: string, syntax: Syntax): Response {
  c.header('Vary', 'Accept')
  return c.body(text, 200, { 'Content-Type': `${syntaxes[syntax]}; charset=utf-8` })
}

/** What `Accept` prefers; Turtle when it says nothing. Throws `api.not-acceptable`. */
function syntaxOf(c: Context): Syntax {
  const accept = c.req.header('Accept')
  if (!accept) return 'ttl'
  for (const { type } of parseAccept(accept).toSorted((a, b) => b.q - a.q)) {
    const range = type.toLowerCase()
    const found = names.find((name) => syntaxes[name] === range)
    if (found) return found
    if (range === 'application/json') return 'jsonld'
    if (range === 'application/xml' || range === 'text/xml') return 'rdf'
    if (range === '*/*' || range === 'text/*') return 'ttl'
    if (range === 'application/*') return 'jsonld'
  }
  throw notAcceptable()
}

/** Whether a browser asks: it is sent to the page of the dataset. */
const wantsPage = (c: Context) => (c.req.header('Accept') ?? '').includes('text/html')

const notAcceptable = () =>
  new OrchestraError({
    code: 'api.not-acceptable',
    say: {
      fr: 'Le catalogue n’est écrit dans aucun de ces formats.',
      en: 'The catalogue is written in none of these formats.',
    },
    remedy: {
      fr: `Demandez ${Object.values(syntaxes).join(', ')}, ou ajoutez .ttl, .jsonld ou .rdf à l’adresse.`,
      en: `Ask for ${Object.values(syntaxes).join(', ')}, or add .ttl, .jsonld or .rdf to the address.`,
    },
    place: 'Accept',
  })

const noPage = (page: number, last: number) =>
  new OrchestraError({
    code: 'api.no-page',
    say: { fr: `Le catalogue n’a pas de page ${page}.`, en: `The catalogue has no page ${page}.` },
    remedy: { fr: `La dernière est la page ${last}.`, en: `The last one is page ${last}.` },
    place: 'page',
  })
