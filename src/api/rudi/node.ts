import type { Context } from 'hono'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { part, type Route } from '../http/route.ts'
import { RudiPage, RudiRecord } from '../json/shapes.ts'
import type { Entry } from './entry.ts'
import { indexOf } from './index-of-node.ts'
import { pick } from './paths.ts'
import { listParameters, readAsked } from './query.ts'
import { openReader } from './read.ts'
import { select } from './select.ts'

const common = { method: 'get', tag: 'rudi', query: listParameters } as const

async function list(deps: Deps, c: Context, isSearch = false): Promise<Response> {
  const asked = readAsked(new URL(c.req.url).searchParams, isSearch)
  const index = await indexOf(deps)
  // The answer is a page at most, but all the records may have to be gone through.
  const page = await deps.reads.run(() => select(index, openReader(deps, c), asked))
  c.header('Vary', 'Accept')
  return c.json(page)
}

async function one(deps: Deps, c: Context): Promise<Response> {
  const { fields } = readAsked(new URL(c.req.url).searchParams)
  const [record] = await openReader(deps, c).some([await entryOf(deps, c)])
  if (!record) throw unknownResource(part(c, 'id'))
  c.header('Vary', 'Accept')
  return c.json(fields ? pick(record, fields) : record)
}

/** The record of the address. Throws `rudi.unknown-resource`. */
export async function entryOf(deps: Deps, c: Context): Promise<Entry> {
  const id = part(c, 'id')
  const entry = (await indexOf(deps)).byGlobalId.get(id.toLowerCase())
  if (entry) return entry
  throw unknownResource(id)
}

const unknownResource = (id: string) =>
  new OrchestraError({
    code: 'rudi.unknown-resource',
    say: {
      fr: `Ce nœud n’a pas de jeu de données ${id.slice(0, 64)}.`,
      en: `This node has no dataset ${id.slice(0, 64)}.`,
    },
    remedy: { fr: 'La liste est à /api/v1/resources.', en: 'The list is at /api/v1/resources.' },
    place: 'id',
  })

/** The producer node of RUDI: its records under each of the paths that RUDI gives them. */
export const nodeRoutes: readonly Route[] = [
  ...['/api', '/api/v1', '/resources', '/api/v1/resources'].map(
    (path): Route => ({
      ...common,
      path,
      summary: { fr: 'Les fiches du nœud, en RUDI 1.4.1', en: 'The records of the node, in RUDI 1.4.1' },
      answer: RudiPage,
      handle: (deps, c) => list(deps, c),
    }),
  ),
  ...['/resources', '/api/v1/resources'].flatMap((path): Route[] => [
    {
      ...common,
      path: `${path}/search`,
      summary: { fr: 'Les fiches qui ont ces mots', en: 'The records that have these words' },
      answer: RudiPage,
      handle: (deps, c) => list(deps, c, true),
    },
    {
      ...common,
      path: `${path}/:id`,
      summary: { fr: 'Une fiche du nœud', en: 'A record of the node' },
      answer: RudiRecord,
      problems: [404],
      handle: one,
    },
  ]),
]
