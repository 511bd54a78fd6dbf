import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import type { Bbox } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import type { Band } from '../ogc/coverages/band.ts'
import { bandsIn, type Coverage, drawRaster, timedOf, valuesIn } from '../ogc/coverages/index.ts'
import { legendary } from '../ogc/coverages/legend.ts'
import { scaleOf } from '../ogc/coverages/scale.ts'
import { readSpan } from '../ogc/edr/period.ts'
import type { Legendary } from '../ogc/styles/legend-layout.ts'
import { owsFault } from '../ows/index.ts'
import type { View } from './draw/index.ts'

/** The styles of a raster: one a band, the usual one showing the first. */
export const bandStyles = ({ snapshot, bands }: Coverage): { readonly id: string; readonly band: Band }[] => {
  const { node } = snapshot
  const { name } = node
  return [
    { id: name, band: bands.find(({ id }) => id === node.times?.shown) ?? bands[0]! },
    ...bands.map((band) => ({ id: `${name}.${band.id}`, band })),
  ]
}

/** The styles that a list tells: those of a quantity at several times are chosen by the time. */
export const stylesTold = (coverage: Coverage): readonly string[] =>
  (coverage.quantity ? bandStyles(coverage).slice(0, 1) : bandStyles(coverage)).map(({ id }) => id)

/** The band of a time asked for. Throws `InvalidDimensionValue`. */
function bandThen(coverage: Coverage, time: string): Band | undefined {
  const timed = timedOf(coverage.bands)
  // Layers without times are shown beside those that have some.
  if (!timed) return undefined
  const [found] = time === 'current' ? [] : bandsIn(timed, readSpan(time))
  if (found) return found
  throw owsFault('InvalidDimensionValue', 'TIME', 'rien n’est de ce moment', 'nothing is of that time', {
    fr: `De ${timed[0]!.at} à ${timed.at(-1)!.at}.`,
    en: `From ${timed[0]!.at} to ${timed.at(-1)!.at}.`,
  })
}

/** The band that a style shows, or that of a time. Throws `StyleNotDefined`, `InvalidDimensionValue`. */
export function bandOf(coverage: Coverage, style: string, time?: string): Band {
  const all = bandStyles(coverage)
  const then = time !== undefined && (style === '' || style === all[0]!.id) ? bandThen(coverage, time) : undefined
  if (then) return then
  const found = all.find(({ id }) => id === (style || coverage.snapshot.node.name))
  if (found) return found.band
  const known = all.map(({ id }) => id).join(', ')
  throw owsFault('StyleNotDefined', style.slice(0, 64), 'style inconnu', 'unknown style', {
    fr: `Ceux de cette couche : ${known}.`,
    en: `Those of this layer: ${known}.`,
  })
}

/** Draws a raster on a picture. */
export async function drawRasterLayer(deps: Deps, canvas: Canvas, view: View, coverage: Coverage, band: Band) {
  const { crs, box, width, height } = view
  const { rgba } = await drawRaster(deps, coverage, { bbox: box, crs, width, height, band })
  // Pixels put on a canvas replace what is there: those of the raster are laid over it instead.
  const sheet = createCanvas(width, height)
  sheet.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer), width, height), 0, 0)
  canvas.getContext('2d').drawImage(sheet, 0, 0)
}

/** What the colours of a raster stand for: its classes, or round values along its range. */
export async function rasterLegend(deps: Deps, coverage: Coverage, style: string): Promise<Legendary> {
  const band = bandOf(coverage, style)
  return legendary(coverage.quantity ?? band, await scaleOf(deps, coverage, band))
}

/** The values of a raster around a place, by title of their band: those that are missing are left out. */
export async function rasterValues(
  deps: Deps,
  coverage: Coverage,
  bbox: Bbox,
  crs: string,
): Promise<{ readonly band: Band; readonly value: number }[]> {
  const found: { band: Band; value: number }[] = []
  for (const band of coverage.bands) {
    const [value] = await valuesIn(deps, coverage.raster, band, { bbox, crs, width: 1, height: 1 })
    if (value !== undefined && !Number.isNaN(value)) found.push({ band, value })
  }
  return found
}
