import type { Bbox, InputTable } from '../../../src/kernel/index.ts'
import type { Core, Surface } from '../../../src/models/shade/index.ts'
import { type Frame, widened } from '../frame.ts'
import type { LightTuned } from './parameters.ts'

/** Metres read around a tile: `reach` in whole cells. */
export const marginOf = ({ step }: Frame, { reach }: Pick<LightTuned, 'reach'>): number =>
  Math.ceil(reach / step) * step

/** The surface of a tile and of what may shade it, and which of its cells are those of the tile. */
export async function surfaceAround(
  surface: InputTable,
  tile: Bbox,
  frame: Frame,
  tuned: Pick<LightTuned, 'reach' | 'trunk'>,
): Promise<{ surface: Surface; core: Core; isEmpty: boolean }> {
  const margin = marginOf(frame, tuned)
  const { width, height, origin, bands } = await surface.grid({
    bbox: widened(tile, margin),
    bands: ['ground', 'buildings', 'canopy'],
  })
  const [ground, buildings, canopy] = bands as [Float32Array, Float32Array, Float32Array]
  const around = margin / frame.step
  const core = { left: around, top: around, width: width - 2 * around, height: height - 2 * around }
  return {
    surface: { width, height, step: frame.step, origin, ground, buildings, canopy, trunk: tuned.trunk },
    core,
    isEmpty: isEmpty(ground, width, core),
  }
}

/** Whether no cell of the tile is in the area. */
function isEmpty(ground: Float32Array, width: number, { left, top, width: columns, height: rows }: Core): boolean {
  for (let row = top; row < top + rows; row++)
    for (let i = row * width + left; i < row * width + left + columns; i++) if (!Number.isNaN(ground[i])) return false
  return true
}

/** The cells of a tile without any value. */
export const nothing = ({ tiles: { size }, step }: Frame): Float32Array =>
  new Float32Array(Math.round(size / step) ** 2).fill(Number.NaN)
