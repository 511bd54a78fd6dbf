import type { Lake } from '../../../lake/index.ts'
import type { BoxIndex } from '../../read/box-index.ts'
import { filesOfPage } from '../../read/rows.ts'
import type { BoxTest, Tested } from '../cql2/index.ts'
import type { Found } from './found.ts'
import { askBoxes, sureRows } from './indexed.ts'
import { openPage, type ReadFeatures } from './page-writer.ts'
import { readAt } from './positions.ts'
import type { Reading } from './reading.ts'
import { geometryOf } from './values.ts'
import type { Write } from './writer.ts'

/** Files over which the rows found may be spread: beyond, asking the files is as fast. */
const MOST_FILES = 8

/** The rows to read for a page that boxes tell of. */
interface Plan {
  /** How many pass for sure. */
  readonly sure: number
  /** Those in doubt, in order: each is read. */
  readonly doubts: readonly number[]
  /** Rank among those sure of the first that is read. */
  readonly from: number
  /** The rows to read, in order. */
  readonly positions: readonly number[]
}

/** Undefined where boxes leave too much in doubt, or the rows lie in many files. */
export function planByBox(reading: Reading, index: BoxIndex, test: BoxTest): Plan | undefined {
  const told = askBoxes(index, test)
  if (!told) return undefined
  const { sure, doubts } = told
  // Each in doubt that passes moves the page one back among those sure.
  const from = Math.max(0, reading.offset - doubts.length)
  const rows = sureRows(index, test, from, reading.offset - from + reading.limit)
  const positions = doubts.length === 0 ? rows : [...rows, ...doubts].sort((a, b) => a - b)
  return isSpread(reading, positions) ? undefined : { sure, doubts, from, positions }
}

function isSpread({ snapshot: { counts } }: Reading, positions: readonly number[]): boolean {
  if (positions.length === 0) return false
  const { from, to } = filesOfPage(counts, positions[0]!, positions.at(-1)! - positions[0]! + 1)
  return to - from > MOST_FILES
}

/** Reads a page by the places of its rows, and those in doubt beyond it, to count them. */
export async function readByBox(
  lake: Lake,
  reading: Reading,
  write: Write,
  { sure, doubts, from, positions }: Plan,
): Promise<ReadFeatures> {
  const { offset, limit } = reading
  const exact = doubts.length > 0 ? reading.filters[0]!.exact : undefined
  const columns = [...new Set([...reading.columns, ...(exact?.geometries ?? [])])]
  const isDoubt = new Set(doubts)
  const page = openPage(write, limit)
  let rank = from
  let passed = 0
  const test = await exact?.open()
  try {
    for await (const found of readAt(lake, reading.snapshot, columns, positions)) {
      if (isDoubt.has(found.position())) {
        if (!test?.passes(testedOf(found))) continue
        passed++
      }
      if (rank++ >= offset && !page.isFull()) page.add(found)
    }
  } finally {
    test?.free()
  }
  const seen = Math.max(0, sure + passed - offset)
  return { texts: page.texts, more: seen > page.texts.length, seen }
}

/** Boxes have said all that they can: what is left to look at is the geometry. */
const testedOf = ({ batch, row, at }: Found): Tested => ({
  geometry: (name) => geometryOf(batch, at(name), row),
  flag: () => null,
})
