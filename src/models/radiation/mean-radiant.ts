import { OrchestraError } from '../../kernel/index.ts'
import { body } from './body.ts'
import { STEFAN_BOLTZMANN } from './constants.ts'
import { hourTerms, type RadiationOptions } from './hour.ts'
import { type HourTables, hourTables, placeOf, ROW_BITS } from './tables.ts'
import type { HourWeather } from './weather.ts'

/** Cells that do not move: what stands around them and what lies under them. Arrays of the same length; cells do not know of each other. */
export interface FixedCells {
  /** Sky view factor, crowns weighing what they stop of the light, 0 to 1. NaN: outside. */
  readonly sky: Float32Array
  /** Sky view factor without the trees, 0 to 1: at least `sky`. */
  readonly skyOfBuildings: Float32Array
  /** Codes of `GroundClass`. Class 0 gives NaN. */
  readonly ground: Uint8Array
  /** Share that the ground had of the day's direct beam, 0 to 1: it is given back in the evening. Default: the sky view. */
  readonly warmed?: Float32Array
}

export interface Cells extends FixedCells {
  /** Share of the direct beam that arrives, 0 to 1. */
  readonly direct: Float32Array
}

export interface MapOptions extends RadiationOptions {
  /** Where to write, instead of a new array. */
  readonly into?: Float32Array
}

/**
 * Mean radiant temperature of a person standing in each cell, °C, as `radiantFluxes` within 0.02 K; NaN where a cell has no class or no sky view.
 * For many hours of the same cells, `radiantTemperatures` is faster.
 * Errors: `radiation.weather`, a number of the hour is missing; `radiation.cells`, arrays of different lengths.
 */
export const meanRadiantTemperature = (cells: Cells, hour: HourWeather, options: MapOptions = {}): Float32Array =>
  radiantTemperatures(cells)(cells.direct, hour, options)

/** The same for hours of the same cells: what does not change is done once. */
export function radiantTemperatures(
  cells: FixedCells,
): (direct: Float32Array, hour: HourWeather, options?: MapOptions) => Float32Array {
  const { sky, skyOfBuildings, ground, warmed = sky } = cells
  const { length } = sky
  for (const array of [skyOfBuildings, ground, warmed]) checkLength(length, array.length)
  const bySky = new Uint16Array(length)
  const byBuildings = new Uint16Array(length)
  for (let i = 0; i < length; i++) {
    bySky[i] = placeOf(sky[i]!, ground[i]!)
    byBuildings[i] = placeOf(skyOfBuildings[i]!, ground[i]!)
  }
  return (direct, hour, options = {}) => {
    checkHour(hour)
    const radiant = options.into ?? new Float32Array(length)
    checkLength(length, direct.length)
    checkLength(length, radiant.length)
    fill(radiant, { bySky, byBuildings, direct, warmed }, hourTables(hourTerms(hour, options)))
    return radiant
  }
}

interface Placed {
  readonly bySky: Uint16Array
  readonly byBuildings: Uint16Array
  readonly direct: Float32Array
  readonly warmed: Float32Array
}

function fill(radiant: Float32Array, { bySky, byBuildings, direct, warmed }: Placed, tables: HourTables): void {
  const perEmitted = 1 / (body.emits * STEFAN_BOLTZMANN)
  for (let i = 0; i < radiant.length; i++) {
    const place = bySky[i]!
    const code = place >> ROW_BITS
    const absorbed =
      tables.sky[place]! +
      tables.skyOfBuildings[byBuildings[i]!]! +
      direct[i]! * tables.direct[code]! +
      warmed[i]! * tables.warmed[code]!
    radiant[i] = Math.sqrt(Math.sqrt(absorbed * perEmitted)) - 273.15
  }
}

function checkHour({ sun, at, ...fields }: HourWeather): void {
  const { rise: _, set: __, ...position } = sun
  for (const [name, value] of Object.entries({ ...fields, ...position }))
    if (!Number.isFinite(value))
      throw new OrchestraError({
        code: 'radiation.weather',
        say: {
          fr: `La température radiante demande « ${name} », qui manque au temps de cette heure.`,
          en: `Mean radiant temperature needs "${name}", which the weather of this hour lacks.`,
        },
        remedy: {
          fr: 'Complétez le relevé, ou laissez cette heure de côté.',
          en: 'Complete the record, or leave this hour out.',
        },
        ...(!Number.isNaN(at.getTime()) && { place: at.toISOString() }),
        facts: { field: name, value },
      })
}

function checkLength(expected: number, found: number): void {
  if (found === expected) return
  throw new OrchestraError({
    code: 'radiation.cells',
    say: {
      fr: `Les tableaux des cellules n’ont pas la même longueur : ${expected} et ${found}.`,
      en: `The arrays of cells are not of the same length: ${expected} and ${found}.`,
    },
    remedy: { fr: 'Lisez-les sur la même fenêtre.', en: 'Read them over the same window.' },
  })
}
