import { OrchestraError } from '../../kernel/index.ts'
import { type SunPlace, sunPosition, sunTimes } from '../sun/index.ts'
import { eachBlock } from './blocks.ts'
import { caster } from './sunlight.ts'
import type { Core, ShadeOptions, Sun, Surface } from './surface.ts'

export interface HoursOptions extends ShadeOptions {
  /** From true north to the north of the map: `(azimuth) => gridAzimuth(azimuth, place, project)`. Default: they are the same. */
  readonly onMap?: (azimuth: number) => number
}

export interface SunHours {
  /** Hours of direct sun of each cell of the core, what comes through crowns weighing `transmissivity`. NaN as in `sunlight`. */
  readonly hours: Float32Array
  /** Hours where nothing is in the way. */
  readonly possible: number
}

const MINUTE = 60_000
const LONGEST_STEP = 60

/**
 * Hours of sun of a day: the sum of the direct light in the middle of steps of so many minutes, as if there were no clouds.
 * Throws what `sunlight` and `sunTimes` do, and `shade.step`.
 *
 * @param day `YYYY-MM-DD`: the day around the noon of the place
 */
export function sunHours(
  surface: Surface,
  core: Core,
  day: string,
  place: SunPlace,
  stepMinutes: number,
  options: HoursOptions,
): SunHours {
  const suns = sunsOf(day, place, stepMinutes, options.onMap ?? ((azimuth) => azimuth))
  const hours = new Float32Array(core.width * core.height)
  const step = stepMinutes / 60
  eachBlock(surface, core, options, (block) => {
    const { core: part, kernel } = block
    const cast = caster(block, surface, options)
    // At night too, for NaN where there is nothing to say.
    for (const sun of suns.length ? suns : [{ azimuth: 0, elevation: -1 }]) {
      const from = cast(sun)
      for (let row = 0; row < part.height; row++) {
        const direct = new Float32Array(kernel.memory.buffer, from + row * cast.stride * 4, part.width)
        const to = (part.top - core.top + row) * core.width + part.left - core.left
        for (let column = 0; column < part.width; column++) hours[to + column]! += direct[column]! * step
      }
    }
  })
  return { hours, possible: suns.length * step }
}

function sunsOf(day: string, place: SunPlace, stepMinutes: number, onMap: (azimuth: number) => number): Sun[] {
  if (!(stepMinutes > 0 && stepMinutes <= LONGEST_STEP)) {
    throw new OrchestraError({
      code: 'shade.step',
      say: {
        fr: `Les heures de soleil ne se comptent pas par pas de ${stepMinutes} minutes.`,
        en: `Hours of sun cannot be counted in steps of ${stepMinutes} minutes.`,
      },
      remedy: { fr: 'Donnez un pas de 1 à 60 minutes.', en: 'Give a step of 1 to 60 minutes.' },
    })
  }
  const noon = sunTimes(day, place).transit.getTime()
  const count = Math.floor((24 * 60) / stepMinutes)
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(noon + (i + 0.5 - count / 2) * stepMinutes * MINUTE)
    const { azimuth, elevation } = sunPosition(at, place)
    return { azimuth: onMap(azimuth), elevation }
  }).filter(({ elevation }) => elevation > 0)
}
