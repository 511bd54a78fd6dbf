import type { Context } from 'hono'
import Type from 'typebox'
import { decideRows } from '../../../govern/index.ts'
import { columnOfRole } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { Legend } from '../../json/shapes.ts'
import { openTable } from '../../read/datasets.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { linksOf } from '../common/links.ts'
import { collectionNodes } from '../common/nodes.ts'
import { varied } from '../common/respond.ts'
import { noGeometry } from '../tiles/faults.ts'
import { describeLegend, describeStyle, linksOfStyle, SVG_MEDIA, selfLink } from './describe.ts'
import { styleDocument } from './document.ts'
import { legendary } from './legend-layout.ts'
import { legendSvg } from './legend-svg.ts'
import { datasetOfStyle, styleOf, stylesOf } from './open.ts'
import { StyleDocument, StyleList, StyleMetadata } from './schemas.ts'
import type { Symbology } from './symbology.ts'

const problems = [403, 404] as const

const json = Type.Object({ f: Type.Enum(['json'], { default: 'json', description: 'Format of the answer.' }) })
const styleQuery = Type.Object({
  f: Type.Enum(['mbs', 'json'], {
    default: 'mbs',
    description: 'Format of the answer: a MapLibre style in both cases.',
  }),
  colour: Type.Optional(
    Type.String({
      pattern: '^[0-9a-fA-F]{6}$',
      description: 'Colour of what is drawn in one colour, six hexadecimal digits: where several datasets share a map.',
    }),
  ),
})

/** OGC API Styles (draft) at `/ogc`: the styles of each dataset that has a geometry, as MapLibre documents, and their legends. */
export const styleRoutes: readonly Route[] = [
  route({
    path: '/ogc/styles',
    tag: 'styles',
    summary: { fr: 'Les styles, un par jeu de données', en: 'The styles, one a dataset' },
    query: json,
    answer: StyleList,
    handle(deps, c) {
      const { language } = speechOf(c)
      const links = linksOf(c, language)
      const { graph } = deps.chain
      const viewer = deps.viewerOf(c)
      const nodes = collectionNodes(graph).filter(
        (node) => columnOfRole(node.rows, 'geometry') && decideRows(graph, node, viewer).allowed,
      )
      const styles = nodes.map(({ name, title }) => ({
        id: name,
        title: title[language],
        links: linksOfStyle(links, name),
      }))
      return c.json({ styles, links: [selfLink(links)] })
    },
  }),
  route({
    path: '/ogc/collections/:id/styles',
    tag: 'styles',
    summary: { fr: 'Les styles d’un jeu de données', en: 'The styles of a dataset' },
    query: json,
    answer: StyleList,
    problems,
    async handle(deps, c) {
      const { language } = speechOf(c)
      const links = linksOf(c, language)
      const snapshot = await openDrawn(deps, c, part(c, 'id'))
      const styles = (await stylesOf(deps, snapshot)).map(({ id, title }) => ({
        id,
        title: title[language],
        links: linksOfStyle(links, id),
      }))
      return c.json({ default: snapshot.node.name, styles, links: [selfLink(links)] })
    },
  }),
  route({
    path: '/ogc/styles/:style',
    tag: 'styles',
    summary: { fr: 'Un style, pour MapLibre', en: 'A style, for MapLibre' },
    query: styleQuery,
    answer: StyleDocument,
    problems,
    handle: (deps, c, { colour }) =>
      answerStyle(deps, c, async (snapshot, symbology) => {
        const document = await styleDocument(deps, c, snapshot, repainted(symbology, colour))
        return c.json(document)
      }),
  }),
  route({
    path: '/ogc/styles/:style/metadata',
    tag: 'styles',
    summary: { fr: 'La description d’un style', en: 'The description of a style' },
    query: json,
    answer: StyleMetadata,
    problems,
    handle: (deps, c) =>
      answerStyle(deps, c, async (snapshot, symbology) => c.json(describeStyle(c, snapshot, symbology))),
  }),
  route({
    path: '/ogc/styles/:style/legend',
    tag: 'styles',
    summary: { fr: 'La légende d’un style', en: 'The legend of a style' },
    query: Type.Object({
      f: Type.Enum(['json', 'svg'], { default: 'json', description: 'Format of the answer.' }),
    }),
    answer: Legend,
    also: [SVG_MEDIA],
    problems,
    handle: (deps, c, { f }) =>
      answerStyle(deps, c, async (_, symbology) =>
        f === 'svg'
          ? c.body(legendSvg(legendary(symbology), speechOf(c).language), 200, { 'Content-Type': SVG_MEDIA })
          : c.json(describeLegend(symbology)),
      ),
  }),
]

/** A dataset that can be drawn, for whoever asks: access is decided there. Throws `api.no-tiles`. */
async function openDrawn(deps: Deps, c: Context, id: string): Promise<Snapshot> {
  const snapshot = await openTable(deps, c, id)
  if (!columnOfRole(snapshot.node.rows, 'geometry')) throw noGeometry(snapshot.node.name)
  return snapshot
}

async function answerStyle(
  deps: Deps,
  c: Context,
  answer: (snapshot: Snapshot, symbology: Symbology) => Promise<Response>,
): Promise<Response> {
  const id = part(c, 'style')
  const snapshot = await openDrawn(deps, c, datasetOfStyle(id))
  const symbology = await deps.reads.run(() => styleOf(deps, snapshot, id))
  const { language } = speechOf(c)
  return varied(await fromVersion(c, snapshot, deps, () => answer(snapshot, symbology), language))
}

const repainted = (symbology: Symbology, colour: string | undefined): Symbology =>
  colour === undefined || symbology.colouring.by !== 'nothing'
    ? symbology
    : { ...symbology, colouring: { by: 'nothing', colour: `#${colour}` } }
