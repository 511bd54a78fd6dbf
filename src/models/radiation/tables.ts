import { type Fluxes, radiantFluxes, type Spot } from './fluxes.ts'
import type { GroundCode } from './ground.ts'
import type { HourTerms } from './hour.ts'

/** Steps of the tables in ½ (1 + √hidden − √seen), the shares of the sky: from open to closed, all is smooth in it. */
export const STEPS = 256
/** A row has one value for each end of its steps, and one more so that the last needs no test. */
export const ROW = STEPS + 2
/** Codes of ground that have a row: those of `GroundClass`. That of class 0 is NaN. */
export const ROWS = 8

/**
 * What is absorbed at an hour, W/m², is a sum: of a function of the sky view, of one of the sky view without trees, and of the shares of beam
 * now and before, each times a number; all by class of ground. The functions are kept in tables, read between two values: within 0.002 W/m², or 0.0005 K.
 */
export interface HourTables {
  readonly sky: Float64Array
  readonly skyOfBuildings: Float64Array
  readonly direct: Float64Array
  readonly warmed: Float64Array
}

export function hourTables(hour: HourTerms): HourTables {
  const tables: HourTables = {
    sky: new Float64Array(ROWS * ROW).fill(Number.NaN),
    skyOfBuildings: new Float64Array(ROWS * ROW).fill(Number.NaN),
    direct: new Float64Array(ROWS).fill(Number.NaN),
    warmed: new Float64Array(ROWS).fill(Number.NaN),
  }
  for (const [code, kind] of hour.grounds.entries()) {
    if (!kind) continue
    const ground = code as GroundCode
    const absorbed = (spot: Partial<Spot>): Fluxes['absorbed'] =>
      radiantFluxes({ sky: 1, skyOfBuildings: 1, direct: 0, warmed: 0, ground, ...spot }, hour).absorbed
    const open = absorbed({})
    tables.direct[code] = absorbed({ direct: 1 }) - open
    tables.warmed[code] = absorbed({ warmed: 1 }) - open
    for (let i = 0; i < ROW; i++) {
      const sky = skyAt(Math.min(1, i / STEPS))
      tables.sky[code * ROW + i] = absorbed({ sky })
      tables.skyOfBuildings[code * ROW + i] = absorbed({ skyOfBuildings: sky }) - open
    }
  }
  return tables
}

/** The sky view at a place in the tables, 0 (open) to 1 (closed): with x = √hidden − √seen, √seen is the root of 2y² + 2xy + x² = 1. */
function skyAt(place: number): number {
  const x = 2 * place - 1
  return ((Math.sqrt(2 - x * x) - x) / 2) ** 2
}
