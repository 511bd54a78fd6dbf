import { deflateSync } from 'node:zlib'

/** A raster to write. */
export interface GeotiffSpec {
  readonly width: number
  readonly height: number
  /** North-west corner, and width and height of a cell, in units of the CRS. */
  readonly origin: readonly [number, number]
  readonly step: readonly [number, number]
  /** `EPSG:2154`. */
  readonly crs: string
  /** Values from the north-west, row by row; NaN where there is none. */
  readonly bands: readonly { readonly name: string; readonly unit?: string; readonly values: Float64Array }[]
}

/** Missing values are NaN in the file too, and told as such. */
const NODATA = 'nan'
const [ASCII, SHORT, LONG, DOUBLE] = [2, 3, 4, 12] as const
const SIZES = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 } as const
type Field = readonly [tag: number, type: keyof typeof SIZES, values: readonly number[]]

/** Longitude and latitude: their GeoKeys are those of a geographic model. */
const geographic = new Set(['EPSG:4326', 'EPSG:4171', 'EPSG:4258'])

/**
 * Writes a GeoTIFF (TIFF 6.0, OGC 19-008r4): 32-bit floats, one strip a band, deflated. Values lose what a 32-bit float cannot
 * hold: about seven digits are kept.
 */
export function writeGeotiff(spec: GeotiffSpec): Uint8Array {
  const { width, height, origin, step, bands } = spec
  const strips = bands.map(({ values }) => deflateSync(bytesOf(Float32Array.from(values))))
  const each = (value: number) => bands.map(() => value)
  const fields = (offsets: readonly number[]): Field[] => [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, each(32)],
    [259, SHORT, [8]], // deflate
    [262, SHORT, [1]], // the least is black
    [273, LONG, offsets],
    [277, SHORT, [bands.length]],
    [278, LONG, [height]],
    [279, LONG, strips.map((strip) => strip.length)],
    [284, SHORT, [2]], // band by band
    ...(bands.length > 1 ? [[338, SHORT, bands.slice(1).map(() => 0)] as Field] : []),
    [339, SHORT, each(3)], // floats
    [33550, DOUBLE, [step[0], step[1], 0]],
    [33922, DOUBLE, [0, 0, 0, origin[0], origin[1], 0]],
    [34735, SHORT, geoKeys(spec.crs)],
    [42112, ASCII, ascii(metadata(spec))],
    [42113, ASCII, ascii(NODATA)],
  ]
  const start = sizeOf(fields(strips.map(() => 0)))
  const offsets = strips.map((_, i) => start + strips.slice(0, i).reduce((sum, strip) => sum + strip.length, 0))
  const bytes = new Uint8Array(offsets.at(-1)! + strips.at(-1)!.length)
  writeFields(new DataView(bytes.buffer), fields(offsets))
  for (const [i, strip] of strips.entries()) bytes.set(strip, offsets[i]!)
  return bytes
}

/** GeoKeys, version 1.1.0: the model, cells that are areas, the CRS. */
function geoKeys(crs: string): number[] {
  const code = Number(crs.replace('EPSG:', ''))
  const [model, key] = geographic.has(crs) ? [2, 2048] : [1, 3072]
  return [1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 1, key, 0, 1, code]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Names and units of the bands, as GDAL reads them. */
function metadata({ bands }: GeotiffSpec): string {
  const item = (sample: number, name: string, role: string, text: string) =>
    `<Item name="${name}" sample="${sample}" role="${role}">${escaped(text)}</Item>`
  const items = bands.flatMap(({ name, unit }, i) => [
    item(i, 'DESCRIPTION', 'description', name),
    ...(unit ? [item(i, 'UNITTYPE', 'unittype', unit)] : []),
  ])
  return `<GDALMetadata>${items.join('')}</GDALMetadata>`
}

const ascii = (text: string): number[] => [...Buffer.from(`${text}\0`)]
const room = ([, type, values]: Field) => SIZES[type] * values.length
const HEADER = 8

/** Bytes before the first strip. */
function sizeOf(fields: readonly Field[]): number {
  const spare = fields.map(room).filter((bytes) => bytes > 4)
  const directory = HEADER + 2 + fields.length * 12 + 4
  return directory + spare.reduce((sum, bytes) => sum + bytes + (bytes % 2), 0)
}

/** The header and the directory: what does not fit in four bytes follows it. */
function writeFields(view: DataView, fields: readonly Field[]): void {
  view.setUint32(0, 0x49492a00) // little-endian TIFF
  view.setUint32(4, HEADER, true)
  view.setUint16(HEADER, fields.length, true)
  let spare = HEADER + 2 + fields.length * 12 + 4
  for (const [i, field] of fields.entries()) {
    const [tag, type, values] = field
    const entry = HEADER + 2 + i * 12
    view.setUint16(entry, tag, true)
    view.setUint16(entry + 2, type, true)
    view.setUint32(entry + 4, values.length, true)
    let at = entry + 8
    if (room(field) > 4) {
      view.setUint32(at, spare, true)
      at = spare
      spare += room(field) + (room(field) % 2)
    }
    for (const [k, value] of values.entries()) put(view, type, at + k * SIZES[type], value)
  }
}

function put(view: DataView, type: Field[1], at: number, value: number): void {
  if (type === ASCII) view.setUint8(at, value)
  else if (type === SHORT) view.setUint16(at, value, true)
  else if (type === LONG) view.setUint32(at, value, true)
  else view.setFloat64(at, value, true)
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength)
