import { basename, join } from 'node:path'
import { type InputTable, type Making, type Node, OrchestraError } from '../kernel/index.ts'
import { type Lake, openRasters, type Raster, type Rasters, type TableFiles, writeRaster } from '../lake/index.ts'

const GEOTIFF = 'image/tiff; application=geotiff'

/** Writes rasters in a folder, checking that an asset of declared bands gives those. */
export function rasterWriter(folder: string, node?: Node): Making['raster'] {
  return async (spec) => {
    const declared = Object.entries(node?.bands ?? {})
    const names = spec.bands.map((band) => band.name)
    if (node?.bands && names.join() !== declared.map(([name]) => name).join())
      throw otherBands(node.name, names, Object.keys(node.bands))
    const bands = spec.bands.map((band, i) => {
      const column = declared[i]?.[1]
      const unit = band.unit ?? column?.unit
      const isCode = band.isCode ?? (column?.column === 'integer' && unit === undefined)
      return { ...band, isCode, ...(unit !== undefined && { unit }) }
    })
    const path = join(folder, `${basename(spec.name ?? node?.name ?? 'raster')}.tif`)
    await writeRaster(path, { ...spec, bands })
    return { path, mediaType: GEOTIFF }
  }
}

/** Reads windows of a raster that was pinned. Its files are opened when first asked for. */
export function gridReader(lake: Pick<Lake, 'path'>, node: Node, table: TableFiles): InputTable['grid'] {
  let rasters: Rasters | undefined
  return async ({ bbox, bands }) => {
    if (node.kind !== 'raster' || table.hashes.length === 0) throw noRaster(node.name)
    rasters ??= openRasters(lake)
    const raster = await rasters.open(table.hashes)
    return rasters.window(raster, bbox, placesOf(node, raster, bands))
  }
}

/** Places of the bands asked for: by the name the asset declares, else by that of the file. */
function placesOf(node: Node, raster: Raster, wanted: readonly string[] | undefined): number[] {
  const declared = Object.keys(node.bands ?? {})
  const names = raster.bands.map(({ name }, i) => declared[i] ?? name ?? `band_${i + 1}`)
  return (wanted ?? names).map((name) => {
    const place = names.indexOf(name)
    if (place < 0) throw unknownBand(node.name, name, names)
    return place
  })
}

const otherBands = (asset: string, given: readonly string[], declared: readonly string[]) =>
  new OrchestraError({
    code: 'raster.malformed',
    say: {
      fr: `Les bandes écrites (${given.join(', ')}) ne sont pas celles que l’actif déclare (${declared.join(', ')}).`,
      en: `The bands written (${given.join(', ')}) are not those that the asset declares (${declared.join(', ')}).`,
    },
    remedy: {
      fr: 'Donnez les bandes sous leurs noms, dans l’ordre de `bands`.',
      en: 'Give the bands by their names, in the order of `bands`.',
    },
    place: asset,
  })

const noRaster = (asset: string) =>
  new OrchestraError({
    code: 'raster.none',
    say: { fr: 'Cette entrée n’est pas un raster, ou est vide.', en: 'This input is no raster, or is empty.' },
    remedy: { fr: 'Lisez une table par `read` ou `all`.', en: 'Read a table by `read` or `all`.' },
    place: asset,
  })

const unknownBand = (asset: string, name: string, known: readonly string[]) =>
  new OrchestraError({
    code: 'raster.unknown-band',
    say: { fr: `Ce raster n’a pas de bande « ${name} ».`, en: `This raster has no band '${name}'.` },
    remedy: { fr: `Il a : ${known.join(', ')}.`, en: `It has: ${known.join(', ')}.` },
    place: asset,
  })
