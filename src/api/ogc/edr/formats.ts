import type { Context } from 'hono'
import { badParameter } from '../../http/faults.ts'
import { type Format, formatOf } from '../common/formats.ts'

export const COVERAGE_JSON = {
  f: 'CoverageJSON',
  media: 'application/prs.coverage+json',
  title: 'CoverageJSON',
} as const
export const GEO_JSON = { f: 'GeoJSON', media: 'application/geo+json', title: 'GeoJSON' } as const
export const CSV = { f: 'CSV', media: 'text/csv', title: 'CSV' } as const
export const GEOTIFF = { f: 'GeoTIFF', media: 'image/tiff; application=geotiff', title: 'GeoTIFF' } as const
export type EdrFormat = 'CoverageJSON' | 'GeoJSON' | 'CSV' | 'GeoTIFF'

/** Reads `f=` in any case, else `Accept`. Throws `api.bad-parameter`, `api.not-acceptable`. */
export function readFormat(c: Context, text: string | undefined, formats: readonly Format<EdrFormat>[]): EdrFormat {
  if (text === undefined) return formatOf(c, undefined, formats)
  const found = formats.find(({ f, media }) => f.toLowerCase() === text.toLowerCase() || media === text)
  if (found) return found.f
  const list = formats.map(({ f }) => f).join(', ')
  const shown = text.slice(0, 40)
  throw badParameter('f', `« ${shown} » n’est pas un format d’ici`, `'${shown}' is no format of this address`, {
    fr: `Formats : ${list}.`,
    en: `Formats: ${list}.`,
  })
}
