import type { Bbox } from '../../kernel/index.ts'
import type { Crs } from '../ogc/common/crs.ts'
import { crsNamed, type Kvp, owsFault } from '../ows/index.ts'
import { isCoordinate } from '../read/coordinates.ts'

export type WmsVersion = '1.1.1' | '1.3.0'

/** Pixels a side of a picture at most, and of the whole of it: what a large screen shows. */
const MOST_SIDE = 4096
const MOST_PIXELS = 3840 * 2400
/** The side that is drawn whatever the other one is: the limit that clients are told, by which they cut what they print. */
export const SURE_SIDE = Math.floor(Math.sqrt(MOST_PIXELS))
export const MOST_LAYERS = 8

/** A picture asked for. */
export interface MapRequest {
  /** Each with the name of its style; empty for the usual one. */
  readonly layers: readonly { readonly name: string; readonly style: string }[]
  readonly crs: Crs
  /** x first, whatever the CRS. */
  readonly box: Bbox
  readonly width: number
  readonly height: number
  readonly transparent: boolean
  /** `#rrggbb`. */
  readonly background: string
  /** The time of layers that have several, as asked. */
  readonly time?: string | undefined
}

/** 1.3.0 unless an older one is asked for: then 1.1.1 (06-042, 6.2.4). */
export function versionOf(kvp: Kvp): WmsVersion {
  const asked = kvp.get('VERSION') ?? kvp.get('WMTVER') ?? '1.3.0'
  return /^1\.[012]\b|^0/.test(asked) ? '1.1.1' : '1.3.0'
}

/** Reads what GetMap and GetFeatureInfo have in common. Throws the exceptions of WMS. */
export function readMapRequest(kvp: Kvp, version: WmsVersion, known: readonly Crs[]): MapRequest {
  const crsParameter = version === '1.3.0' ? 'CRS' : 'SRS'
  const crs = crsNamed(kvp.need(crsParameter), known, {
    parameter: crsParameter,
    code: 'InvalidCRS',
    short: version === '1.3.0' ? 'authority' : 'xy',
  })
  kvp.need('WIDTH')
  kvp.need('HEIGHT')
  const [width, height] = [kvp.whole('WIDTH', 1, MOST_SIDE)!, kvp.whole('HEIGHT', 1, MOST_SIDE)!]
  if (width * height > MOST_PIXELS)
    throw owsFault('InvalidParameterValue', 'WIDTH', `plus de ${MOST_PIXELS} pixels`, `more than ${MOST_PIXELS} pixels`)
  const [, background] = /^0x([0-9a-f]{6})$/i.exec(kvp.get('BGCOLOR') ?? '0xFFFFFF') ?? []
  if (!background) throw owsFault('InvalidParameterValue', 'BGCOLOR', '0xRRGGBB est attendu', '0xRRGGBB is expected')
  return {
    layers: readLayers(kvp.need('LAYERS'), kvp.get('STYLES') ?? ''),
    crs,
    box: readBox(kvp.need('BBOX'), crs),
    width,
    height,
    transparent: kvp.get('TRANSPARENT')?.toUpperCase() === 'TRUE',
    background: `#${background}`,
    time: kvp.get('TIME') || undefined,
  }
}

function readLayers(layers: string, styles: string): MapRequest['layers'] {
  const names = layers.split(',').map((name) => name.trim())
  const chosen = styles.split(',').map((name) => name.trim())
  if (names.length > MOST_LAYERS)
    throw owsFault(
      'InvalidParameterValue',
      'LAYERS',
      `plus de ${MOST_LAYERS} couches`,
      `more than ${MOST_LAYERS} layers`,
    )
  if (styles !== '' && chosen.length !== names.length)
    throw owsFault('StyleNotDefined', 'STYLES', 'il faut un style par couche, ou aucun', 'one style a layer, or none')
  return names.map((name, i) => {
    const style = chosen[i] ?? ''
    return { name, style: style === 'default' ? '' : style }
  })
}

function readBox(text: string, { axes }: Crs): Bbox {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [a, b, c, d] = numbers as [number, number, number, number]
  const box: Bbox = axes === 'yx' ? [b, a, d, c] : [a, b, c, d]
  const [minx, miny, maxx, maxy] = box
  if (numbers.length === 4 && numbers.every(isCoordinate) && minx < maxx && miny < maxy) return box
  throw owsFault(
    'InvalidParameterValue',
    'BBOX',
    `« ${text.slice(0, 80)} » n’est pas une emprise`,
    `'${text.slice(0, 80)}' is not a bounding box`,
    {
      fr: 'Donnez le coin bas puis le coin haut, dans l’ordre des axes du système de coordonnées.',
      en: 'Give the lower corner then the upper one, in the order of the axes of the CRS.',
    },
  )
}
