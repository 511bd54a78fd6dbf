import { type CellType, knownCrs, type RasterBand, type RasterSpec } from '../../../kernel/index.ts'
import { malformed } from '../faults.ts'

/** A raster to write whose place and bands were checked. */
export interface Image {
  readonly width: number
  readonly height: number
  /** North-west corner, and width and height of a cell. */
  readonly origin: readonly [number, number]
  readonly step: readonly [number, number]
  readonly crs: string
  readonly type: CellType
  readonly bands: readonly RasterBand[]
}

/** How far from a whole number of cells a box may be, as a share of a cell: rounding of its coordinates. */
const TOLERANCE = 1e-3
const MOST_SIDE = 1_000_000
const MOST_BANDS = 1000

/** Arrays that a raster may be given, by how its cells are kept: values, or the cells themselves. */
const GIVEN = {
  float32: [Float32Array],
  int16: [Float32Array, Int16Array],
  uint8: [Float32Array, Uint8Array],
} as const

/** Checks a raster to write. Throws `raster.malformed` with the reason. */
export function imageOf(spec: RasterSpec): Image {
  const { crs, type, bands, name } = spec
  const fail = (fr: string, en: string) => malformed(name, fr, en)
  const step = typeof spec.step === 'number' ? ([spec.step, spec.step] as const) : spec.step
  if (!(step[0] > 0 && step[1] > 0 && Number.isFinite(step[0] + step[1])))
    throw fail('le côté des mailles n’est pas positif', 'the side of its cells is not positive')
  if (!knownCrs.includes(crs) || !crs.startsWith('EPSG:'))
    throw fail(
      `le système de coordonnées ${crs} n’est pas connu`,
      `the coordinate reference system ${crs} is not known`,
    )
  const place = placeOf(spec, step, fail)
  const cells = place.width * place.height
  if (bands.length === 0 || bands.length > MOST_BANDS)
    throw fail(
      `il a ${bands.length} bandes, de 1 à ${MOST_BANDS}`,
      `it has ${bands.length} bands, of 1 to ${MOST_BANDS}`,
    )
  for (const { name, values, scale = 1, offset = 0 } of bands) {
    if (bands.filter((other) => other.name === name).length > 1)
      throw fail(`deux bandes s’appellent « ${name} »`, `two bands are called '${name}'`)
    if (values.length !== cells)
      throw fail(
        `la bande « ${name} » a ${values.length} valeurs pour ${place.width} × ${place.height} mailles`,
        `the band '${name}' has ${values.length} values for ${place.width} × ${place.height} cells`,
      )
    if (!GIVEN[type].some((array) => values instanceof array))
      throw fail(
        `la bande « ${name} » n’est donnée ni en Float32Array ni comme mailles ${type}`,
        `the band '${name}' is given neither as Float32Array nor as ${type} cells`,
      )
    if (!(Number.isFinite(scale) && scale !== 0 && Number.isFinite(offset)))
      throw fail(
        `l’échelle ou le décalage de la bande « ${name} » n’est pas un nombre utilisable`,
        `the scale or offset of the band '${name}' is no usable number`,
      )
  }
  return { ...place, step, crs, type, bands }
}

function placeOf(
  spec: RasterSpec,
  step: readonly [number, number],
  fail: (fr: string, en: string) => Error,
): Pick<Image, 'origin' | 'width' | 'height'> {
  const [origin, width, height] =
    'bbox' in spec
      ? [
          [spec.bbox[0], spec.bbox[3]] as const,
          (spec.bbox[2] - spec.bbox[0]) / step[0],
          (spec.bbox[3] - spec.bbox[1]) / step[1],
        ]
      : [spec.origin, spec.width, spec.height]
  const isWhole = (cells: number) =>
    cells > 1 - TOLERANCE && cells < MOST_SIDE && Math.abs(cells - Math.round(cells)) < TOLERANCE
  if (!isWhole(width) || !isWhole(height) || !Number.isFinite(origin[0] + origin[1]))
    throw fail(
      `sa taille est de ${width} × ${height} mailles, qui devraient être entières et au plus ${MOST_SIDE}`,
      `its size is ${width} × ${height} cells, which should be whole and at most ${MOST_SIDE}`,
    )
  return { origin, width: Math.round(width), height: Math.round(height) }
}
