import { type Cells, eachSpan, type Line, type Point, type Polygon } from '../../../src/models/planar/index.ts'
import { GroundClass, type GroundCode } from '../../../src/models/radiation/index.ts'
import { eachInDisc, eachNear } from './buffers.ts'

/** What stands on the ground of a window, cell by cell, rows from the north. */
export interface Layers {
  readonly cells: Cells
  /** m above ground, 0 where there is none. */
  readonly buildings: Float32Array
  readonly canopy: Float32Array
  /** Codes of `GroundClass`. */
  readonly cover: Uint8Array
}

export const emptyLayers = (cells: Cells, ground: GroundCode): Layers => {
  const count = cells.width * cells.height
  return {
    cells,
    buildings: new Float32Array(count),
    canopy: new Float32Array(count),
    cover: new Uint8Array(count).fill(ground),
  }
}

export function drawCover({ cells, cover }: Layers, polygon: Polygon, code: GroundCode): void {
  eachSpan(polygon, cells, (line, from, to) => cover.fill(code, line * cells.width + from, line * cells.width + to))
}

export function drawStrip({ cells, cover }: Layers, line: Line, width: number, code: GroundCode): void {
  eachNear(line, width / 2, cells, (row, from, to) =>
    cover.fill(code, row * cells.width + from, row * cells.width + to),
  )
}

/** Where buildings overlap, the highest counts. */
export function drawBuilding({ cells, buildings, cover }: Layers, polygon: Polygon, height: number): void {
  eachSpan(polygon, cells, (line, from, to) => {
    for (let i = line * cells.width + from; i < line * cells.width + to; i++) {
      if (height > buildings[i]!) buildings[i] = height
      cover[i] = GroundClass.roof
    }
  })
}

/** Trees so close that they are drawn as one even top. */
export function drawWood({ cells, canopy }: Layers, polygon: Polygon, height: number): void {
  eachSpan(polygon, cells, (line, from, to) =>
    raise(canopy, line * cells.width + from, line * cells.width + to, height),
  )
}

export function drawHedge({ cells, canopy }: Layers, line: Line, width: number, height: number): void {
  eachNear(line, width / 2, cells, (row, from, to) =>
    raise(canopy, row * cells.width + from, row * cells.width + to, height),
  )
}

/**
 * The crown of a tree: the upper half of an ellipsoid between the base of the crown and the top of the tree. Its edge stands at
 * half the height of the crown.
 */
export function drawTree(
  { cells, canopy }: Layers,
  at: Point,
  { height, crown, trunk }: { readonly height: number; readonly crown: number; readonly trunk: number },
): void {
  const [radius, half] = [crown / 2, (height * (1 - trunk)) / 2]
  eachInDisc(at, radius, cells, (index, distance2) => {
    const top = height - half + half * Math.sqrt(Math.max(0, 1 - distance2 / (radius * radius)))
    if (top > canopy[index]!) canopy[index] = top
  })
}

function raise(values: Float32Array, from: number, to: number, height: number): void {
  for (let i = from; i < to; i++) if (height > values[i]!) values[i] = height
}
