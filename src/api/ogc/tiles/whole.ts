import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import Type from 'typebox'
import { classOfRows, decideRows } from '../../../govern/index.ts'
import { boxIn, columnOfRole, type Node } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { badParameter } from '../../http/faults.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part, type Route, route } from '../../http/route.ts'
import { openTable } from '../../read/datasets.ts'
import { matrixSetOf, noGeometry } from './faults.ts'
import { linksOf, MVT } from './links.ts'
import { limitsOf, type TileMatrixSet, tileMatrixSets } from './matrix-sets.ts'
import { Tileset, TilesetList } from './schemas.ts'
import { readAddress, send, tileOf } from './tile.ts'
import { attributesOf, dimensionOf, propertiesSchema } from './tileset.ts'

const compress = promisify(gzip)
/** Collections in one tile: more would be neither read nor told apart. */
const MOST_COLLECTIONS = 8

const json = Type.Object({ f: Type.Enum(['json'], { default: 'json', description: 'Format of the answer.' }) })

/** Tilesets of the whole catalogue (OGC API Tiles 1.0, dataset tilesets): several collections in one tile, a layer each. */
export const wholeRoutes: readonly Route[] = [
  route({
    path: '/ogc/tiles',
    tag: 'tiles',
    summary: { fr: 'Les jeux de tuiles de tout le catalogue', en: 'The tilesets of the whole catalogue' },
    query: json,
    answer: TilesetList,
    handle(deps, c) {
      const { language } = speechOf(c)
      const links = linksOf(c, language)
      return c.json({
        tilesets: tileMatrixSets.map((set) => ({
          ...head(deps, c, set),
          links: [links.whole.tileset(set), links.set(set)],
        })),
        links: [links.self()],
      })
    },
  }),
  route({
    path: '/ogc/tiles/:set',
    tag: 'tiles',
    summary: { fr: 'Un jeu de tuiles de plusieurs collections', en: 'A tileset of several collections' },
    query: json,
    answer: Tileset,
    problems: [404],
    async handle(deps, c) {
      const { language } = speechOf(c)
      const links = linksOf(c, language)
      const set = matrixSetOf(part(c, 'set'))
      const box = boxIn(deps.chain.graph.territory.bounds, 'EPSG:4326', set.crs)
      const [minx, miny, maxx, maxy] = box
      return c.json({
        ...head(deps, c, set),
        tileMatrixSetLimits: Array.from({ length: set.maxZoom + 1 }, (_, z) => limitsOf(set, box, z)!),
        boundingBox: { lowerLeft: [minx, miny], upperRight: [maxx, maxy], crs: set.crsUri },
        layers: (await drawable(deps, c)).map((node) => {
          const dimension = dimensionOf(node)
          return {
            ...{ id: node.name, title: node.title[language], dataType: 'vector' as const },
            ...(dimension !== undefined && { geometryDimension: dimension }),
            ...{ minTileMatrix: '0', maxTileMatrix: String(set.maxZoom) },
            propertiesSchema: propertiesSchema(node, language),
          }
        }),
        links: [links.self(), links.set(set), links.whole.tile(set)],
      })
    },
  }),
  route({
    path: '/ogc/tiles/:set/:level/:row/:column',
    tag: 'tiles',
    summary: {
      fr: 'Une tuile vectorielle de plusieurs collections, une couche chacune',
      en: 'A vector tile of several collections, a layer each',
    },
    query: Type.Object({
      f: Type.Enum(['mvt'], { default: 'mvt', description: 'Format of the answer.' }),
      collections: textParameter(
        `Collections, separated by commas: at most ${MOST_COLLECTIONS}. Those of the tileset by default.`,
        1000,
      ),
    }),
    answer: { media: [MVT] },
    success: [200, 204],
    problems: [403, 404],
    async handle(deps, c, { collections }) {
      const set = matrixSetOf(part(c, 'set'))
      const tile = readAddress(set, part(c, 'level'), part(c, 'row'), part(c, 'column'))
      const names =
        collections?.split(',').map((name) => name.trim()) ?? (await drawable(deps, c)).map(({ name }) => name)
      if (names.length > MOST_COLLECTIONS) throw tooMany(names.length)
      const snapshots = await Promise.all(names.map((name) => openTable(deps, c, name)))
      for (const { node } of snapshots) if (!columnOfRole(node.rows, 'geometry')) throw noGeometry(node.name)
      const tag = tagOf([set.id, tile.z, tile.y, tile.x, ...snapshots.flatMap(({ node, pin }) => [node.name, pin])])
      c.header('ETag', tag)
      const isOpen = snapshots.every(({ node }) => classOfRows(deps.chain.graph, node) === 'open')
      c.header('Cache-Control', isOpen ? 'public, no-cache' : 'private, no-store')
      c.header('Vary', 'Accept-Encoding')
      if (c.req.header('If-None-Match') === tag) return c.body(null, 304)
      const layers = await Promise.all(
        snapshots.map((snapshot) =>
          tileOf(deps, snapshot, { set, tile, properties: attributesOf(snapshot.node), filters: [] }),
        ),
      )
      // A vector tile is a list of layers: one after the other they make a tile.
      const bytes = Buffer.concat(layers.map((layer) => layer.bytes))
      const response = send(c, {
        bytes,
        packed: await compress(bytes, { level: 4 }),
        features: layers.reduce((sum, { features }) => sum + features, 0),
        step: Math.max(0, ...layers.map(({ step }) => step)),
        share: Math.min(1, ...layers.map(({ share }) => share)),
      })
      for (const name of ['ETag', 'Cache-Control', 'Vary']) response.headers.set(name, c.res.headers.get(name) ?? '')
      return response
    },
  }),
]

function head({ chain }: Deps, c: Context, set: TileMatrixSet) {
  const { language } = speechOf(c)
  return {
    title: `${chain.graph.territory.title[language]} — ${set.title[language]}`,
    dataType: 'vector' as const,
    crs: set.crsUri,
    tileMatrixSetURI: set.uri ?? linksOf(c, language).set(set).href,
  }
}

/** The collections of the tileset: the first that have a geometry and that whoever asks may read. */
async function drawable(deps: Deps, c: Context): Promise<Node[]> {
  const { graph } = deps.chain
  const viewer = deps.viewerOf(c)
  const summaries = await deps.summaries()
  return graph.nodes
    .filter(
      (node) =>
        node.publish &&
        columnOfRole(node.rows, 'geometry') !== undefined &&
        summaries.get(node.name)?.current &&
        decideRows(graph, node, viewer).allowed,
    )
    .slice(0, MOST_COLLECTIONS)
}

const tagOf = (parts: readonly unknown[]) =>
  `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`

const tooMany = (count: number) =>
  badParameter(
    'collections',
    `${count} collections, c’est trop pour une tuile`,
    `${count} collections are too many for a tile`,
    {
      fr: `Demandez-en ${MOST_COLLECTIONS} au plus.`,
      en: `Ask for ${MOST_COLLECTIONS} at most.`,
    },
  )
