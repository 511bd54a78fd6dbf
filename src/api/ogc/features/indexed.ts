import type { BoxIndex } from '../../read/box-index.ts'
import type { BoxTest } from '../cql2/index.ts'

/** Rows that boxes leave in doubt, beyond which the files are asked instead. */
const MOST_DOUBTS = 5000

/** What the boxes of a version tell of a filter. */
export interface Told {
  /** How many rows pass for sure. */
  readonly sure: number
  /** Rows whose geometry must be looked at, in order. */
  readonly doubts: readonly number[]
}

/** Asks the boxes of all the rows; undefined when they leave too many in doubt. */
export function askBoxes(index: BoxIndex, test: BoxTest, most = MOST_DOUBTS): Told | undefined {
  let sure = 0
  const doubts: number[] = []
  index.walk(test.box, {
    run(minx, miny, maxx, maxy, count) {
      const told = test.tells(minx, miny, maxx, maxy)
      if (told === true) sure += count
      return told === undefined
    },
    row(position, minx, miny, maxx, maxy) {
      const told = test.tells(minx, miny, maxx, maxy)
      if (told === true) sure++
      if (told === undefined) doubts.push(position)
      return doubts.length <= most
    },
  })
  return doubts.length <= most ? { sure, doubts } : undefined
}

/** The rows that pass for sure, from one of them on, in order. */
export function sureRows(index: BoxIndex, test: BoxTest, offset: number, limit: number): number[] {
  const rows: number[] = []
  let skip = offset
  index.walk(test.box, {
    run(minx, miny, maxx, maxy, count) {
      const told = test.tells(minx, miny, maxx, maxy)
      if (told !== true || count > skip) return told !== false
      skip -= count
      return false
    },
    row(position, minx, miny, maxx, maxy) {
      if (test.tells(minx, miny, maxx, maxy) === true && skip-- <= 0) rows.push(position)
      return rows.length < limit
    },
  })
  return rows
}
