import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { columnOfRole, type GeometryType } from '../../../kernel/index.ts'
import { hilbertGrid, hilbertKey } from '../../hilbert.ts'
import { attributesOf } from '../attributes.ts'
import { flatBox, flatReader } from '../flat.ts'
import { asType, commonType } from '../multi.ts'
import type { ExportOptions } from '../options.ts'
import type { Prepared } from '../prepare.ts'
import { fileBytes, inScratch, openSpill, type Spill } from '../scratch.ts'
import { featureWriter } from './feature.ts'
import { headerBytes } from './header.ts'
import { LEAF, PLACE, SIZE } from './leaf.ts'
import { type LeafBlocks, type Leaves, openLeaves } from './leaves.ts'
import { envelopeOf, NODE_SIZE, parentsOf, treeBytes } from './tree.ts'

/** `fgb`, version 3, `fgb`, patch 0. */
const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0)
/** Bytes gathered before they are handed on, where features are put in another order: a few milliseconds. */
const PIECE = 1 << 18

/**
 * Rows as FlatGeobuf 3 with its index. Features and leaves of the index go to files first: header and index come before the features
 * and tell of all. They are in the order of a Hilbert curve: `isAlongCurve` says they come so, as those of one file of the lake do,
 * else they are sorted.
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
    const write = async (name: string, flatAsZ: boolean): Promise<Written> => {
      const spill = await openSpill(join(folder, name))
      const leaves = await openLeaves(join(folder, `${name}-leaves`), isAlongCurve)
      try {
        const writer = featureWriter(attributes, flatAsZ)
        return { spill, leaves, ordinates: await spillFeatures(spill, leaves, prepared, { primary, type }, writer) }
      } catch (error) {
        await close({ spill, leaves })
        throw error
      }
    }
    let written = await write('features', false)
    if (written.ordinates.has(2) && written.ordinates.has(3)) {
      await close(written)
      written = await write('features-z', true)
    }
    const { spill, leaves, ordinates } = written
    try {
      const { count } = leaves
      const { blocks, isAsWritten } = await leaves.arrange()
      const parents = parentsOf(blocks, count)
      const nodeSize = count > 0 ? NODE_SIZE : 0
      yield MAGIC
      yield headerBytes({
        ...{ shape, attributes, crs, type, count, nodeSize, about, language },
        envelope: envelopeOf(parents),
        hasZ: ordinates.has(3),
      })
      if (nodeSize > 0) yield* inTurns(treeBytes(parents, blocks))
      yield* isAsWritten ? fileBytes(spill.path) : inTurns(gathered(spill, blocks))
    } finally {
      await close(written)
    }
  })
}

interface Written {
  readonly spill: Spill
  readonly leaves: Leaves
  /** How many numbers positions were seen to have. */
  readonly ordinates: ReadonlySet<number>
}

async function close({ spill, leaves }: Pick<Written, 'spill' | 'leaves'>): Promise<void> {
  await spill.close()
  await leaves.close()
}

/** Writes the features to a file, in the order they come. */
async function spillFeatures(
  spill: Spill,
  leaves: Leaves,
  { shape, single }: Prepared,
  { primary, type }: { primary: string; type: GeometryType | undefined },
  write: ReturnType<typeof featureWriter>,
): Promise<ReadonlySet<number>> {
  const grid = hilbertGrid(shape.columns[primary]!.crs ?? 'EPSG:4326')
  const read = flatReader(single.move(primary))
  const seen = new Set<number>()
  for await (const batch of single.rows) {
    for (const row of batch) {
      const wkb = row[primary] as Uint8Array | null
      const flat = wkb ? read(wkb).flat : undefined
      const box = flat && flatBox(flat)
      // Readers take an empty geometry for a broken one: it is left out.
      const bytes = write(row, box && asType(flat, type))
      leaves.add(box, box ? hilbertKey(grid, box) : Number.POSITIVE_INFINITY, spill.length, bytes.length)
      spill.put(bytes)
      if (box) seen.add(flat.ordinates)
    }
    await spill.flush()
    await leaves.flush()
  }
  return seen
}

/** The features in the order of their leaves, gathered into pieces. */
function* gathered(spill: Spill, blocks: LeafBlocks): Generator<Uint8Array> {
  let piece = new Uint8Array(PIECE)
  let filled = 0
  for (const block of blocks())
    for (let at = 0; at < block.length; at += LEAF) {
      const size = block[at + SIZE]!
      if (filled + size > piece.length) {
        yield piece.subarray(0, filled)
        piece = new Uint8Array(Math.max(PIECE, size))
        filled = 0
      }
      spill.readSync(piece.subarray(filled, filled + size), block[at + PLACE]!)
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
