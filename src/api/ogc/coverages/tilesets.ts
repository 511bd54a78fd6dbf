import type { Context } from 'hono'
import { boxIn, licences, selectNodes } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { linksOf, ogcRel } from '../common/links.ts'
import { outsideSet } from '../tiles/faults.ts'
import { limitsOf, type TileMatrixSet, tileMatrixSets } from '../tiles/matrix-sets.ts'
import { PNG } from './map.ts'
import type { Coverage } from './open.ts'

const JSON_TYPE = 'application/json'

/** The deepest level that shows more: where a cell of the raster takes some pixels. */
function deepest({ raster }: Coverage, set: TileMatrixSet): number {
  const box = boxIn(raster.bbox, raster.crs, set.crs)
  const side = (box[2] - box[0]) / raster.width
  return Math.min(set.maxZoom, Math.max(0, Math.ceil(Math.log2(set.cellSize / side)) + 2))
}

function head(c: Context, { snapshot }: Coverage, set: TileMatrixSet) {
  const { language } = speechOf(c)
  return {
    title: `${snapshot.node.title[language]} — ${set.title[language]}`,
    dataType: 'map' as const,
    crs: set.crsUri,
    tileMatrixSetURI: set.uri ?? `${linksOf(c, language).origin}/ogc/tileMatrixSets/${set.id}`,
  }
}

function tilesetLinks(c: Context, { snapshot }: Coverage, set: TileMatrixSet) {
  const { link } = linksOf(c, speechOf(c).language)
  const here = `/ogc/collections/${snapshot.node.name}/map/tiles`
  return [
    link(ogcRel('tiling-scheme'), `/ogc/tileMatrixSets/${set.id}`, JSON_TYPE, {
      fr: 'Définition du jeu de matrices de tuiles',
      en: 'Definition of the tile matrix set',
    }),
    {
      ...link('item', `${here}/${set.id}/{tileMatrix}/{tileRow}/{tileCol}?f=png`, PNG, {
        fr: 'Les tuiles (PNG)',
        en: 'The tiles (PNG)',
      }),
      templated: true,
    },
  ]
}

/** The sets in which a raster has tiles. */
export function listMapTilesets(c: Context, coverage: Coverage) {
  const { language } = speechOf(c)
  const { link, here } = linksOf(c, language)
  const { name } = coverage.snapshot.node
  return {
    tilesets: tileMatrixSets
      .filter((set) => boxOf(coverage, set))
      .map((set) => ({
        ...head(c, coverage, set),
        links: [
          link('self', `/ogc/collections/${name}/map/tiles/${set.id}`, JSON_TYPE, {
            fr: 'Le jeu de tuiles',
            en: 'The tileset',
          }),
          // Every link of this list leads somewhere: the address of the tiles, a template, is told by the tileset.
          ...tilesetLinks(c, coverage, set).filter((one) => !('templated' in one)),
        ],
      })),
    links: [
      link('self', here({}), JSON_TYPE, { fr: 'Ce document', en: 'This document' }),
      link('collection', `/ogc/collections/${name}`, JSON_TYPE, { fr: 'La collection', en: 'The collection' }),
    ],
  }
}

function boxOf({ raster }: Coverage, set: TileMatrixSet) {
  const box = boxIn(raster.bbox, raster.crs, set.crs)
  return box.every(Number.isFinite) && limitsOf(set, box, 0) ? box : undefined
}

/** One of them, as OGC 20-057 describes it. Throws `api.no-tiles`. */
export function describeMapTileset(c: Context, coverage: Coverage, set: TileMatrixSet) {
  const { language } = speechOf(c)
  const { link, here } = linksOf(c, language)
  const { node } = coverage.snapshot
  const box = boxOf(coverage, set)
  if (!box) throw outsideSet(node.name, set)
  const most = deepest(coverage, set)
  return {
    ...head(c, coverage, set),
    tileMatrixSetLimits: Array.from({ length: most + 1 }, (_, z) => limitsOf(set, box, z)!),
    boundingBox: { lowerLeft: [box[0], box[1]], upperRight: [box[2], box[3]], crs: set.crsUri },
    links: [
      link('self', here({}), JSON_TYPE, { fr: 'Ce document', en: 'This document' }),
      ...tilesetLinks(c, coverage, set),
      ...(set.crs === 'EPSG:3857'
        ? [
            link('describedby', `/ogc/collections/${node.name}/map/tiles/${set.id}/tilejson`, JSON_TYPE, {
              fr: 'Le jeu de tuiles en TileJSON',
              en: 'The tileset as TileJSON',
            }),
          ]
        : []),
    ],
  }
}

/** The same for map libraries: TileJSON 3.0, in Web Mercator. */
export function mapTileJson({ chain }: Deps, c: Context, coverage: Coverage, set: TileMatrixSet) {
  const { language } = speechOf(c)
  const { origin } = linksOf(c, language)
  const { node, pin } = coverage.snapshot
  const bounds = boxIn(coverage.raster.bbox, coverage.raster.crs, 'EPSG:4326')
  const producers = selectNodes(chain.graph, [node.name]).flatMap(({ source }) => (source ? [source.producer] : []))
  const text = [...new Set(producers), licences[node.publish!.licence].title].join(' · ')
  return {
    tilejson: '3.0.0' as const,
    name: node.title[language],
    attribution: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    // Semantic version, as TileJSON asks: its first number grows with the data.
    version: `${Number.parseInt(pin, 10)}.0.0`,
    scheme: 'xyz' as const,
    tiles: [`${origin}/ogc/collections/${node.name}/map/tiles/${set.id}/{z}/{y}/{x}?f=png`],
    minzoom: 0,
    maxzoom: deepest(coverage, set),
    bounds: [...bounds],
  }
}
