import { join } from 'node:path'
import { bboxOf, columnOfRole, type Geometry } from '../../../kernel/index.ts'
import { hilbertGrid, hilbertKey } from '../../hilbert.ts'
import { attributesOf } from '../attributes.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { fileBytes, inScratch, openSpill, type Spill } from '../scratch.ts'
import { featureWriter } from './feature.ts'
import { headerBytes } from './header.ts'
import { envelopeOf, Leaves, NODE_SIZE, treeBytes } from './tree.ts'

/** `fgb`, version 3, `fgb`, patch 0. */
const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0)
/** Bytes gathered before they are handed on, where features are put in another order. */
const PIECE = 1 << 18

/**
 * Rows as FlatGeobuf 3 with its index. Features go to a file first: header and index come before them and tell of all. They are in
 * the order of the Hilbert curve, which is that of the lake unless the table has several files or changes CRS. In
 * memory: 48 bytes a feature for the index.
 */
export function flatgeobuf(
  prepared: Prepared,
  { scratch, about, language = 'fr' }: ExportOptions,
): AsyncIterable<Uint8Array> {
  return inScratch(scratch, async function* (folder) {
    const { shape } = prepared
    const primary = columnOfRole(shape, 'geometry')!
    const { crs = 'EPSG:4326', geometryTypes: types = [] } = shape.columns[primary]!
    const attributes = attributesOf(shape)
    const write = async (name: string, flatAsZ: boolean) => {
      const spill = await openSpill(join(folder, name))
      return { spill, ...(await spillFeatures(spill, prepared, primary, featureWriter(attributes, primary, flatAsZ))) }
    }
    let written = await write('features', false)
    if (written.ordinates.has(2) && written.ordinates.has(3)) {
      await written.spill.close()
      written = await write('features-z', true)
    }
    const { spill, leaves, ordinates } = written
    try {
      const order = leaves.order()
      const sorted = order ? arranged(leaves, order, spill.length) : undefined
      const boxes = sorted?.boxes ?? leaves.boxes()
      const nodeSize = leaves.count > 0 ? NODE_SIZE : 0
      const envelope = envelopeOf(boxes)
      yield MAGIC
      yield headerBytes({
        ...{ shape, attributes, crs, types, envelope, nodeSize, about, language },
        count: leaves.count,
        hasZ: ordinates.has(3),
      })
      if (nodeSize > 0) yield* treeBytes(boxes, sorted?.place ?? ((leaf) => leaves.place(leaf)))
      yield* sorted ? gathered(spill, leaves, order!) : fileBytes(spill.path)
    } finally {
      await spill.close()
    }
  })
}

/** Writes the features to a file, in the order they come. */
async function spillFeatures(
  spill: Spill,
  { shape, rows }: Prepared,
  primary: string,
  write: ReturnType<typeof featureWriter>,
): Promise<{ leaves: Leaves; ordinates: ReadonlySet<number> }> {
  const grid = hilbertGrid(shape.columns[primary]!.crs ?? 'EPSG:4326')
  const leaves = new Leaves()
  const seen = new Set<number>()
  for await (const batch of rows) {
    for (const row of batch) {
      const geometry = row[primary] as Geometry | null
      const box = geometry ? bboxOf(geometry) : undefined
      const { bytes, ordinates } = write(row)
      leaves.add(box, box ? hilbertKey(grid, box) : Number.POSITIVE_INFINITY, spill.length)
      spill.put(bytes)
      seen.add(ordinates)
    }
    await spill.flush()
  }
  return { leaves, ordinates: seen }
}

/** Where the next feature after one starts, in the order they were written. */
const endOf = (leaves: Leaves, index: number, bytes: number) =>
  index + 1 < leaves.count ? leaves.place(index + 1) : bytes

/** Boxes and places of the features once they are in that order. */
function arranged(leaves: Leaves, order: Uint32Array, bytes: number) {
  const from = leaves.boxes()
  const boxes = new Float64Array(from.length)
  const places = new Float64Array(order.length)
  let place = 0
  order.forEach((index, i) => {
    boxes.set(from.subarray(index * 4, index * 4 + 4), i * 4)
    places[i] = place
    place += endOf(leaves, index, bytes) - leaves.place(index)
  })
  return { boxes, place: (leaf: number) => places[leaf]! }
}

/** The features in that order. Runs of neighbours are read at once. */
async function* gathered(spill: Spill, leaves: Leaves, order: Uint32Array): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < order.length; ) {
    const start = leaves.place(order[i]!)
    let end = endOf(leaves, order[i]!, spill.length)
    i += 1
    while (i < order.length && leaves.place(order[i]!) === end && end - start < PIECE) {
      end = endOf(leaves, order[i]!, spill.length)
      i += 1
    }
    const bytes = new Uint8Array(end - start)
    await spill.read(bytes, start)
    yield bytes
  }
}
