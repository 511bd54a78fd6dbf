import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { bboxOf, columnOfRole, type Geometry } from '../../../kernel/index.ts'
import { hilbertGrid, hilbertKey } from '../../hilbert.ts'
import { attributesOf } from '../attributes.ts'
import { commonType } from '../multi.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { fileBytes, inScratch, openSpill, type Spill } from '../scratch.ts'
import { featureWriter } from './feature.ts'
import { headerBytes } from './header.ts'
import { envelopeOf, Leaves, NODE_SIZE, treeBytes } from './tree.ts'

/** `fgb`, version 3, `fgb`, patch 0. */
const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0)
/** Bytes gathered before they are handed on, where features are put in another order: a few milliseconds. */
const PIECE = 1 << 18

/**
 * Rows as FlatGeobuf 3 with its index. Features go to a file first: header and index come before them and tell of all. They are in
 * the order of a Hilbert curve: `isAlongCurve` says they come so, as those of one file of the lake do, else they are sorted. In
 * memory: 48 bytes a feature for the index.
 */
export function flatgeobuf(
  prepared: Prepared,
  { scratch, about, language = 'fr' }: ExportOptions,
  isAlongCurve: boolean,
): AsyncIterable<Uint8Array> {
  return inScratch(scratch, async function* (folder) {
    const { shape } = prepared
    const primary = columnOfRole(shape, 'geometry')!
    const { crs = 'EPSG:4326', geometryTypes = [] } = shape.columns[primary]!
    const type = commonType(geometryTypes)
    const attributes = attributesOf(shape)
    const write = async (name: string, flatAsZ: boolean) => {
      const spill = await openSpill(join(folder, name))
      return {
        spill,
        ...(await spillFeatures(spill, prepared, primary, featureWriter(attributes, primary, type, flatAsZ))),
      }
    }
    let written = await write('features', false)
    if (written.ordinates.has(2) && written.ordinates.has(3)) {
      await written.spill.close()
      written = await write('features-z', true)
    }
    const { spill, leaves, ordinates } = written
    try {
      const order = isAlongCurve ? undefined : leaves.order()
      const sorted = order ? arranged(leaves, order, spill.length) : undefined
      const boxes = sorted?.boxes ?? leaves.boxes()
      const nodeSize = leaves.count > 0 ? NODE_SIZE : 0
      const envelope = envelopeOf(boxes)
      yield MAGIC
      yield headerBytes({
        ...{ shape, attributes, crs, type, envelope, nodeSize, about, language },
        count: leaves.count,
        hasZ: ordinates.has(3),
      })
      if (nodeSize > 0) yield* inTurns(treeBytes(boxes, sorted?.place ?? ((leaf) => leaves.place(leaf))))
      yield* sorted ? inTurns(gathered(spill, leaves, order!)) : fileBytes(spill.path)
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
    for (let side = 0; side < 4; side++) boxes[i * 4 + side] = from[index * 4 + side]!
    places[i] = place
    place += endOf(leaves, index, bytes) - leaves.place(index)
  })
  return { boxes, place: (leaf: number) => places[leaf]! }
}

/** The features in that order, gathered into pieces. */
function* gathered(spill: Spill, leaves: Leaves, order: Uint32Array): Generator<Uint8Array> {
  let piece = new Uint8Array(PIECE)
  let filled = 0
  for (const index of order) {
    const start = leaves.place(index)
    const size = endOf(leaves, index, spill.length) - start
    if (filled + size > piece.length) {
      yield piece.subarray(0, filled)
      piece = new Uint8Array(Math.max(PIECE, size))
      filled = 0
    }
    spill.readSync(piece.subarray(filled, filled + size), start)
    filled += size
  }
  yield piece.subarray(0, filled)
}

/** Pieces made at once, with a turn left to others after each. */
async function* inTurns(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece
    await setImmediate()
  }
}
