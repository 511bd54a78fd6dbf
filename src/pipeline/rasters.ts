import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Bbox,
  type GridWindow,
  type InputTable,
  type Making,
  type Node,
  OrchestraError,
  type RasterSpec,
} from '../kernel/index.ts'
import { type Lake, openRasters, type Raster, type Rasters, type TableFiles, writeGeotiff } from '../lake/index.ts'

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
      return { ...band, ...(unit !== undefined && { unit }) }
    })
    const path = join(folder, `${spec.name ?? node?.name ?? 'raster'}.tif`)
    await writeFile(path, writeGeotiff(plain({ ...spec, bands })))
    return { path, mediaType: GEOTIFF }
  }
}

function plain(spec: RasterSpec) {
  const step = typeof spec.step === 'number' ? ([spec.step, spec.step] as const) : spec.step
  const place =
    'bbox' in spec
      ? {
          origin: [spec.bbox[0], spec.bbox[3]] as const,
          width: Math.round((spec.bbox[2] - spec.bbox[0]) / step[0]),
          height: Math.round((spec.bbox[3] - spec.bbox[1]) / step[1]),
        }
      : spec
  return {
    ...place,
    step,
    crs: spec.crs,
    bands: spec.bands.map(({ values, scale = 1, offset = 0, ...band }) => ({
      ...band,
      values:
        values instanceof Float32Array
          ? Float64Array.from(values)
          : Float64Array.from(values, (cell) =>
              cell === (values instanceof Uint8Array ? 255 : -32_768) ? Number.NaN : cell * scale + offset,
            ),
    })),
  }
}

/** Reads windows of a raster that was pinned. Its files are opened when first asked for. */
export function gridReader(lake: Pick<Lake, 'path'>, node: Node, table: TableFiles): InputTable['grid'] {
  let rasters: Rasters | undefined
  return async ({ bbox, bands }) => {
    if (node.kind !== 'raster' || table.hashes.length === 0) throw noRaster(node.name)
    rasters ??= openRasters(lake)
    const raster = await rasters.open(table.hashes)
    return windowOf(rasters, raster, placesOf(node, raster, bands), bbox)
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

async function windowOf(rasters: Rasters, raster: Raster, bands: readonly number[], bbox: Bbox): Promise<GridWindow> {
  const [stepX, stepY] = raster.step
  // A cell merely touched by rounding is not given.
  const [west, north] = [raster.bbox[0], raster.bbox[3]]
  const left = Math.floor((bbox[0] - west) / stepX + 1e-6)
  const top = Math.floor((north - bbox[3]) / stepY + 1e-6)
  const width = Math.max(0, Math.ceil((bbox[2] - west) / stepX - 1e-6) - left)
  const height = Math.max(0, Math.ceil((north - bbox[1]) / stepY - 1e-6) - top)
  const grid = await rasters.read(raster, { bbox, bands, coarsening: 'first' })
  const [column, row] = [
    Math.round((grid.origin[0] - west) / stepX) - left,
    Math.round((north - grid.origin[1]) / stepY) - top,
  ]
  return {
    origin: [west + left * stepX, north - top * stepY],
    step: raster.step,
    width,
    height,
    bands: grid.values.map((values) => {
      const whole = new Float32Array(width * height).fill(Number.NaN)
      for (let y = 0; y < grid.height; y++)
        whole.set(values.subarray(y * grid.width, (y + 1) * grid.width), (row + y) * width + column)
      return whole
    }),
  }
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
