import type { Context } from 'hono'
import { type Bbox, type Bilingual, boxIn, unitWord } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { CRS84 } from '../ogc/common/crs.ts'
import { boxFilter } from '../ogc/features/bbox.ts'
import { readPage } from '../ogc/features/page.ts'
import { propertyColumns } from '../ogc/features/selection.ts'
import { columnsToRead, featureWriter, type Writing } from '../ogc/features/writer.ts'
import { type Kvp, owsFault, xmlText } from '../ows/index.ts'
import type { Snapshot } from '../read/snapshots.ts'
import { type MapLayer, mapCrs, openLayers } from './layers.ts'
import { rasterValues } from './raster.ts'
import { type MapRequest, readMapRequest, type WmsVersion } from './request.ts'

/** The forms of GetFeatureInfo. */
export const infoFormats = ['application/json', 'text/html', 'text/plain'] as const
const MOST_FEATURES = 50
/** Pixels around the place asked where objects are found: points and lines are thin. */
const REACH = 4

interface Found {
  readonly snapshot: Snapshot
  /** GeoJSON features. */
  readonly texts: readonly string[]
  /** The title and unit of a property. */
  titleOf(name: string): { readonly title: Bilingual; readonly unit?: string }
}

/** GetFeatureInfo: what is at a pixel. */
export async function getFeatureInfo(deps: Deps, c: Context, kvp: Kvp, version: WmsVersion): Promise<Response> {
  const asked = (kvp.get('INFO_FORMAT') ?? 'application/json').split(';')[0]!.trim().toLowerCase()
  const format = infoFormats.find((one) => one === (asked === 'application/geo+json' ? 'application/json' : asked))
  if (!format)
    throw owsFault('InvalidFormat', 'INFO_FORMAT', 'format inconnu', 'unknown format', {
      fr: `Demandez l’un de ceux-ci : ${infoFormats.join(', ')}.`,
      en: `Ask for one of these: ${infoFormats.join(', ')}.`,
    })
  const request = readMapRequest(kvp, version, mapCrs(deps))
  const [column, line] = version === '1.3.0' ? (['I', 'J'] as const) : (['X', 'Y'] as const)
  const place = { x: pixel(kvp, column, request.width), y: pixel(kvp, line, request.height) }
  const limit = kvp.whole('FEATURE_COUNT', 1, 1_000_000) ?? 1
  const layers = await openLayers(deps, c, { layers: queried(kvp, request) })
  const { language } = speechOf(c)
  const found = await deps.reads.run(() =>
    Promise.all(layers.map((layer) => foundAt(deps, layer, request, place, Math.min(limit, MOST_FEATURES)))),
  )
  const body = { 'application/json': asJson, 'text/html': asHtml, 'text/plain': asText }[format](found, language)
  return new Response(body, {
    headers: { 'Content-Type': `${format}; charset=utf-8`, 'Cache-Control': 'no-store', 'Content-Language': language },
  })
}

function pixel(kvp: Kvp, name: string, size: number): number {
  kvp.need(name)
  const text = kvp.get(name)!
  const value = Number(text)
  if (/^\d+$/.test(text) && value < size) return value
  throw owsFault('InvalidPoint', name, 'ce pixel n’est pas dans l’image', 'this pixel is not in the picture')
}

function queried(kvp: Kvp, { layers }: MapRequest): MapRequest['layers'] {
  const names = kvp
    .need('QUERY_LAYERS')
    .split(',')
    .map((name) => name.trim())
  const other = names.find((name) => !layers.some((layer) => layer.name === name))
  if (other === undefined) return names.map((name) => ({ name, style: '' }))
  throw owsFault(
    'LayerNotDefined',
    other.slice(0, 64),
    'cette couche n’est pas sur la carte',
    'this layer is not on the map',
  )
}

interface Pixel {
  readonly x: number
  readonly y: number
}

/** The box of so many pixels around one, in the CRS of the map. */
function around({ box: [minx, miny, maxx, maxy], width, height }: MapRequest, { x, y }: Pixel, reach: number): Bbox {
  const [dx, dy] = [(maxx - minx) / width, (maxy - miny) / height]
  const [cx, cy] = [minx + (x + 0.5) * dx, maxy - (y + 0.5) * dy]
  return [cx - reach * dx, cy - reach * dy, cx + reach * dx, cy + reach * dy]
}

async function foundAt(deps: Deps, layer: MapLayer, request: MapRequest, at: Pixel, limit: number): Promise<Found> {
  const { snapshot } = layer
  if (layer.kind === 'raster') return cellAt(deps, layer, request, at)
  const { shape } = snapshot.table
  const writing: Writing = { shape, properties: propertyColumns(shape), geometry: true, crs: CRS84, jsonfg: false }
  const reading = {
    snapshot,
    columns: columnsToRead(writing),
    filters: [await boxFilter(deps, snapshot, around(request, at, REACH), request.crs)],
    sort: [],
    offset: 0,
    limit,
  }
  const { texts } = await readPage(deps.chain.lake, reading, featureWriter(writing))
  return { snapshot, texts, titleOf: (name) => shape.columns[name]! }
}

/** A pixel of a raster as a feature: its values by band. */
async function cellAt(
  deps: Deps,
  { snapshot, coverage }: Extract<MapLayer, { kind: 'raster' }>,
  request: MapRequest,
  at: Pixel,
): Promise<Found> {
  const box = around(request, at, 0.5)
  const values = await rasterValues(deps, coverage, box, request.crs.name)
  const [west, south, east, north] = boxIn(box, request.crs.name, 'EPSG:4326')
  const feature = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] },
    properties: Object.fromEntries(values.map(({ band, value }) => [band.id, value])),
  }
  return {
    snapshot,
    texts: values.length > 0 ? [JSON.stringify(feature)] : [],
    titleOf: (name) => coverage.bands.find(({ id }) => id === name)!,
  }
}

const asJson = (found: readonly Found[]): string =>
  `{"type":"FeatureCollection","features":[${found.flatMap(({ texts }) => texts).join(',')}]}`

/** What an object says, as titles and values. */
function* said({ texts, titleOf }: Found, language: 'fr' | 'en'): Iterable<[title: string, value: string][]> {
  for (const text of texts) {
    const { properties } = JSON.parse(text) as { properties: Record<string, unknown> }
    yield Object.entries(properties).flatMap(([name, value]): [string, string][] => {
      if (value === null || value === '') return []
      const { title, unit } = titleOf(name)
      const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
      return [[title[language], `${shown} ${unitWord(unit, language)}`.trim()]]
    })
  }
}

function asHtml(found: readonly Found[], language: 'fr' | 'en'): string {
  const nothing = `<p>${language === 'fr' ? 'Rien ici.' : 'Nothing here.'}</p>`
  const parts = found.flatMap((one) =>
    [...said(one, language)].map(
      (pairs) =>
        `<h2>${xmlText(one.snapshot.node.title[language])}</h2><dl>${pairs.map(([title, value]) => `<dt>${xmlText(title)}</dt><dd>${xmlText(value)}</dd>`).join('')}</dl>`,
    ),
  )
  const title = language === 'fr' ? 'Objets à cet endroit' : 'Features at this place'
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body>${parts.join('') || nothing}</body></html>`
}

const asText = (found: readonly Found[], language: 'fr' | 'en'): string =>
  found
    .flatMap((one) =>
      [...said(one, language)].map((pairs) =>
        [one.snapshot.node.title[language], ...pairs.map(([title, value]) => `  ${title} : ${value}`)].join('\n'),
      ),
    )
    .join('\n\n') || (language === 'fr' ? 'Rien ici.' : 'Nothing here.')
