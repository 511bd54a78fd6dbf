import type { GeoTIFF, GeoTIFFImage } from 'geotiff'
import { type Bbox, knownCrs } from '../../kernel/index.ts'
import { unreadable } from './faults.ts'
import { type BandItems, itemsOf } from './metadata.ts'
import type { OpenTiff } from './tiff.ts'

/** GeoKeys of OGC 19-008r4 that name the CRS; 32767 is "user-defined". */
const USER_DEFINED = 32_767
const MOST_BANDS = 1000

/** What the header of one file says. */
export interface Header {
  readonly path: string
  readonly crs: string
  readonly bbox: Bbox
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  readonly bands: readonly { readonly name: string | undefined; readonly unit: string | undefined }[]
  /** By band: value = cell × scale + offset. */
  readonly scales: readonly (readonly [scale: number, offset: number])[]
  readonly overviews: readonly { readonly factor: number; readonly image: number }[]
}

/** Reads the header of a GeoTIFF. Throws `raster.unreadable`. */
export async function readHeader(tiffs: OpenTiff, path: string): Promise<Header> {
  try {
    return await headerOf(path, await tiffs(path))
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'OrchestraError') throw cause
    throw unreadable(path, 'ce n’est pas un GeoTIFF complet', 'this is not a whole GeoTIFF', cause)
  }
}

async function headerOf(path: string, tiff: GeoTIFF): Promise<Header> {
  const image = await tiff.getImage(0)
  const [width, height] = [image.getWidth(), image.getHeight()]
  const { west, north, step } = placeOf(path, image)
  const samples = image.getSamplesPerPixel()
  if (samples > MOST_BANDS) throw unreadable(path, `${samples} bandes`, `${samples} bands`)
  const items = await itemsOf(image, samples)
  return {
    path,
    crs: crsIn(path, image),
    bbox: [west, north - height * step[1], west + width * step[0], north],
    step,
    width,
    height,
    bands: items.map(namesIn),
    scales: items.map(scaleIn),
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
const namesIn = ({ DESCRIPTION: name, UNITTYPE: unit }: BandItems) => ({
  name: name || undefined,
  unit: unit || undefined,
})

/** `SCALE` and `OFFSET`, as GDAL writes them. */
function scaleIn(items: BandItems): readonly [number, number] {
  const number = (key: string, usual: number) => {
    const value = Number(items[key] ?? usual)
    return Number.isFinite(value) ? value : usual
  }
  return [number('SCALE', 1), number('OFFSET', 0)]
}

/** NewSubfileType of TIFF 6.0: bit 0 marks a smaller image of another, bit 2 a mask. */
const [REDUCED, MASK] = [1, 4]

async function overviewsOf(tiff: GeoTIFF, whole: GeoTIFFImage): Promise<Header['overviews']> {
  const found = []
  for (let image = 1, count = await tiff.getImageCount(); image < count; image++) {
    const other = await tiff.getImage(image)
    const type = Number(other.fileDirectory.getValue('NewSubfileType') ?? 0)
    if (!(type & REDUCED) || type & MASK || other.getSamplesPerPixel() !== whole.getSamplesPerPixel()) continue
    const factor = factorOf(whole, other)
    if (factor !== undefined) found.push({ factor, image })
  }
  return found.sort((a, b) => b.factor - a.factor)
}

/** How many cells a side each cell of a smaller image stands for: a power of two where it can be, for sides are rounded up. */
function factorOf(whole: GeoTIFFImage, other: GeoTIFFImage): number | undefined {
  const near = whole.getWidth() / other.getWidth()
  const fits = (factor: number) =>
    factor > 1 &&
    Math.ceil(whole.getWidth() / factor) === other.getWidth() &&
    Math.abs(Math.ceil(whole.getHeight() / factor) - other.getHeight()) <= 1
  return [2 ** Math.round(Math.log2(near)), Math.round(near), Math.floor(near)].find(fits)
}
