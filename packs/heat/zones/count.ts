import type { InputTable, Making } from '../../../src/kernel/index.ts'
import { boxOf } from '../../../src/models/planar/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import type { Tuned } from '../parameters.ts'
import type { Metric } from '../read.ts'
import type { Area, Building, PopulationCell } from '../shapes.ts'
import { drawSurface, type SurfaceInputs } from '../surface/draw.ts'
import { insideOf } from '../surface/ground.ts'
import { openBuiltTally, readStock } from './buildings.ts'
import { emptyTally, tallyGround } from './ground.ts'
import type { Counted } from './indicators.ts'
import { openPeopleTally, readPeople } from './people.ts'
import { indexOf, paintBlocks, type Shaped, type Window, windowsOver } from './windows.ts'

export interface CountInputs {
  readonly surface: SurfaceInputs
  readonly buildings?: Metric<typeof Building>
  readonly population?: Metric<typeof PopulationCell>
  readonly surveyed?: Metric<typeof Area>
  /** Sky view by cell, on the same cells. */
  readonly sky?: InputTable
}

export interface CountedAll extends Counted {
  /** Absent where no population is given. */
  readonly people: Float64Array | undefined
}

/** Counts what stands on and covers each block, window by window: memory does not grow with the territory but for buildings. */
export async function countBlocks(
  blocks: readonly (Shaped & { readonly kind: string })[],
  inputs: CountInputs,
  step: number,
  tuned: Tuned,
  run: Pick<Making, 'signal' | 'progress'>,
): Promise<CountedAll> {
  const stock = inputs.buildings && (await readStock(inputs.buildings, tuned.building_height))
  const cells = inputs.population && (await readPeople(inputs.population))
  const ground = emptyTally(blocks.length)
  const built = stock && openBuiltTally(stock, blocks.length, step, tuned.large_building)
  const people =
    cells &&
    openPeopleTally(
      cells,
      blocks.map(({ kind }) => kind === 'water'),
      step,
    )
  const surveyed = inputs.surveyed && new Float64Array(blocks.length)
  const [blocksIn, buildingsIn, cellsIn] = [blocks, stock?.list ?? [], cells ?? []].map((list) => indexOf(list, step))

  // What data says, and no more: nothing is assumed of open ground, nor paved around buildings.
  const drawing = { step, open: GroundClass.none, tuned: { ...tuned, apron: 0 } }
  const windows = windowsOver(boxOf(blocks.flatMap(({ polygons }) => polygons.flat())), step)
  for (const [done, window] of windows.entries()) {
    run.signal.throwIfAborted()
    run.progress(done, windows.length)
    const present = blocksIn!(window)
    if (present.length === 0) continue
    const painted = paintBlocks(blocks, present, window.cells)
    const drawn = await drawSurface(inputs.surface, window.bbox, drawing, run)
    tallyGround(ground, painted, drawn, await skyIn(window), tuned.tree_from)
    built?.add(buildingsIn!(window), window.cells, painted)
    people?.add(cellsIn!(window), window.cells, painted)
    if (surveyed) {
      const inside = await insideOf(window.cells, inputs.surveyed!)
      for (let i = 0; i < painted.length; i++) if (painted[i]! >= 0 && inside[i]) surveyed[painted[i]!]!++
    }
  }
  run.progress(windows.length, windows.length)
  surveyed?.forEach((count, block) => {
    surveyed[block] = ground.cells[block]! ? count / ground.cells[block]! : 0
  })
  return { ground, built: built?.close(), people: people?.close(), surveyed }

  async function skyIn({ bbox }: Window): Promise<Float32Array | undefined> {
    if (!inputs.sky) return undefined
    const { bands } = await inputs.sky.grid({ bbox, bands: ['sky_buildings'] })
    return bands[0]
  }
}
