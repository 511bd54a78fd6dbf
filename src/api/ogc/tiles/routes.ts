import type { Context } from 'hono'
import Type from 'typebox'
import { columnOfRole } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part, type Route, route } from '../../http/route.ts'
import { openData } from '../../read/datasets.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { documentFormats, formatOf } from '../common/formats.ts'
import { compileFilter } from '../cql2/index.ts'
import { filterDocuments } from '../features/filters.ts'
import { filterParameters } from '../features/parameters.ts'
import { matrixSetOf, noGeometry, noTileJson, outsideSet, rasterTiles } from './faults.ts'
import { assetRoute } from './html/assets.ts'
import { tilesPage } from './html/page.tsx'
import { linksOf, MVT } from './links.ts'
import { describeMatrixSet, limitsOf, type TileMatrixSet, tileMatrixSets, webMercatorQuad } from './matrix-sets.ts'
import { MatrixSet, MatrixSetList, TileJson, Tileset, TilesetList } from './schemas.ts'
import { answerTile, readAddress, readProperties } from './tile.ts'
import { boxOfData, describeTileset, listTilesets, tileJson } from './tileset.ts'
import { wholeRoutes } from './whole.ts'

const style = textParameter('For the page: the style that the map is drawn in.')
const described = Type.Object({
  f: Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer; by `Accept` when absent.' })),
  style,
})
const json = Type.Object({ f: Type.Enum(['json'], { default: 'json', description: 'Format of the answer.' }) })
const problems = [403, 404] as const

/** OGC API Tiles 1.0 at `/ogc`: tile matrix sets, the tilesets of each dataset that has a geometry, and their tiles. */
export const tileRoutes: readonly Route[] = [
  assetRoute,
  ...wholeRoutes,
  route({
    path: '/ogc/tileMatrixSets',
    tag: 'tiles',
    summary: { fr: 'Les jeux de matrices de tuiles', en: 'The tile matrix sets' },
    query: json,
    answer: MatrixSetList,
    handle(_, c) {
      const { language } = speechOf(c)
      const links = linksOf(c, language)
      const sets = tileMatrixSets.map((set) => {
        const { tileMatrices, orderedAxes, wellKnownScaleSet, ...head } = describeMatrixSet(set, set.title[language])
        return { ...head, links: links.matrixSet(set) }
      })
      return c.json({ tileMatrixSets: sets })
    },
  }),
  route({
    path: '/ogc/tileMatrixSets/:set',
    tag: 'tiles',
    summary: { fr: 'Un jeu de matrices de tuiles', en: 'A tile matrix set' },
    query: json,
    answer: MatrixSet,
    problems: [404],
    handle(_, c) {
      const set = matrixSetOf(part(c, 'set'))
      return c.json(describeMatrixSet(set, set.title[speechOf(c).language]))
    },
  }),
  route({
    path: '/ogc/collections/:id/tiles',
    tag: 'tiles',
    summary: { fr: 'Les jeux de tuiles d’un jeu de données', en: 'The tilesets of a dataset' },
    query: described,
    answer: TilesetList,
    also: ['text/html'],
    script: true,
    problems: [...problems, 406],
    async handle(deps, c, { f, style }) {
      const format = formatOf(c, f, documentFormats)
      const snapshot = await openDrawable(deps, c)
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html' ? tilesPage(deps, c, snapshot, { style }) : c.json(await listTilesets(deps, c, snapshot))
    },
  }),
  route({
    path: '/ogc/collections/:id/tiles/:set',
    tag: 'tiles',
    summary: { fr: 'La description d’un jeu de tuiles', en: 'The description of a tileset' },
    query: described,
    answer: Tileset,
    also: ['text/html'],
    script: true,
    problems: [...problems, 406],
    async handle(deps, c, { f, style }) {
      const format = formatOf(c, f, documentFormats)
      const snapshot = await openDrawable(deps, c)
      const set = matrixSetOf(part(c, 'set'))
      c.header('Vary', 'Accept, Accept-Language')
      if (format === 'html') return tilesPage(deps, c, snapshot, { set, style })
      return c.json(describeTileset(c, snapshot, set, await boxIn(deps, snapshot, set)))
    },
  }),
  route({
    path: '/ogc/collections/:id/tiles/:set/tilejson',
    tag: 'tiles',
    summary: { fr: 'Un jeu de tuiles en TileJSON 3.0', en: 'A tileset as TileJSON 3.0' },
    query: json,
    answer: TileJson,
    problems,
    async handle(deps, c) {
      const snapshot = await openDrawable(deps, c)
      const set = matrixSetOf(part(c, 'set'))
      if (set !== webMercatorQuad) throw noTileJson(set)
      return c.json(await tileJson(deps, c, snapshot, set))
    },
  }),
  route({
    path: '/ogc/collections/:id/tiles/:set/:level/:row/:column',
    tag: 'tiles',
    summary: { fr: 'Une tuile vectorielle (Mapbox Vector Tile 2.1)', en: 'A vector tile (Mapbox Vector Tile 2.1)' },
    query: Type.Object({
      f: Type.Enum(['mvt'], { default: 'mvt', description: 'Format of the answer.' }),
      properties: textParameter('Attributes, separated by commas. All of them by default.', 2000),
      datetime: filterParameters.datetime,
      filter: textParameter('A filter in CQL2: the features it lets pass are drawn.', 4000),
      'filter-lang': filterParameters['filter-lang'],
      'filter-crs': filterParameters['filter-crs'],
      pin: textParameter('The `pin` of a page of rows: tiles of the same content even if the data has changed since.'),
    }),
    answer: { media: [MVT] },
    success: [200, 204, 304],
    problems: [...problems, 410],
    async handle(deps, c, { properties, pin, ...asked }) {
      const snapshot = await openDrawable(deps, c, pin)
      const set = matrixSetOf(part(c, 'set'))
      const tile = readAddress(set, part(c, 'level'), part(c, 'row'), part(c, 'column'))
      const { rows } = snapshot.node
      const filters = filterDocuments(rows, deps.chain.graph.territory, asked)
      // What cannot be applied is refused before a thread is asked.
      for (const { filter, options } of filters) compileFilter(filter, rows, options)
      return answerTile(deps, c, snapshot, { set, tile, properties: readProperties(snapshot, properties), filters })
    },
  }),
]

/** A dataset that can be drawn, for whoever asks: access is decided there. Throws `api.no-tiles`. */
async function openDrawable(deps: Deps, c: Context, pin?: string): Promise<Snapshot> {
  const snapshot = await openData(deps, c, part(c, 'id'), pin)
  const { name, kind, rows } = snapshot.node
  if (kind === 'raster') throw rasterTiles(name)
  if (!columnOfRole(rows, 'geometry')) throw noGeometry(name)
  deps.drawing.warm()
  return snapshot
}

/** The box of the data in the CRS of a set. Throws `api.no-tiles` when they do not meet. */
async function boxIn(deps: Deps, snapshot: Snapshot, set: TileMatrixSet) {
  const box = await boxOfData(deps, snapshot, set.crs)
  if (box && limitsOf(set, box, 0)) return box
  throw outsideSet(snapshot.node.name, set)
}
