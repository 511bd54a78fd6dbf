import { OrchestraError } from '../../kernel/index.ts'
import { body } from './body.ts'
import { STEFAN_BOLTZMANN } from './constants.ts'
import { hourTerms, type RadiationOptions } from './hour.ts'
import { type HourTables, hourTables, ROW, ROWS, STEPS } from './tables.ts'
import type { HourWeather } from './weather.ts'

/** What a person standing in each cell sees. All arrays have the same length; cells do not know of each other. */
export interface Cells {
  /** Sky view factor, crowns weighing what they stop of the light, 0 to 1. NaN: outside. */
  readonly sky: Float32Array
  /** Sky view factor without the trees, 0 to 1: at least `sky`. */
  readonly skyOfBuildings: Float32Array
  /** Share of the direct beam that arrives, 0 to 1. */
  readonly direct: Float32Array
  /** Codes of `GroundClass`. Class 0 gives NaN. */
  readonly ground: Uint8Array
  /** Share that the ground had of the day's direct beam, 0 to 1: it is given back in the evening. Default: the sky view. */
  readonly warmed?: Float32Array
}

/**
 * Mean radiant temperature of a person standing in each cell, °C; NaN where a cell has no class or no sky view. Written to `into`, or a new array.
 * Errors: `radiation.weather`, a number of the hour is missing; `radiation.cells`, arrays of different lengths.
 */
export function meanRadiantTemperature(
  cells: Cells,
  hour: HourWeather,
  options: RadiationOptions & { readonly into?: Float32Array } = {},
): Float32Array {
  checkHour(hour)
  const { sky, skyOfBuildings, direct, ground, warmed = sky } = cells
  const radiant = options.into ?? new Float32Array(sky.length)
  for (const array of [skyOfBuildings, direct, ground, warmed, radiant])
    if (array.length !== sky.length) throw lengths(sky.length, array.length)
  fill(radiant, { sky, skyOfBuildings, direct, ground, warmed }, hourTables(hourTerms(hour, options)))
  return radiant
}

/** A sky view as a place in the tables. */
const HALF = STEPS / 2

function fill(radiant: Float32Array, cells: Required<Cells>, tables: HourTables): void {
  const { sky, skyOfBuildings, direct, ground, warmed } = cells
  const { sky: bySky, skyOfBuildings: byBuildings, direct: byDirect, warmed: byWarmed } = tables
  const perEmitted = 1 / (body.emits * STEFAN_BOLTZMANN)
  for (let i = 0; i < radiant.length; i++) {
    const given = ground[i]!
    const code = given < ROWS ? given : 0
    const row = code * ROW
    // NaN goes through, and rounding beyond 0 and 1 is put back.
    const open = Math.min(1, Math.max(0, sky[i]!))
    const openOfBuildings = Math.min(1, Math.max(0, skyOfBuildings[i]!))
    const s = (1 + Math.sqrt(1 - open) - Math.sqrt(open)) * HALF
    const b = (1 + Math.sqrt(1 - openOfBuildings) - Math.sqrt(openOfBuildings)) * HALF
    const [si, bi] = [s | 0, b | 0]
    const [s0, b0] = [bySky[row + si]!, byBuildings[row + bi]!]
    const absorbed =
      s0 +
      (s - si) * (bySky[row + si + 1]! - s0) +
      b0 +
      (b - bi) * (byBuildings[row + bi + 1]! - b0) +
      direct[i]! * byDirect[code]! +
      warmed[i]! * byWarmed[code]!
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

const lengths = (expected: number, found: number) =>
  new OrchestraError({
    code: 'radiation.cells',
    say: {
      fr: `Les tableaux des cellules n’ont pas la même longueur : ${expected} et ${found}.`,
      en: `The arrays of cells are not of the same length: ${expected} and ${found}.`,
    },
    remedy: { fr: 'Lisez-les sur la même fenêtre.', en: 'Read them over the same window.' },
  })
