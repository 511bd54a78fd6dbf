import type { Context } from 'hono'
import Type, { type Static } from 'typebox'
import type { Bbox } from '../../../kernel/index.ts'
import { boxIn } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { badParameter } from '../../http/faults.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part } from '../../http/route.ts'
import { CRS84, crsOf, crsOfRaster, readCrs } from '../common/crs.ts'
import { readSpan } from '../edr/period.ts'
import { readBox } from '../features/bbox.ts'
import { matrixSetOf } from '../tiles/faults.ts'
import { tileBox } from '../tiles/matrix-sets.ts'
import { readAddress } from '../tiles/tile.ts'
import type { Band } from './band.ts'
import { readBands } from './bands.ts'
import { drawRaster } from './draw/draw.ts'
import { writePng } from './draw/png.ts'
import { noneThen, noTimes } from './faults.ts'
import { legendOf, legendSvg } from './legend.ts'
import { type Coverage, openCoverage } from './open.ts'
import { scaleOf } from './scale.ts'
import { bandsIn, timedOf } from './times.ts'

export const PNG = 'image/png'
export const SVG = 'image/svg+xml'
/** Pixels a side of a picture at most, and of a tile. */
const MOST_PIXELS = 4096
const TILE_PIXELS = 256
const USUAL_PIXELS = 800

const properties = textParameter('The band to draw. The first by default, or the one that the raster shows.', 100)
const datetime = textParameter('Where bands are times of one quantity: the instant to draw.', 60)
const version = textParameter('The `pin` of a version.', 40)
const side = Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PIXELS, description: 'In pixels.' }))

export const mapQuery = Type.Object({
  bbox: textParameter('What to show, in `bbox-crs`. All of it by default.'),
  'bbox-crs': textParameter('CRS of `bbox`. CRS84 by default.'),
  crs: textParameter('CRS of the picture. CRS84 by default.'),
  width: side,
  height: side,
  properties,
  datetime,
  f: Type.Enum(['png'], { default: 'png', description: 'Format of the answer.' }),
  version,
})
export const tileQuery = Type.Object({
  properties,
  datetime,
  f: Type.Enum(['png'], { default: 'png', description: 'Format of the answer.' }),
  version,
})
export const legendQuery = Type.Object({
  properties,
  datetime,
  f: Type.Enum(['svg', 'json'], { default: 'svg', description: 'Format of the answer.' }),
})

/** What the picture of a band depends on besides the data: the code of an asset may state other colours. */
const lookOf = ({ id, style }: Band) => JSON.stringify([id, style])

interface Shown {
  readonly properties?: string | undefined
  readonly datetime?: string | undefined
}

/** The band to draw: by its name, by its time, else the usual one. */
function bandOf({ bands, quantity, snapshot }: Coverage, { properties, datetime }: Shown): Band {
  const named = readBands(bands, 'properties', properties, quantity)
  if (datetime !== undefined) return bandThen(named, datetime)
  const usual = snapshot.node.times?.shown
  return named.find(({ id }) => id === usual) ?? named[0]!
}

/** The band that tells what is so at an instant; in a period, the first one of it. */
function bandThen(bands: readonly Band[], datetime: string): Band {
  const timed = timedOf(bands)
  if (!timed) throw noTimes()
  const [found] = bandsIn(timed, readSpan(datetime))
  if (!found) throw noneThen(timed)
  return found
}

/** A picture of a raster in the CRS asked for. */
export async function handleMap(deps: Deps, c: Context, asked: Static<typeof mapQuery>): Promise<Response> {
  const coverage = await openCoverage(deps, c, part(c, 'id'), asked.version)
  const { raster, snapshot } = coverage
  const known = crsOfRaster(deps.chain.graph.territory, crsOf(raster.crs))
  const crs = readCrs('crs', asked.crs, known)
  const from = readCrs('bbox-crs', asked['bbox-crs'], known)
  const box =
    asked.bbox === undefined
      ? boxIn(raster.bbox, raster.crs, kernelName(crs.name))
      : convert(readBox(asked.bbox, from), from.name, crs.name)
  if (!(box[0] < box[2] && box[1] < box[3]) || !box.every(Number.isFinite)) throw noSurface()
  const band = bandOf(coverage, asked)
  const { width, height } = sizeOf(box, asked)
  return fromVersion(
    c,
    snapshot,
    deps,
    async () => {
      const picture = await deps.reads.run(() =>
        drawRaster(deps, coverage, { bbox: box, crs: crs.name, width, height, band }),
      )
      return new Response(Buffer.from(await writePng(picture)), {
        headers: { 'Content-Type': PNG, 'Content-Crs': `<${crs.uri}>`, 'Content-Bbox': box.join() },
      })
    },
    lookOf(band),
  )
}

