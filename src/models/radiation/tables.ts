import { radiantFluxes, type Spot } from './fluxes.ts'
import type { GroundCode } from './ground.ts'
import type { HourTerms } from './hour.ts'

/** A place in a table is a class of ground, then so many bits of sky view. */
export const ROW_BITS = 12
const PLACES = 2 ** ROW_BITS
/** One place in so many is computed, the others are drawn straight between. */
const BETWEEN = 16
/** Codes of ground that have a row: those of `GroundClass`. That of class 0 is NaN. */
const ROWS = 8

/**
 * What is absorbed at an hour, W/m², is a sum: of a function of the sky view, of one of the sky view without trees, and of the shares of beam
 * now and before, each times a number; all by class of ground. The functions are kept in tables, found by `placeOf`: within 0.1 W/m², 0.02 K.
 */
export interface HourTables {
  readonly sky: Float64Array
  readonly skyOfBuildings: Float64Array
  readonly direct: Float64Array
  readonly warmed: Float64Array
}

export function hourTables(hour: HourTerms): HourTables {
  const tables: HourTables = {
    sky: new Float64Array(ROWS * PLACES).fill(Number.NaN),
    skyOfBuildings: new Float64Array(ROWS * PLACES).fill(Number.NaN),
    direct: new Float64Array(ROWS).fill(Number.NaN),
    warmed: new Float64Array(ROWS).fill(Number.NaN),
  }
  for (const [code, kind] of hour.grounds.entries()) {
    if (!kind) continue
    const ground = code as GroundCode
    const absorbed = (spot: Partial<Spot>): number =>
      radiantFluxes({ sky: 1, skyOfBuildings: 1, direct: 0, warmed: 0, ground, ...spot }, hour).absorbed
    const open = absorbed({})
    tables.direct[code] = absorbed({ direct: 1 }) - open
    tables.warmed[code] = absorbed({ warmed: 1 }) - open
    const row = (table: Float64Array) => table.subarray(code * PLACES, (code + 1) * PLACES)
    draw(row(tables.sky), (sky) => absorbed({ sky }))
    draw(row(tables.skyOfBuildings), (skyOfBuildings) => absorbed({ skyOfBuildings }) - open)
  }
  return tables
}

/** Fills a row with a function of the sky view. */
function draw(row: Float64Array, of: (sky: number) => number): void {
  const last = PLACES - 1
  let [from, at] = [0, of(skyAt(0))]
  row[0] = at
  while (from < last) {
    const to = Math.min(from + BETWEEN, last)
    const next = of(skyAt(to / last))
    for (let i = from + 1; i <= to; i++) row[i] = at + ((next - at) * (i - from)) / (to - from)
    ;[from, at] = [to, next]
  }
}

/** The sky view at a place from 0 (open) to 1 (closed): with x = √hidden − √seen, √seen is the root of 2y² + 2xy + x² = 1. */
function skyAt(place: number): number {
  const x = 2 * place - 1
  return ((Math.sqrt(2 - x * x) - x) / 2) ** 2
}

/**
 * Where the tables hold a sky view over a class of ground: at ½ (1 + √hidden − √seen) of the row, in which all is smooth, from open to
 * closed. Rounding beyond 0 and 1 is put back; what is not known, and codes out of the list, get the row of class 0.
 */
export function placeOf(sky: number, ground: number): number {
  if (Number.isNaN(sky) || ground >= ROWS) return 0
  const seen = Math.min(1, Math.max(0, sky))
  return ground * PLACES + Math.round(((PLACES - 1) / 2) * (1 + Math.sqrt(1 - seen) - Math.sqrt(seen)))
}
