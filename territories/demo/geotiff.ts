/** A grid of heights, rows from north to south. */
export interface Grid {
  readonly width: number
  readonly height: number
  /** Metres, `NODATA` where unknown. */
  readonly values: Float32Array
  /** North-west corner and side of a cell, in the units of the CRS. */
  readonly west: number
  readonly north: number
  readonly step: number
  /** EPSG code of a projected CRS. */
  readonly epsg: number
}

export const NODATA = -9999

type Field = readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]]
const SIZES = { 2: 1, 3: 2, 4: 4, 12: 8 } as const // bytes of ASCII, SHORT, LONG, DOUBLE

/** A plain GeoTIFF (TIFF 6.0, OGC 19-008r4): one band of 32-bit floats, one strip, no compression. */
export function geotiff({ width, height, values, west, north, step, epsg }: Grid): Uint8Array {
  const nodata = [...`${NODATA}\0`].map((c) => c.charCodeAt(0))
  // GeoKeys: version 1.1.0, three keys: projected model, cells are areas, the CRS.
  const geoKeys = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, epsg]
  const fields = (pixels: number): Field[] => [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, [32]],
    [259, 3, [1]],
    [262, 3, [1]],
    [273, 4, [pixels]],
    [277, 3, [1]],
    [278, 4, [height]],
    [279, 4, [values.length * 4]],
    [339, 3, [3]],
    [33550, 12, [step, step, 0]],
    [33922, 12, [0, 0, 0, west, north, 0]],
    [34735, 3, geoKeys],
    [42113, 2, nodata],
  ]
  const extra = (field: Field) => SIZES[field[1]] * field[2].length
  const [count, overflow] = [
    fields(0).length,
    fields(0)
      .map(extra)
      .filter((n) => n > 4),
  ]
  const directory = 8 + 2 + count * 12 + 4
  const start = directory + overflow.reduce((sum, n) => sum + n + (n % 2), 0)
  const pixels = start + (-start & 3)
  const bytes = new Uint8Array(pixels + values.length * 4)
  const view = new DataView(bytes.buffer)

  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]) // little-endian TIFF, its directory at byte 8
  view.setUint16(8, count, true)
  let spare = directory
  fields(pixels).forEach((field, i) => {
    const [tag, type, items] = field
    const entry = 10 + i * 12
    view.setUint16(entry, tag, true)
    view.setUint16(entry + 2, type, true)
    view.setUint32(entry + 4, items.length, true)
    const size = extra(field)
    let at = entry + 8
    if (size > 4) {
      view.setUint32(at, spare, true)
      at = spare
      spare += size + (size % 2)
    }
    items.forEach((item, k) => {
      put(view, type, at + k * SIZES[type], item)
    })
  })
  values.forEach((value, k) => {
    view.setFloat32(pixels + k * 4, value, true)
  })
  return bytes
}

function put(view: DataView, type: Field[1], at: number, value: number): void {
  if (type === 2) view.setUint8(at, value)
  else if (type === 3) view.setUint16(at, value, true)
  else if (type === 4) view.setUint32(at, value, true)
  else view.setFloat64(at, value, true)
}
