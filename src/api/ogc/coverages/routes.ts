import Type from 'typebox'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { linksOf } from '../common/links.ts'
import { PropertySchema } from '../common/schemas.ts'
import { COVERAGE_JSON, CSV, GEOTIFF } from '../edr/formats.ts'
import { matrixSetOf, noTileJson } from '../tiles/faults.ts'
import { webMercatorQuad } from '../tiles/matrix-sets.ts'
import { coverageQuery, handleCoverage } from './coverage.ts'
import { coverageSchema, domainSet } from './documents.ts'
import { handleLegend, handleMap, handleTile, legendQuery, mapQuery, PNG, SVG, tileQuery } from './map.ts'
import { openCoverage } from './open.ts'
import { DomainSet, MapTileJson, MapTileset, MapTilesetList } from './schemas.ts'
import { describeMapTileset, listMapTilesets, mapTileJson } from './tilesets.ts'

const json = Type.Object({ f: Type.Enum(['json'], { default: 'json', description: 'Format of the answer.' }) })
const problems = [403, 404] as const
const tag = 'coverages'

/** OGC API – Coverages and Maps at `/ogc`: the cells of rasters, pictures of them, their tiles and legends. */
export const coverageRoutes: readonly Route[] = [
  route({
    path: '/ogc/collections/:id/coverage',
    tag,
    summary: { fr: 'Les mailles d’un raster', en: 'The cells of a raster' },
    query: coverageQuery,
    answer: { media: [COVERAGE_JSON.media, GEOTIFF.media, CSV.media] },
    problems: [...problems, 406, 410, 413],
    handle: handleCoverage,
  }),
  route({
    path: '/ogc/collections/:id/coverage/schema',
    tag,
    summary: { fr: 'Ce que contient chaque maille', en: 'What each cell holds' },
    query: json,
    answer: PropertySchema,
    problems,
    async handle(deps, c) {
      const coverage = await openCoverage(deps, c, part(c, 'id'))
      const { language } = speechOf(c)
      const id = `${linksOf(c, language).origin}/ogc/collections/${coverage.snapshot.node.name}/coverage/schema`
      return c.json(coverageSchema(coverage, language, id), 200, { 'Content-Type': 'application/schema+json' })
    },
  }),
  route({
    path: '/ogc/collections/:id/coverage/domainset',
    tag,
    summary: { fr: 'Où sont les mailles', en: 'Where the cells are' },
    query: json,
    answer: DomainSet,
    problems,
    handle: async (deps, c) => c.json(domainSet(await openCoverage(deps, c, part(c, 'id')))),
  }),
  route({
    path: '/ogc/collections/:id/map',
    tag,
    summary: { fr: 'Une image d’un raster', en: 'A picture of a raster' },
    query: mapQuery,
    answer: { media: [PNG] },
    problems: [...problems, 410, 413],
    handle: handleMap,
  }),
  route({
    path: '/ogc/collections/:id/map/legend',
    tag,
    summary: { fr: 'La légende d’un raster', en: 'The legend of a raster' },
    query: legendQuery,
    answer: { media: [SVG, 'application/json'] },
    problems,
    handle: handleLegend,
  }),
  route({
    path: '/ogc/collections/:id/map/tiles',
    tag,
    summary: { fr: 'Les jeux de tuiles d’un raster', en: 'The tilesets of a raster' },
    query: json,
    answer: MapTilesetList,
    problems,
    handle: async (deps, c) => c.json(listMapTilesets(c, await openCoverage(deps, c, part(c, 'id')))),
  }),
  route({
    path: '/ogc/collections/:id/map/tiles/:set',
    tag,
    summary: { fr: 'La description d’un jeu de tuiles d’un raster', en: 'The description of a tileset of a raster' },
    query: json,
    answer: MapTileset,
    problems,
    async handle(deps, c) {
      const coverage = await openCoverage(deps, c, part(c, 'id'))
      return c.json(describeMapTileset(c, coverage, matrixSetOf(part(c, 'set'))))
    },
  }),
  route({
    path: '/ogc/collections/:id/map/tiles/:set/tilejson',
    tag,
    summary: { fr: 'Un jeu de tuiles d’un raster en TileJSON 3.0', en: 'A tileset of a raster as TileJSON 3.0' },
    query: json,
    answer: MapTileJson,
    problems,
    async handle(deps, c) {
      const coverage = await openCoverage(deps, c, part(c, 'id'))
      const set = matrixSetOf(part(c, 'set'))
      if (set !== webMercatorQuad) throw noTileJson(set)
      return c.json(mapTileJson(deps, c, coverage, set))
    },
  }),
  route({
    path: '/ogc/collections/:id/map/tiles/:set/:level/:row/:column',
    tag,
    summary: { fr: 'Une tuile d’un raster (PNG)', en: 'A tile of a raster (PNG)' },
    query: tileQuery,
    answer: { media: [PNG] },
    problems: [...problems, 410, 413],
    handle: handleTile,
  }),
]
