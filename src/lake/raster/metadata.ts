import type { GeoTIFFImage } from 'geotiff'

/** What GDAL writes of each band in its metadata (tag 42112): by the name of an item, of each sample. */
export type BandItems = Readonly<Record<string, string>>

const ITEM = /<Item\s+([^<>]*)>([^<]*)<\/Item>/g
const ATTRIBUTE = /(\w+)\s*=\s*"([^"<]*)"/g

/** The items of each band. The library reads the document again for each of them: with hours of a day, that is most of opening a file. */
export async function itemsOf(image: GeoTIFFImage, bands: number): Promise<BandItems[]> {
  const items: Record<string, string>[] = Array.from({ length: bands }, () => ({}))
  const { fileDirectory } = image
  if (!fileDirectory.hasTag('GDAL_METADATA')) return items
  const text = String(await fileDirectory.loadValue('GDAL_METADATA'))
  for (const [, attributes, inner] of text.matchAll(ITEM)) {
    const { name, sample } = Object.fromEntries([...attributes!.matchAll(ATTRIBUTE)].map((m) => [m[1], m[2]]))
    const band = sample === undefined ? undefined : items[Number(sample)]
    if (band && name !== undefined) band[name] = unescaped(inner!)
  }
  return items
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name]!)
