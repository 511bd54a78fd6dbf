import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { legendary } from '../ogc/styles/legend-layout.ts'
import { legendPng } from '../ogc/styles/legend-png.ts'
import { legendSvg } from '../ogc/styles/legend-svg.ts'
import { type Kvp, owsFault } from '../ows/index.ts'
import { openLayer, symbologyOf } from './layers.ts'
import { rasterLegend } from './raster.ts'

/** The forms of GetLegendGraphic. */
export const legendFormats = ['image/png', 'image/svg+xml', 'application/json'] as const

/** GetLegendGraphic: what the colours of a style stand for. */
export async function getLegendGraphic(deps: Deps, c: Context, kvp: Kvp): Promise<Response> {
  const asked = (kvp.get('FORMAT') ?? 'image/png').split(';')[0]!.trim().toLowerCase()
  const format = legendFormats.find((one) => one === asked)
  if (!format)
    throw owsFault('InvalidFormat', 'FORMAT', 'format inconnu', 'unknown format', {
      fr: `Demandez l’un de ceux-ci : ${legendFormats.join(', ')}.`,
      en: `Ask for one of these: ${legendFormats.join(', ')}.`,
    })
  const layer = await openLayer(deps, c, kvp.get('LAYER') ?? kvp.need('LAYERS'), kvp.get('STYLE') ?? '')
  const legend = await deps.reads.run(async () =>
    layer.kind === 'raster'
      ? rasterLegend(deps, layer.coverage, layer.style)
      : legendary(await symbologyOf(deps, layer)),
  )
  const { language } = speechOf(c)
  const body =
    format === 'image/png'
      ? await legendPng(legend, language)
      : format === 'application/json'
        ? JSON.stringify({ title: legend.title, form: legend.form, classes: legend.legend })
        : legendSvg(legend, language)
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: { 'Content-Type': format, 'Cache-Control': 'no-cache' },
  })
}
