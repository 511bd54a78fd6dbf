import { readFile, stat } from 'node:fs/promises'
import { fromArrayBuffer, fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff'
import { type Bbox, knownCrs } from '../../kernel/index.ts'
import { unreadable } from './faults.ts'

/** Files up to this are read whole: one read instead of many. */
const SMALL_BYTES = 4_000_000
/** GeoKeys of OGC 19-008r4 that name the CRS; 32767 is "user-defined". */
const USER_DEFINED = 32_767
const MOST_BANDS = 1000

/** What the header of one file says. */
export interface Header {
  readonly path: string
  readonly bytes: number
  readonly crs: string
  readonly bbox: Bbox
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  readonly bands: readonly { readonly name: string | undefined; readonly unit: string | undefined }[]
  readonly overviews: readonly { readonly factor: number; readonly image: number }[]
}

/** Opens a file for `work`, and closes it whatever happens. */
export async function withTiff<T>(path: string, bytes: number, work: (tiff: GeoTIFF) => Promise<T>): Promise<T> {
  if (bytes <= SMALL_BYTES) {
    const { buffer, byteOffset, byteLength } = await readFile(path)
    return work(await fromArrayBuffer(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer))
  }
  const tiff = await fromFile(path)
  try {
    return await work(tiff)
  } finally {
    await tiff.close()
  }
}

/** Reads the header of a GeoTIFF. Throws `raster.unreadable`. */
export async function readHeader(path: string): Promise<Header> {
  const { size } = await stat(path)
  try {
    return await withTiff(path, size, (tiff) => headerOf(path, size, tiff))
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'OrchestraError') throw cause
    throw unreadable(path, 'ce n’est pas un GeoTIFF complet', 'this is not a whole GeoTIFF', cause)
  }
}

async function headerOf(path: string, bytes: number, tiff: GeoTIFF): Promise<Header> {
  const image = await tiff.getImage(0)
  const [width, height] = [image.getWidth(), image.getHeight()]
  const { west, north, step } = placeOf(path, image)
  const samples = image.getSamplesPerPixel()
  if (samples > MOST_BANDS) throw unreadable(path, `${samples} bandes`, `${samples} bands`)
  const bands = []
  for (let band = 0; band < samples; band++) bands.push(namesIn(await image.getGDALMetadata(band)))
  return {
    path,
    bytes,
    crs: crsIn(path, image),
    bbox: [west, north - height * step[1], west + width * step[0], north],
    step,
    width,
    height,
    bands,
    overviews: await overviewsOf(tiff, image),
  }
}

/** GTRasterTypeGeoKey of OGC 19-008r4: the position of a cell is that of its centre. Its corner when the key is absent. */
const CELLS_ARE_POINTS = 2

/** North-west corner and size of the cells, from a scale and a tie point or from a matrix. */
function placeOf(path: string, image: GeoTIFFImage) {
  const { fileDirectory } = image
  const matrix = fileDirectory.getValue('ModelTransformation') as ArrayLike<number> | undefined
  const [scaleX = 0, scaleY = 0] = matrix
    ? [matrix[0]!, -matrix[5]!]
    : [...(fileDirectory.getValue('ModelPixelScale') ?? [])]
  const isTurned = matrix !== undefined && (matrix[1] !== 0 || matrix[4] !== 0)
  if (isTurned || !(scaleX > 0) || !(scaleY > 0))
    throw unreadable(
      path,
      'il n’est pas placé, il est tourné ou n’a pas le nord en haut',
      'it has no place, is rotated, or north is not up',
    )
  const [x = 0, y = 0] = image.getOrigin()
  const half = (image.getGeoKeys() as Record<string, unknown> | null)?.GTRasterTypeGeoKey === CELLS_ARE_POINTS ? 0.5 : 0
  return { west: x - half * scaleX, north: y + half * scaleY, step: [scaleX, scaleY] as const }
}

function crsIn(path: string, image: GeoTIFFImage): string {
  const keys = (image.getGeoKeys() ?? {}) as Record<string, unknown>
  const code = [keys.ProjectedCSTypeGeoKey, keys.GeographicTypeGeoKey].find(
    (key): key is number => typeof key === 'number' && key !== USER_DEFINED,
  )
  const name = `EPSG:${code}`
  if (code !== undefined && knownCrs.includes(name)) return name
  throw unreadable(
    path,
    `son système de coordonnées (${code ?? 'non dit'}) n’est pas connu ici`,
    `its coordinate reference system (${code ?? 'not told'}) is not known here`,
  )
}

/** `DESCRIPTION` and `UNITTYPE`, as GDAL writes them. */
function namesIn(items: Record<string, unknown> | null) {
  const text = (key: string) => {
    const value = items?.[key]
    return typeof value === 'string' && value !== '' ? unescaped(value) : undefined
  }
  return { name: text('DESCRIPTION'), unit: text('UNITTYPE') }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name]!)

/** NewSubfileType of TIFF 6.0: bit 0 marks a smaller image of another, bit 2 a mask. */
const [REDUCED, MASK] = [1, 4]

async function overviewsOf(tiff: GeoTIFF, whole: GeoTIFFImage): Promise<Header['overviews']> {
  const found = []
  for (let image = 1, count = await tiff.getImageCount(); image < count; image++) {
    const other = await tiff.getImage(image)
    const type = Number(other.fileDirectory.getValue('NewSubfileType') ?? 0)
    if (!(type & REDUCED) || type & MASK || other.getSamplesPerPixel() !== whole.getSamplesPerPixel()) continue
    const factor = Math.round(whole.getWidth() / other.getWidth())
    // Rows are rounded up: both sides must tell the same factor.
    if (factor > 1 && Math.abs(Math.ceil(whole.getHeight() / factor) - other.getHeight()) <= 1)
      found.push({ factor, image })
  }
  return found.sort((a, b) => b.factor - a.factor)
}
