import { type Bbox, isMetric, OrchestraError, type TilePartitions } from '../../src/kernel/index.ts'
import type { Cells } from '../../src/models/planar/index.ts'

/** Where the rasters of a pack lie, and how they are cut. */
export interface Frame {
  readonly crs: string
  /** Side of a cell, m. */
  readonly step: number
  readonly tiles: TilePartitions
}

export interface FrameOptions {
  /** A projected CRS in metres. */
  readonly crs: string
  /** What is computed, in that CRS; widened to whole cells and tiles. */
  readonly bounds: Bbox
  /** Side of a tile, m. */
  readonly tile: number
  /** Side of a cell, m: a whole number, or 0.5 or 0.25, whose multiples no rounding moves. Default: 1. */
  readonly step?: number
}

/** Cells a side of a tile, at most: the memory of a step is in proportion to their square. */
const MOST_CELLS = 4096
/** Tiles of a frame, at most. */
const MOST_TILES = 1_000_000

/** The frame of a pack. The cells are those of the whole plane, whatever the bounds and the tile. Throws `heat.frame`. */
export function frameOf({ crs, bounds, tile, step = 1 }: FrameOptions): Frame {
  const [west, south, east, north] = bounds
  if (!isMetric(crs)) throw wrong('crs', crs, 'un système projeté, en mètres', 'a projected system, in metres')
  if (!(east > west && north > south))
    throw wrong('bounds', bounds, 'ouest < est et sud < nord', 'west < east and south < north')
  if (!(Number.isInteger(step) && step > 0) && step !== 0.5 && step !== 0.25)
    throw wrong('step', step, 'un nombre entier de mètres, 0,5 ou 0,25', 'a whole number of metres, 0.5 or 0.25')
  if (!(Number.isInteger(tile / step) && tile > 0 && tile / step <= MOST_CELLS))
    throw wrong(
      'tile',
      tile,
      `un multiple de ${step}, jusqu’à ${MOST_CELLS} mailles`,
      `a multiple of ${step}, up to ${MOST_CELLS} cells`,
    )
  // Round coordinates, which people can read.
  const round = 100 * step
  const origin = [Math.floor(west / round) * round, Math.floor(south / round) * round] as const
  const [columns, rows] = [Math.ceil((east - origin[0]) / tile), Math.ceil((north - origin[1]) / tile)]
  if (columns * rows > MOST_TILES) throw wrong('bounds', bounds, 'moins de tuiles', 'fewer tiles')
  return { crs, step, tiles: { by: 'tile', crs, origin, size: tile, columns, rows } }
}

/** The cells of a box whose sides are multiples of the step. */
export function cellsOf([west, south, east, north]: Bbox, step: number): Cells {
  return {
    step,
    column: Math.round(west / step),
    row: Math.round(north / step) - 1,
    width: Math.round((east - west) / step),
    height: Math.round((north - south) / step),
  }
}

/** A box and what is within `margin` metres of it. */
export const widened = ([west, south, east, north]: Bbox, margin: number): Bbox => [
  west - margin,
  south - margin,
  east + margin,
  north + margin,
]

function wrong(option: string, value: unknown, fr: string, en: string): OrchestraError {
  return new OrchestraError({
    code: 'heat.frame',
    say: {
      fr: `Option « ${option} » du pack « heat » : ${String(value)} ne convient pas.`,
      en: `Option '${option}' of the pack 'heat': ${String(value)} will not do.`,
    },
    remedy: { fr: `Donnez ${fr}.`, en: `Give ${en}.` },
    place: `heat ${option}`,
    facts: { [option]: value },
  })
}
