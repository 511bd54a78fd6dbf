import { type CellType, NO_CELL } from '../../../kernel/index.ts'
import type { Image } from './image.ts'

/** Types of fields of TIFF 6.0, section 2. */
export const [ASCII, SHORT, LONG, DOUBLE] = [2, 3, 4, 12] as const
export type Field = readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]]

/** One image of the file: the whole, or the same made smaller. */
export interface Level {
  readonly width: number
  readonly height: number
  /** Side of its tiles, in cells: a multiple of 16. */
  readonly side: number
}

/** The tiles of one image in the file, band by band, each from the north-west. */
export interface Placed {
  readonly offsets: readonly number[]
  readonly sizes: readonly number[]
}

const [DEFLATE, BAND_BY_BAND, LEAST_IS_BLACK] = [8, 2, 1]
const SMALLER = 1
/** Bits of a cell. */
export const BITS: Readonly<Record<CellType, number>> = { float32: 32, int16: 16, uint8: 8 }
/** SampleFormat: unsigned, signed, float. */
const FORMATS: Readonly<Record<CellType, number>> = { uint8: 1, int16: 2, float32: 3 }
/** Predictor: differences of whole numbers, or of the bytes of floats. */
const PREDICTORS: Readonly<Record<CellType, number>> = { uint8: 2, int16: 2, float32: 3 }

/** The directory of one image: what it is, where its tiles are; for the whole one, where it stands and what its bands are. */
export function fieldsOf(
  image: Image,
  { width, height, side }: Level,
  { offsets, sizes }: Placed,
  isWhole: boolean,
): Field[] {
  const { bands, type, step, origin, crs } = image
  const each = (value: number) => bands.map(() => value)
  return [
    ...(isWhole ? [] : [[254, LONG, [SMALLER]] as Field]),
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, each(BITS[type])],
    [259, SHORT, [DEFLATE]],
    [262, SHORT, [LEAST_IS_BLACK]],
    [277, SHORT, [bands.length]],
    [284, SHORT, [BAND_BY_BAND]],
    [317, SHORT, [PREDICTORS[type]]],
    [322, LONG, [side]],
    [323, LONG, [side]],
    [324, LONG, offsets],
    [325, LONG, sizes],
    ...(bands.length > 1 ? [[338, SHORT, bands.slice(1).map(() => 0)] as Field] : []),
    [339, SHORT, each(FORMATS[type])],
    ...(isWhole
      ? ([
          [33550, DOUBLE, [step[0], step[1], 0]],
          [33922, DOUBLE, [0, 0, 0, origin[0], origin[1], 0]],
          [34735, SHORT, geoKeys(crs)],
          [42112, ASCII, ascii(metadata(image))],
        ] satisfies Field[])
      : []),
    [42113, ASCII, ascii(type === 'float32' ? 'nan' : String(NO_CELL[type]))],
  ]
}

/** Longitude and latitude: their GeoKeys are those of a geographic model. */
const geographic = new Set(['EPSG:4326', 'EPSG:4171', 'EPSG:4258'])

/** GeoKeys of OGC 19-008r4, version 1.1.0: the model, cells that are areas, the CRS. */
function geoKeys(crs: string): number[] {
  const code = Number(crs.replace('EPSG:', ''))
  const [model, key] = geographic.has(crs) ? [2, 2048] : [1, 3072]
  return [1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 1, key, 0, 1, code]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Names, units, scales and offsets of the bands, as GDAL reads them. */
function metadata({ bands }: Image): string {
  const items = bands.flatMap(({ name, unit, scale = 1, offset = 0 }, i) => {
    const item = (key: string, text: string | number) =>
      `<Item name="${key}" sample="${i}" role="${key.toLowerCase()}">${escaped(String(text))}</Item>`
    return [
      item('DESCRIPTION', name),
      ...(unit ? [item('UNITTYPE', unit)] : []),
      ...(scale !== 1 || offset !== 0 ? [item('OFFSET', offset), item('SCALE', scale)] : []),
    ]
  })
  return `<GDALMetadata>${items.join('')}</GDALMetadata>`
}

const ascii = (text: string): number[] => [...Buffer.from(`${text}\0`)]
