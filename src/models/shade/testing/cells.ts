import { cellAt, type Heading } from '../lattice.ts'
import type { Surface } from '../surface.ts'

// The lattice of the model in plain JavaScript, ray by ray.

export const UNITS = 1024

/** Heights in units, above sea; null where there is nothing. */
export interface Cell {
  readonly ground: number
  readonly roof: number | null
  readonly top: number | null
  readonly base: number
}

function units(metres: number): number {
  const exact = Math.fround(metres) * UNITS
  const down = Math.floor(exact)
  const rest = exact - down
  return down + (rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? 1 : 0)
}

/** Every cell of a surface; null where the ground is unknown. */
export function cellsOf({ ground, buildings, canopy, trunk }: Surface): readonly (Cell | null)[] {
  return Array.from(ground, (metres, i) => {
    if (Number.isNaN(metres)) return null
    const g = units(metres)
    const crown = canopy[i]!
    return {
      ground: g,
      roof: buildings[i]! > 0 ? g + units(buildings[i]!) : null,
      top: crown > 0 ? g + units(crown) : null,
      base: g + units(Math.fround(Math.fround(crown) * Math.fround(trunk))),
    }
  })
}

/** A surface seen with a heading up, as the model numbers rows and columns. */
export interface View {
  /** Place of a cell on the map, in rows away from the heading. */
  placeOf(row: number, column: number): number
  /** Columns right for a row up. */
  readonly slope: number
  /** Index of the cell so many rows up and columns right; undefined where the surface ends. */
  at(row: number, column: number, up: number, right: number): number | undefined
}

export function viewOf({ width, height, step, origin }: Surface, { quarter, aside }: Heading): View {
  const mapTop = -cellAt(origin[1], step)
  const mapLeft = cellAt(origin[0], step)
  return {
    placeOf: (row, column) => [mapTop + row, -1 - mapLeft - column, -1 - mapTop - row, mapLeft + column][quarter]!,
    slope: quarter < 2 ? aside : -aside,
    at: (row, column, up, right) => {
      const [r, c] = [
        [row - up, column + right],
        [row + right, column + up],
        [row + up, column + right],
        [row + right, column - up],
      ][quarter] as [number, number]
      return r >= 0 && r < height && c >= 0 && c < width ? r * width + c : undefined
    },
  }
}
