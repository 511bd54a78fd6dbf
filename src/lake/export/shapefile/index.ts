import { columnOfRole } from '../../../kernel/index.ts'
import type { Lake, TableFiles } from '../../types.ts'
import { attributesOf } from '../attributes.ts'
import { crsWkt } from '../crs-wkt.ts'
import { flatReader } from '../flat.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { fileStem, inScratch } from '../scratch.ts'
import { type ZipEntry, zipped } from '../zip.ts'
import { type Kind, onlyKind, type Shape, shapesOf } from './classes.ts'
import { type Field, fieldsOf } from './fields.ts'
import { type LayerWriter, openLayer } from './layer.ts'
import { readme } from './readme.ts'

/** Readers take offsets as signed 32-bit numbers: 2 GB less a margin for one more batch. */
const FILE_BYTES = 2 ** 31 - 2 ** 26

/**
 * Rows as a zip of shapefiles: one for each type of geometry and slice of 2 GB, with LISEZMOI.txt and README.txt that say what
 * the format could not hold. Files are written first, deflated at once, then sent.
 */
export function shapefile(
  lake: Lake,
  table: TableFiles,
  { shape, single }: Prepared,
  { scratch, about, made = new Date() }: ExportOptions,
  fileBytesLimit = FILE_BYTES,
): AsyncIterable<Uint8Array> {
  return inScratch(scratch, async function* (folder) {
    const primary = columnOfRole(shape, 'geometry')!
    const { crs = 'EPSG:4326', geometryTypes = [] } = shape.columns[primary]!
    const fields = await fieldsOf(lake, table, attributesOf(shape))
    const read = flatReader(single.move(primary))
    const layers = layersIn(folder, fileStem(shape), onlyKind(geometryTypes), fields, made, fileBytesLimit)
    try {
      for await (const batch of single.rows) {
        for (const row of batch) {
          const wkb = row[primary] as Uint8Array | null
          const shapes = wkb ? shapesOf(read(wkb).flat) : []
          for (const found of shapes.length > 0 ? shapes : [undefined]) {
            const layer = layers.at(found) ?? layers.open(found)
            layer.add(row, found)
          }
        }
        await layers.flush()
      }
      const written = layers.finish()
      const prj = crsWkt(crs, 'esri')
      yield* zipped(
        (async function* (): AsyncGenerator<ZipEntry> {
          for (const layer of written) {
            const [dbf, ...others] = await layer.finish()
            yield dbf!
            yield { name: `${layer.name}.cpg`, content: ['UTF-8'] }
            if (layer.kind && prj) yield { name: `${layer.name}.prj`, content: [prj] }
            yield* others
          }
          yield { name: 'LISEZMOI.txt', content: [readme('fr', shape.name, crs, fields, written, about)] }
          yield { name: 'README.txt', content: [readme('en', shape.name, crs, fields, written, about)] }
        })(),
        made,
      )
    } finally {
      await layers.close()
    }
  })
}

/** The shapefiles of a table, opened as rows ask for them. */
function layersIn(
  folder: string,
  table: string,
  only: Kind | undefined,
  fields: readonly Field[],
  made: Date,
  limit: number,
) {
  const all: LayerWriter[] = []
  /** The one that takes more, by kind. */
  const current = new Map<string, LayerWriter>()
  const slices = new Map<string, number>()

  // Where all are of one kind, shapes without position are among them.
  const kindOf = (shape: Shape | undefined) => shape?.kind ?? only
  const suffixOf = (shape: Shape | undefined) => {
    const kind = kindOf(shape)
    return kind === undefined ? '_sans_geometrie' : `${kind === only ? '' : `_${kind}`}${shape?.hasZ ? '_z' : ''}`
  }
  const openNext = (suffix: string, kind: Kind | undefined, hasZ: boolean) => {
    const slice = (slices.get(suffix) ?? 0) + 1
    slices.set(suffix, slice)
    const layer = openLayer(folder, `${table}${suffix}${slice > 1 ? `_${slice}` : ''}`, kind, hasZ, fields, made)
    all.push(layer)
    current.set(suffix, layer)
    return layer
  }
  return {
    /** The layer that takes a shape; undefined where none is open or the last is full. */
    at(shape: Shape | undefined): LayerWriter | undefined {
      const found = current.get(suffixOf(shape))
      return found && found.bytes < limit ? found : undefined
    },
    open: (shape: Shape | undefined) => openNext(suffixOf(shape), kindOf(shape), shape?.hasZ ?? false),
    async flush() {
      for (const layer of current.values()) await layer.flush()
    },
    /** The layers written; an empty table has one, empty. */
    finish(): readonly LayerWriter[] {
      if (all.length === 0) openNext('', only ?? 'point', false)
      return all
    },
    async close() {
      for (const layer of all) await layer.close()
    },
  }
}
