import type { Context } from 'hono'
import Type, { type Static } from 'typebox'
import type { Node } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { describeCollection } from '../common/collection.ts'
import { JSON_FORMAT } from '../common/formats.ts'
import { linksOf } from '../common/links.ts'
import { Collection, linkList } from '../common/schemas.ts'
import { openEdr } from './open.ts'

const json = Type.Object({ f: Type.Enum(['json'], { default: 'json', description: 'Format of the answer.' }) })
const problems = [403, 404, 410] as const
const Instances = Type.Object({ links: linkList, instances: Type.Array(Collection) })

/** Earlier versions told at most: any other is reached by its instant. */
const MOST_INSTANCES = 20

/** The versions of a collection as instances of OGC API – EDR: that served now by its pin, earlier ones by their instant. */
export const instanceRoutes: readonly Route[] = [
  route({
    path: '/ogc/collections/:id/instances',
    tag: 'edr',
    summary: { fr: 'Les versions d’une collection', en: 'The versions of a collection' },
    query: json,
    answer: Instances,
    problems,
    async handle(deps, c) {
      const { snapshot } = await openEdr(deps, c, part(c, 'id'), undefined)
      const ids = [snapshot.pin, ...(await earlier(deps, snapshot.node))]
      const instances = await Promise.all(ids.map((id) => describeInstance(deps, c, snapshot.node, id)))
      const { link, here } = linksOf(c, speechOf(c).language)
      return c.json({
        links: [link('self', here({}), JSON_FORMAT.media, { fr: 'Ce document', en: 'This document' })],
        instances,
      })
    },
  }),
  route({
    path: '/ogc/collections/:id/instances/:instance',
    tag: 'edr',
    summary: { fr: 'Une version d’une collection', en: 'A version of a collection' },
    query: json,
    answer: Collection,
    problems,
    async handle(deps, c) {
      const instance = part(c, 'instance')
      const { snapshot } = await openEdr(deps, c, part(c, 'id'), instance)
      return c.json(await describeInstance(deps, c, snapshot.node, instance))
    },
  }),
]

/** When earlier versions whose file is kept were made, newest first. Those of partitioned assets are combinations, not told one by one. */
async function earlier({ chain }: Deps, node: Node): Promise<string[]> {
  if (node.partitions) return []
  const { store, graph, lake } = chain
  const rows = await store.query<{ made: Date; object: string }>(
    `select made, object from materialization where territory = $1 and asset = $2 and state = 'published'
     order by made desc, id desc limit $3`,
    [graph.territory.id, node.name, MOST_INSTANCES + 1],
  )
  return (
    rows
      .slice(1)
      .filter(({ object }) => lake.has(object))
      // The store counts in microseconds: the next millisecond is surely not before.
      .map(({ made }) => new Date(made.getTime() + 1).toISOString())
  )
}

/** The collection, with the addresses of one of its versions. */
async function describeInstance(deps: Deps, c: Context, node: Node, id: string): Promise<Static<typeof Collection>> {
  const collection = await describeCollection(deps, c, node, await deps.summaries())
  const { origin, link } = linksOf(c, speechOf(c).language)
  const home = `/ogc/collections/${node.name}`
  const here = `${home}/instances/${encodeURIComponent(id)}`
  const { items, instances, ...queries } = collection.data_queries ?? {}
  const moved = JSON.parse(JSON.stringify(queries).replaceAll(`"${origin}${home}/`, `"${origin}${here}/`)) as Record<
    string,
    unknown
  >
  return {
    ...collection,
    id,
    data_queries: moved,
    links: [
      link('self', here, JSON_FORMAT.media, { fr: 'Cette version', en: 'This version' }),
      link('collection', home, JSON_FORMAT.media, { fr: 'La collection', en: 'The collection' }),
      ...Object.keys(moved).map((query) =>
        link('data', `${here}/${query}`, 'application/prs.coverage+json', {
          fr: `Question ${query}`,
          en: `Query ${query}`,
        }),
      ),
    ],
  }
}
