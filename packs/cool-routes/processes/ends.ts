import { badInput } from '../../../src/kernel/index.ts'
import type { ProfileId, Snapped } from '../../../src/models/walking/index.ts'
import type { Walking } from './state.ts'

/** An end of a walk: where it was asked, and where it is on the graph. */
export interface FoundEnd {
  readonly place: Snapped
  readonly told: { asked: [number, number]; at: [number, number]; away: number; name: string | null }
}

/** How far a way may be from what is asked, m. */
const REACH = 400

/**
 * Finds an end: `[longitude, latitude]`, the same as text, or the name of a place. Throws `process.bad-input` for what is found nowhere, or is
 * too far from any way that the profile may take.
 */
export function endOf(
  state: Walking,
  name: 'from' | 'to',
  given: readonly number[] | string,
  profile: ProfileId,
): FoundEnd {
  const { lonLat, called } = typeof given === 'string' ? readEnd(state, name, given) : { lonLat: given, called: null }
  const [longitude, latitude] = lonLat as [number, number]
  const [west, south, east, north] = state.extent
  const shown = `${longitude}, ${latitude}`
  const isNear = longitude > west - 1 && longitude < east + 1 && latitude > south - 1 && latitude < north + 1
  const [x = 0, y = 0] = isNear ? state.toMap([longitude, latitude]) : []
  const place = isNear ? state.snap(x, y, state.router.usable(profile), REACH) : undefined
  if (!place)
    throw badInput(
      name,
      {
        fr: `aucune voie praticable à moins de ${REACH} m de ${shown}`,
        en: `no way that can be taken within ${REACH} m of ${shown}`,
      },
      {
        fr: `Choisissez un lieu entre ${state.extent.join(', ')} (ouest, sud, est, nord).`,
        en: `Choose a place within ${state.extent.join(', ')} (west, south, east, north).`,
      },
    )
  const at = state.toLonLat([place.x, place.y]) as [number, number]
  return {
    place,
    told: {
      ...{ asked: [longitude, latitude], at, away: Math.round(place.away) },
      name: called ?? state.names[place.edge] ?? null,
    },
  }
}

function readEnd(state: Walking, name: string, text: string): { lonLat: readonly number[]; called: string | null } {
  const pair = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,2}(?:\.\d+)?)\s*$/.exec(text)
  if (pair) return { lonLat: [Number(pair[1]), Number(pair[2])], called: null }
  const [found] = state.places(text, 1)
  if (found) return { lonLat: found.at, called: found.name }
  throw badInput(
    name,
    {
      fr: `aucun lieu ne s’appelle « ${text.slice(0, 60)} »`,
      en: `no place is called '${text.slice(0, 60)}'`,
    },
    {
      fr: 'Donnez le nom d’une rue, d’un arrêt ou d’un lieu, ou « longitude,latitude ».',
      en: "Give the name of a street, stop or place, or 'longitude,latitude'.",
    },
  )
}
