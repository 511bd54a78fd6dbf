import { type Cells, cellCount, polygonsOf } from '../../../src/models/planar/index.ts'
import type { Metric } from '../read.ts'
import type { PopulationCell } from '../shapes.ts'
import { eachShare, type Shaped } from './windows.ts'

/** A cell of the population grid, in metres. */
export interface Peopled extends Shaped {
  readonly population: number
}

export async function readPeople({ rows, project }: Metric<typeof PopulationCell>): Promise<Peopled[]> {
  const list: Peopled[] = []
  for await (const batch of rows())
    for (const { population, square } of batch) {
      const polygons = polygonsOf(square, project)
      if (polygons.length && population > 0) list.push({ polygons, population })
    }
  return list
}

/**
 * Shares the inhabitants of each cell out among blocks in proportion to the area of the cell in them, bodies of water left out
 * unless the cell is all water. A cell wholly in the blocks gives all its inhabitants, no more and no less; one that goes beyond
 * gives in proportion.
 */
export function openPeopleTally(list: readonly Peopled[], isWater: readonly boolean[], step: number) {
  const blocks = isWater.length
  const shares = new Map<number, number>()
  return {
    /** Adds what of some cells is in a window. */
    add(present: readonly number[], cells: Cells, painted: Int32Array): void {
      for (const index of present)
        eachShare(list[index]!, cells, painted, (block, count) => {
          const key = index * blocks + block
          shares.set(key, (shares.get(key) ?? 0) + count)
        })
    },
    /** Inhabitants by block, once all windows were seen. */
    close(): Float64Array {
      const whole = list.map(({ polygons }) => polygons.reduce((sum, polygon) => sum + cellCount(polygon, step), 0))
      const wet = new Float64Array(list.length)
      for (const [key, count] of shares) if (isWater[key % blocks]) wet[Math.floor(key / blocks)]! += count
      const people = new Float64Array(blocks)
      for (const [key, count] of shares) {
        const [index, block] = [Math.floor(key / blocks), key % blocks]
        const dry = whole[index]! - wet[index]!
        if (dry > 0 && isWater[block]) continue
        people[block]! += (list[index]!.population * count) / (dry || whole[index]!)
      }
      return people
    },
  }
}
