import { openWalls, type Walled } from '../../../src/models/morphology/index.ts'
import {
  areaOf,
  type Cells,
  cellCount,
  insidePoint,
  type Polygon,
  polygonsOf,
} from '../../../src/models/planar/index.ts'
import type { Metric } from '../read.ts'
import type { Building } from '../shapes.ts'
import { eachShare } from './windows.ts'

/** A height beyond is a mistake: it counts as missing, as on the surface. */
const TALLEST = 400

/** Buildings whole in memory: a city of 100,000 takes some tens of megabytes. */
export interface Stock {
  readonly list: readonly Walled[]
  /** Whether each height is known rather than assumed. */
  readonly known: readonly boolean[]
}

/** Reads the buildings; a height that is missing is replaced by `usual`, m. */
export async function readStock(input: Metric<typeof Building>, usual: number): Promise<Stock> {
  const list: Walled[] = []
  const known: boolean[] = []
  for await (const batch of input.rows())
    for (const { height, footprint } of batch) {
      const polygons = polygonsOf(footprint, input.project)
      if (polygons.length === 0) continue
      const isKnown = height !== null && height > 0 && height <= TALLEST
      list.push({ polygons, height: isKnown ? height : usual })
      known.push(isKnown)
    }
  return { list, known }
}

/** What is built in each block. Areas in m², heights in m. */
export interface BuiltTally {
  readonly count: Float64Array
  readonly footprint: Float64Array
  /** Of buildings whose height is known. */
  readonly known: Float64Array
  /** Of large buildings. */
  readonly large: Float64Array
  /** Sums weighted by footprint: of heights, of their squares and of their logarithms. */
  readonly heights: Float64Array
  readonly squares: Float64Array
  readonly logarithms: Float64Array
  readonly walls: Float64Array
}

/** Gathers, window by window, which part of each building is in which block. Buildings are large from `large` m² on. */
export function openBuiltTally({ list, known }: Stock, blocks: number, step: number, large: number) {
  const shares = new Map<number, number>()
  const homes = new Int32Array(list.length).fill(-1)
  const points = list.map(({ polygons }) => insidePoint(largest(polygons)))
  return {
    /** Adds what of some buildings is in a window. */
    add(present: readonly number[], cells: Cells, painted: Int32Array): void {
      for (const index of present) {
        eachShare(list[index]!, cells, painted, (block, count) => {
          const key = index * blocks + block
          shares.set(key, (shares.get(key) ?? 0) + count)
        })
        const [x, y] = points[index]!
        const column = Math.floor(x / step) - cells.column
        const line = cells.row - Math.floor(y / step)
        if (column >= 0 && column < cells.width && line >= 0 && line < cells.height)
          homes[index] = painted[line * cells.width + column]!
      }
    },
    /** The sums by block, once all windows were seen. */
    close(): BuiltTally {
      const of = () => new Float64Array(blocks)
      const tally = {
        count: of(),
        footprint: of(),
        known: of(),
        large: of(),
        heights: of(),
        squares: of(),
        logarithms: of(),
        walls: of(),
      }
      const walls = openWalls(list)
      const sizes = list.map(({ polygons }) => polygons.reduce((sum, polygon) => sum + areaOf(polygon), 0))
      const whole = list.map(({ polygons }) => polygons.reduce((sum, polygon) => sum + cellCount(polygon, step), 0))
      const put = (index: number, block: number, area: number, share: number) => {
        const { height } = list[index]!
        tally.footprint[block]! += area
        if (known[index]) tally.known[block]! += area
        if (sizes[index]! >= large) tally.large[block]! += area
        tally.heights[block]! += area * height
        tally.squares[block]! += area * height ** 2
        tally.logarithms[block]! += area * Math.log(height)
        tally.walls[block]! += walls[index]! * share
      }
      for (const [key, count] of shares) {
        const index = Math.floor(key / blocks)
        put(index, key % blocks, count * step ** 2, count / whole[index]!)
      }
      homes.forEach((block, index) => {
        if (block < 0) return
        tally.count[block]!++
        // So small that no centre of a cell is in it.
        if (whole[index] === 0) put(index, block, areaOf(largest(list[index]!.polygons)), 1)
      })
      return tally
    },
  }
}

const largest = (polygons: readonly Polygon[]): Polygon =>
  polygons.reduce((best, polygon) => (areaOf(polygon) > areaOf(best) ? polygon : best))
