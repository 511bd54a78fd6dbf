import { body } from './body.ts'
import { STEFAN_BOLTZMANN } from './constants.ts'
import type { GroundCode } from './ground.ts'
import type { HourTerms } from './hour.ts'
import { beamOnWall, litShare, sideSky } from './well.ts'

/** What a person standing somewhere sees. */
export interface Spot {
  /** Sky view factor, crowns weighing what they stop of the light, 0 to 1. */
  readonly sky: number
  /** The same without the trees. */
  readonly skyOfBuildings: number
  /** Share of the direct beam that arrives, 0 to 1. */
  readonly direct: number
  /** Share that the ground had of the day's direct beam, 0 to 1. */
  readonly warmed: number
  readonly ground: GroundCode
}

/** Radiation that arrives at a standing person, W/m² of a plate facing it, and what is absorbed, W/m² of person. */
export interface Fluxes {
  /** Of the sun: the beam across its rays, from above, from below, from each side without the beam. */
  readonly beam: number
  readonly shortDown: number
  readonly shortUp: number
  readonly shortSide: number
  /** Thermal. */
  readonly longDown: number
  readonly longUp: number
  readonly longSide: number
  readonly absorbed: number
  /** Temperature at which a black surrounding would be absorbed as much, °C. */
  readonly radiant: number
}

/**
 * The radiation at a spot: the six-direction budget of SOLWEIG (Lindberg et al. 2008), the diffuse light being the same from all the sky. NaN for ground of
 * class 0. Crowns are black, at the temperature of the air, and hide the sky as they stop the light.
 */
export function radiantFluxes(spot: Spot, hour: HourTerms): Fluxes {
  const ground = hour.grounds[spot.ground]
  if (!ground) return nothing
  const { sky, skyOfBuildings, direct, warmed } = spot
  const { wall, diffuse } = hour
  const [side, sideOfBuildings] = [sideSky(sky), sideSky(skyOfBuildings)]

  // What walls and crowns send back of the beam, of the sky, and of the ground before them.
  const onGround = (hour.direct + diffuse) * sky
  const sent =
    wall.albedo * (hour.beam * beamOnWall(sky, hour.elevation) + diffuse * side + 0.5 * ground.albedo * onGround)
  const shortDown = diffuse * sky + sent * (1 - sky)
  const shortUp = ground.albedo * (hour.direct * direct + shortDown)
  const shortSide = diffuse * side + sent * (0.5 - side) + 0.5 * shortUp

  const wallEmits = wall.shade + wall.prompt * litShare(skyOfBuildings, hour.elevation) + wall.stored * sideOfBuildings
  // A wall also sends back what it does not absorb, of the sky and of surfaces as warm as the air.
  const onWall = hour.air - (hour.air - hour.sky) * sideOfBuildings
  const fromWall = wall.emissivity * wallEmits + (1 - wall.emissivity) * onWall
  const longDown = hour.sky * sky + hour.air * (skyOfBuildings - sky) + fromWall * (1 - skyOfBuildings)
  const groundEmits = ground.shade + ground.prompt * direct + ground.stored * warmed
  const longUp = ground.emissivity * groundEmits + (1 - ground.emissivity) * longDown
  const longSide =
    hour.sky * side + hour.air * (sideOfBuildings - side) + fromWall * (0.5 - sideOfBuildings) + 0.5 * longUp

  const beam = hour.beam * direct
  const { absorbs, emits, upward, sideward } = body
  const short = beam * hour.projected + upward * (shortDown + shortUp) + 4 * sideward * shortSide
  const long = upward * (longDown + longUp) + 4 * sideward * longSide
  const absorbed = absorbs * short + emits * long
  const radiant = (absorbed / (emits * STEFAN_BOLTZMANN)) ** 0.25 - 273.15
  return { beam, shortDown, shortUp, shortSide, longDown, longUp, longSide, absorbed, radiant }
}

const nothing: Fluxes = {
  beam: Number.NaN,
  shortDown: Number.NaN,
  shortUp: Number.NaN,
  shortSide: Number.NaN,
  longDown: Number.NaN,
  longUp: Number.NaN,
  longSide: Number.NaN,
  absorbed: Number.NaN,
  radiant: Number.NaN,
}
