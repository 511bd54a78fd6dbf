import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import type { Bbox } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import type { Band } from '../ogc/coverages/band.ts'
import { type Coverage, drawRaster, valuesIn } from '../ogc/coverages/index.ts'
import { legendary } from '../ogc/coverages/legend.ts'
import { scaleOf } from '../ogc/coverages/scale.ts'
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

/** The band that a style shows. Throws `StyleNotDefined`. */
export function bandOf(coverage: Coverage, style: string): Band {
  const all = bandStyles(coverage)
  const found = all.find(({ id }) => id === (style || coverage.snapshot.node.name))
  if (found) return found.band
  const known = all.map(({ id }) => id).join(', ')
  throw owsFault('StyleNotDefined', style.slice(0, 64), 'style inconnu', 'unknown style', {
    fr: `Ceux de cette couche : ${known}.`,
    en: `Those of this layer: ${known}.`,
  })
}

/** Draws a raster on a picture. */
export async function drawRasterLayer(deps: Deps, canvas: Canvas, view: View, coverage: Coverage, style: string) {
  const { crs, box, width, height } = view
  const { rgba } = await drawRaster(deps, coverage, { bbox: box, crs, width, height, band: bandOf(coverage, style) })
  // Pixels put on a canvas replace what is there: those of the raster are laid over it instead.
  const sheet = createCanvas(width, height)
  sheet.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer), width, height), 0, 0)
  canvas.getContext('2d').drawImage(sheet, 0, 0)
}

/** What the colours of a raster stand for: its classes, or round values along its range. */
export async function rasterLegend(deps: Deps, coverage: Coverage, style: string): Promise<Legendary> {
  const band = bandOf(coverage, style)
  return legendary(band, await scaleOf(deps, coverage, band))
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
