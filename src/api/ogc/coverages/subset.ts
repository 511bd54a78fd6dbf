import type { Bbox } from '../../../kernel/index.ts'
import { badParameter } from '../../http/faults.ts'

/** What `subset=` asks: a box in a CRS, or one position of it. */
type Subset =
  | { readonly crs: string; readonly bbox: Bbox }
  | { readonly crs: string; readonly point: readonly [number, number] }

interface Axis {
  readonly axis: 'x' | 'y'
  readonly isDegrees: boolean
}
/** Names of axes: those of longitude and latitude are in degrees, the others in the CRS of the raster. */
const axes: Readonly<Record<string, Axis>> = {
  lon: { axis: 'x', isDegrees: true },
  long: { axis: 'x', isDegrees: true },
  lat: { axis: 'y', isDegrees: true },
  e: { axis: 'x', isDegrees: false },
  x: { axis: 'x', isDegrees: false },
  n: { axis: 'y', isDegrees: false },
  y: { axis: 'y', isDegrees: false },
}

/** The names of the two axes of a raster, as its documents tell them. */
export const axisNames = (crs: string): readonly [string, string] => (isLonLat(crs) ? ['Lon', 'Lat'] : ['E', 'N'])
const isLonLat = (crs: string) => ['EPSG:4326', 'EPSG:4171', 'EPSG:4258'].includes(crs)

/**
 * Reads `subset=E(350000:352000),N(6789000:6790000)` or `Lat(48.1:48.2),Lon(-1.7:-1.6)`, an end left out or `*` being that of
 * the raster; single values are one position. Throws `api.bad-parameter`.
 * @param whole the box of the raster in its CRS
 */
export function readSubset(text: string, crs: string, whole: Bbox, wholeLonLat: Bbox): Subset {
  const found: Partial<Record<'x' | 'y', Axis & { low: number; high: number; isOne: boolean }>> = {}
  const parts = text.split(/,(?![^(]*\))/)
  for (const part of parts) {
    const [, name = '', inside = ''] = /^\s*([A-Za-z]+)\s*\(([^()]*)\)\s*$/.exec(part) ?? []
    const axis = axes[name.toLowerCase()]
    if (!axis || found[axis.axis]) throw fault(text, crs)
    const box = axis.isDegrees && !isLonLat(crs) ? wholeLonLat : whole
    const [least, most] = axis.axis === 'x' ? [box[0], box[2]] : [box[1], box[3]]
    const [low, high] = inside.split(':').map((end) => end.trim())
    const isOne = high === undefined
    const read = (end: string | undefined, open: number) =>
      end === undefined || end === '' || end === '*' ? open : Number(end)
    const [from, to] = [read(low, least), isOne ? read(low, Number.NaN) : read(high, most)]
    if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) throw fault(text, crs)
    found[axis.axis] = { ...axis, low: from, high: to, isOne }
  }
  const { x, y } = found
  if (!x && !y) throw fault(text, crs)
  const isDegrees = (x ?? y)!.isDegrees && !isLonLat(crs)
  // One name in degrees and the other in metres, or a position on one axis only, is no box.
  if ((x && y && x.isDegrees !== y.isDegrees) || x?.isOne !== y?.isOne) throw fault(text, crs)
  const name = isDegrees ? 'EPSG:4326' : crs
  const box = isDegrees ? wholeLonLat : whole
  if (x?.isOne && y?.isOne) return { crs: name, point: [x.low, y.low] }
  return { crs: name, bbox: [x?.low ?? box[0], y?.low ?? box[1], x?.high ?? box[2], y?.high ?? box[3]] }
}

function fault(text: string, crs: string) {
  const [x, y] = axisNames(crs)
  return badParameter(
    'subset',
    `« ${text.slice(0, 80)} » ne désigne pas une partie de ce raster`,
    `'${text.slice(0, 80)}' is no part of this raster`,
    {
      fr: `Donnez les deux axes : ${x}(min:max),${y}(min:max), ou Lon(min:max),Lat(min:max) en degrés, ou une valeur par axe pour un point.`,
      en: `Give both axes: ${x}(min:max),${y}(min:max), or Lon(min:max),Lat(min:max) in degrees, or one value an axis for a point.`,
    },
  )
}
