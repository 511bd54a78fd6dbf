import type { Context } from 'hono'
import type { Static } from 'typebox'
import {
  type Bbox,
  boxIn,
  columnOfRole,
  jsonSchema,
  type Language,
  licences,
  type Node,
  selectNodes,
} from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { crsOf } from './draw.ts'
import { linksOf } from './links.ts'
import { limitsOf, type TileMatrixSet, tileMatrixSets } from './matrix-sets.ts'
import type { TileJson, Tileset, TilesetList } from './schemas.ts'

const DEGREES = 'EPSG:4326'

/** The box of the data in a CRS; undefined when there is nothing to show, or no place for it there. */
export async function boxOfData({ summaries }: Deps, { node }: Snapshot, crs: string): Promise<Bbox | undefined> {
  const box = (await summaries()).get(node.name)?.current?.bbox
  if (!box) return undefined
  const converted = boxIn(box, crsOf(node.rows), crs)
  return converted.every(Number.isFinite) ? converted : undefined
}

/** The sets whose square the data meets. All of them where there is no data yet. */
async function setsOf(deps: Deps, snapshot: Snapshot): Promise<TileMatrixSet[]> {
  const found: TileMatrixSet[] = []
  for (const set of tileMatrixSets) {
    const box = await boxOfData(deps, snapshot, set.crs)
    if (box && limitsOf(set, box, 0)) found.push(set)
  }
  return found
}

/** The tilesets of a dataset. */
export async function listTilesets(deps: Deps, c: Context, snapshot: Snapshot): Promise<Static<typeof TilesetList>> {
  const { language } = speechOf(c)
  const links = linksOf(c, language)
  const sets = await setsOf(deps, snapshot)
  return {
    tilesets: sets.map((set) => ({
      ...head(c, snapshot.node, set, language),
      // Every link of this list leads somewhere: the address of the tiles, a template, is told by the tileset.
      links: [links.tileset(snapshot.node.name, set), links.set(set)],
    })),
    links: [links.self(), links.collection(snapshot.node.name)],
  }
}

function head(c: Context, node: Node, set: TileMatrixSet, language: Language) {
  return {
    title: `${node.title[language]} — ${set.title[language]}`,
    dataType: 'vector' as const,
    crs: set.crsUri,
    tileMatrixSetURI: set.uri ?? linksOf(c, language).set(set).href,
  }
}

/** A tileset as OGC 20-057 describes it. `box` is that of the data, in the CRS of the set. */
export function describeTileset(c: Context, { node }: Snapshot, set: TileMatrixSet, box: Bbox): Static<typeof Tileset> {
  const { language } = speechOf(c)
  const links = linksOf(c, language)
  const [minx, miny, maxx, maxy] = box
  const dimension = dimensionOf(node)
  const levels = Array.from({ length: set.maxZoom + 1 }, (_, z) => limitsOf(set, box, z)!)
  return {
    ...head(c, node, set, language),
    ...(node.description && { description: node.description[language] }),
    tileMatrixSetLimits: levels,
    boundingBox: { lowerLeft: [minx, miny], upperRight: [maxx, maxy], crs: set.crsUri },
    layers: [
      {
        id: node.name,
        title: node.title[language],
        dataType: 'vector',
        ...(dimension !== undefined && { geometryDimension: dimension }),
        minTileMatrix: '0',
        maxTileMatrix: String(set.maxZoom),
        propertiesSchema: propertiesSchema(node, language),
      },
    ],
    links: [
      links.self(),
      links.set(set),
      links.tile(node.name, set),
      ...(set.crs === 'EPSG:3857' ? [links.tileJson(node.name, set)] : []),
      links.collection(node.name),
    ],
  }
}

/** 0 points, 1 lines, 2 areas; undefined when they are mixed. */
export function dimensionOf(node: Node): number | undefined {
  const types = node.rows.columns[columnOfRole(node.rows, 'geometry')!]!.geometryTypes ?? []
  const kinds = ['Point', 'LineString', 'Polygon']
  const dimensions = new Set(types.map((type) => kinds.findIndex((kind) => type.endsWith(kind))))
  const [one] = dimensions
  return dimensions.size === 1 && one !== -1 ? one : undefined
}

/** The columns a tile may carry: all but geometries. */
export const attributesOf = (node: Node): string[] =>
  Object.keys(node.rows.columns).filter((name) => node.rows.columns[name]!.column !== 'geometry')

/** The schema of the attributes of a tile. */
export function propertiesSchema(node: Node, language: Language) {
  const { properties } = jsonSchema(node.rows, language) as { properties: Record<string, unknown> }
  return {
    type: 'object',
    properties: Object.fromEntries(attributesOf(node).map((name) => [name, properties[name]])),
  }
}

/** The tileset as TileJSON 3.0. */
export async function tileJson(
  deps: Deps,
  c: Context,
  snapshot: Snapshot,
  set: TileMatrixSet,
): Promise<Static<typeof TileJson>> {
  const { node, pin } = snapshot
  const { language } = speechOf(c)
  const bounds = (await boxOfData(deps, snapshot, DEGREES)) ?? deps.chain.graph.territory.bounds
  const [west, south, east, north] = bounds
  const fields = attributesOf(node).map((name) => {
    const { title, unit } = node.rows.columns[name]!
    return [name, unit && unit !== '1' ? `${title[language]} (${unit})` : title[language]]
  })
  return {
    tilejson: '3.0.0',
    name: node.title[language],
    ...(node.description && { description: node.description[language] }),
    attribution: attributionOf(deps, node),
    // Semantic version, as TileJSON asks: its first number grows with the data.
    version: `${Number.parseInt(pin, 10)}.0.0`,
    scheme: 'xyz',
    tiles: [linksOf(c, language).xyz(node.name, set)],
    minzoom: 0,
    maxzoom: set.detailZoom,
    bounds: [...bounds],
    center: [(west + east) / 2, (south + north) / 2, zoomOf(bounds, set)],
    vector_layers: [
      {
        id: node.name,
        description: node.title[language],
        minzoom: 0,
        maxzoom: set.detailZoom,
        fields: Object.fromEntries(fields),
      },
    ],
  }
}

/** The level where a box takes about one tile. */
function zoomOf([west, south, east, north]: Bbox, { detailZoom }: TileMatrixSet): number {
  const degrees = Math.max(east - west, (north - south) * 2, 1e-9)
  return Math.min(detailZoom, Math.max(0, Math.floor(Math.log2(360 / degrees))))
}

/** Producers and licence, as text that maps may show as HTML. */
function attributionOf({ chain }: Deps, node: Node): string {
  const sources = selectNodes(chain.graph, [node.name]).flatMap((one) => (one.source ? [one.source.producer] : []))
  const licence = node.publish ? licences[node.publish.licence].title : ''
  const text = [...new Set(sources), licence].filter(Boolean).join(' · ')
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
