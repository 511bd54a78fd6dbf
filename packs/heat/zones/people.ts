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
 * Shares the inhabitants of each cell out among blocks in proportion to the area of the cell in them. A cell wholly in the
 * blocks gives all its inhabitants, no more and no less; one that goes beyond gives in proportion.
 */
export function openPeopleTally(list: readonly Peopled[], blocks: number, step: number) {
  const people = new Float64Array(blocks)
  const density = list.map(({ polygons, population }) => {
    const count = polygons.reduce((sum, polygon) => sum + cellCount(polygon, step), 0)
    return count ? population / count : 0
  })
  return {
    people,
    add(present: readonly number[], cells: Cells, painted: Int32Array): void {
      for (const index of present)
        eachShare(list[index]!, cells, painted, (block, count) => {
          people[block]! += count * density[index]!
        })
    },
  }
}