const kernelName = (name: string) => (name === CRS84.name ? 'EPSG:4326' : name)
const convert = (box: Bbox, from: string, to: string): Bbox => (from === to ? box : boxIn(box, from, to))

/** One side that is not told is in proportion to the other. */
function sizeOf(
  [minx, miny, maxx, maxy]: Bbox,
  { width, height }: { width?: number | undefined; height?: number | undefined },
) {
  const ratio = (maxy - miny) / (maxx - minx)
  const bounded = (value: number) => Math.min(MOST_PIXELS, Math.max(1, Math.round(value)))
  if (width !== undefined) return { width, height: height ?? bounded(width * ratio) }
  if (height !== undefined) return { width: bounded(height / ratio), height }
  const across = ratio > 1 ? bounded(USUAL_PIXELS / ratio) : USUAL_PIXELS
  return { width: across, height: bounded(across * ratio) }
}

/** A tile of a raster as PNG: 204 where it has nothing. Kept in memory by version. */
export async function handleTile(deps: Deps, c: Context, asked: Static<typeof tileQuery>): Promise<Response> {
  const coverage = await openCoverage(deps, c, part(c, 'id'), asked.version)
  const set = matrixSetOf(part(c, 'set'))
  const tile = readAddress(set, part(c, 'level'), part(c, 'row'), part(c, 'column'))
  const band = bandOf(coverage, asked)
  const { snapshot } = coverage
  return fromVersion(
    c,
    snapshot,
    deps,
    async () => {
      const key = [snapshot.node.name, snapshot.pin, band.place, set.id, tile.z, tile.y, tile.x].join(' ')
      const png = await deps.mapTiles.get(key, () =>
        deps.reads.run(async () => {
          const size = { width: TILE_PIXELS, height: TILE_PIXELS }
          const picture = await drawRaster(deps, coverage, { bbox: tileBox(set, tile), crs: set.crs, band, ...size })
          const isEmpty = picture.rgba.every((byte) => byte === 0)
          return isEmpty ? new Uint8Array() : writePng(picture)
        }),
      )
      if (png.length === 0) return new Response(null, { status: 204 })
      return new Response(Buffer.from(png), { headers: { 'Content-Type': PNG } })
    },
    lookOf(band),
  )
}

/** What the colours of a raster mean. */
export async function handleLegend(deps: Deps, c: Context, asked: Static<typeof legendQuery>): Promise<Response> {
  const coverage = await openCoverage(deps, c, part(c, 'id'))
  const band = bandOf(coverage, asked)
  const { language } = speechOf(c)
  const response = await fromVersion(
    c,
    coverage.snapshot,
    deps,
    async () => {
      const scale = await deps.reads.run(() => scaleOf(deps, coverage, band))
      // The legend of a quantity is that of all its times.
      const what = coverage.quantity ?? band
      if (asked.f === 'json') return c.json(legendOf(what, scale, language))
      return new Response(legendSvg(what, scale, language), { headers: { 'Content-Type': SVG } })
    },
    `${language} ${lookOf(band)}`,
  )
  response.headers.append('Vary', 'Accept-Language')
  return response
}

const noSurface = () =>
  badParameter('bbox', 'cette emprise n’a pas de surface', 'this box has no surface', {
    fr: 'Donnez ouest,sud,est,nord avec ouest < est et sud < nord.',
    en: 'Give west,south,east,north with west < east and south < north.',
  })
