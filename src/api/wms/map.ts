import { createCanvas } from '@napi-rs/canvas'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { fromVersion } from '../http/cached.ts'
import { type Kvp, owsFault } from '../ows/index.ts'
import { drawLayer } from './draw/index.ts'
import { mapCrs, openLayers, symbologyOf } from './layers.ts'
import { bandOf, drawRasterLayer } from './raster.ts'
import { readMapRequest, type WmsVersion } from './request.ts'
import { strictest } from './several.ts'

export const PNG = 'image/png'
const JPEG = 'image/jpeg'
/** The forms of GetMap. Some clients ask for JPEG without a thought: it has no transparency. */
export const mapFormats = [PNG, JPEG] as const
/** Where the eye sees no loss on a map: of 100. */
const QUALITY = 90

/** GetMap: the layers as one picture. */
export async function getMap(deps: Deps, c: Context, kvp: Kvp, version: WmsVersion): Promise<Response> {
  const asked = (kvp.get('FORMAT') ?? PNG).split(';')[0]!.trim().toLowerCase()
  const format = mapFormats.find((one) => one === asked)
  if (!format)
    throw owsFault('InvalidFormat', 'FORMAT', 'format inconnu', 'unknown format', {
      fr: `Demandez l’un de ceux-ci : ${mapFormats.join(', ')}.`,
      en: `Ask for one of these: ${mapFormats.join(', ')}.`,
    })
  const request = readMapRequest(kvp, version, mapCrs(deps))
  const layers = await openLayers(deps, c, request)
  const { first, pins } = strictest(
    deps,
    layers.map(({ snapshot }) => snapshot),
  )
  return fromVersion(
    c,
    first,
    deps,
    () =>
      deps.reads.run(async () => {
        const { width, height, box, crs, transparent, background, time } = request
        const canvas = createCanvas(width, height)
        if (!transparent || format === JPEG) {
          const context = canvas.getContext('2d')
          context.fillStyle = background
          context.fillRect(0, 0, width, height)
        }
        const view = { crs: crs.name, box, width, height }
        for (const layer of layers)
          if (layer.kind === 'raster')
            await drawRasterLayer(deps, canvas, view, layer.coverage, bandOf(layer.coverage, layer.style, time))
          else await drawLayer(deps.chain.lake, canvas, view, layer.snapshot, await symbologyOf(deps, layer))
        const bytes = format === PNG ? await canvas.encode('png') : await canvas.encode('jpeg', QUALITY)
        return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': format } })
      }),
    pins,
  )
}
