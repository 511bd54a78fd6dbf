import { cellAt, type Heading } from '../lattice.ts'
import type { Core, Surface } from '../surface.ts'

// The surface as the model takes it, in plain JavaScript.

export const UNITS = 1024
/** What is no obstacle, in units: as low as in the kernel. */
export const NONE = -0x3f3f3f40

/** Heights of a core and of the cells around it, in units above sea, in rows of `width` cells, the first of the core at `first`. */
export interface Around {
  readonly width: number
  readonly first: number
  readonly ground: Int32Array
  readonly roof: Int32Array
  readonly top: Int32Array
  readonly base: Int32Array
  readonly highest: number
}

export function around(surface: Surface, core: Core, margin: number): Around {
  const width = core.width + 2 * margin
  const height = core.height + 2 * margin
  const heights = () => new Int32Array(width * height).fill(NONE)
  const [ground, roof, top, base] = [heights(), heights(), heights(), heights()]
  let highest = NONE
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [row, column] = [y - margin + core.top, x - margin + core.left]
      if (row < 0 || row >= surface.height || column < 0 || column >= surface.width) continue
      const from = row * surface.width + column
      const to = y * width + x
      if (Number.isNaN(surface.ground[from]!)) continue
      const [building, crown] = [surface.buildings[from]!, surface.canopy[from]!]
      ground[to] = units(surface.ground[from]!)
      if (building > 0) roof[to] = ground[to]! + units(building)
      if (crown > 0) top[to] = ground[to]! + units(crown)
      base[to] = ground[to]! + units(Math.fround(crown * Math.fround(surface.trunk)))
      highest = Math.max(highest, ground[to]!, roof[to]!, top[to]!)
    }
  }
  return { width, first: margin * width + margin, ground, roof, top, base, highest }
}

function units(metres: number): number {
  return nearest(Math.fround(metres) * UNITS)
}

/** To the nearest whole number, to the even one of two. */
export function nearest(value: number): number {
  const down = Math.floor(value)
  const rest = value - down
  return down + (rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? 1 : 0)
}

/** How a heading goes over rows of `width` cells. */
export function view({ step, origin }: Surface, core: Core, { quarter, aside }: Heading, width: number) {
  const mapTop = core.top - cellAt(origin[1], step)
  const mapLeft = core.left + cellAt(origin[0], step)
  return {
    /** Cells to the next one up, and to the right. */
    up: [-width, 1, width, -1][quarter]!,
    right: [1, width, 1, width][quarter]!,
    /** Columns right for a row up. */
    slope: quarter < 2 ? aside : -aside,
    /** Place on the map of a cell of the core, in rows away from the heading. */
    placeOf: (row: number, column: number) =>
      [mapTop + row, -1 - mapLeft - column, -1 - mapTop - row, mapLeft + column][quarter]!,
  }
}
