import { badInput } from '../../../src/kernel/index.ts'
import { type Found, feltOf, type ProfileId } from '../../../src/models/walking/index.ts'
import type { FoundEnd } from './ends.ts'
import type { Departure } from './moment.ts'
import type { Walking } from './state.ts'

/** The best walk at each weight of the sun, felt length in cm. */
export interface Best {
  readonly alpha: number
  readonly felt: number
  readonly stretches: Found['stretches']
}

/**
 * The best walks between two places, one for each weight of the sun. Each is the best of all that were found: so that who minds the sun more
 * never walks more of it. Throws `process.bad-input` where no way leads.
 */
export function bestWays(
  state: Walking,
  from: FoundEnd,
  to: FoundEnd,
  profile: ProfileId,
  departure: Departure,
  alphas: readonly number[],
): Best[] {
  const { router } = state
  const { season, seconds } = departure
  const asked = { profile, season, departure: seconds, from: from.place, to: to.place }
  const found = alphas.map((alpha) => router.find({ ...asked, alpha }))
  const walks = found.flatMap((one) => one?.stretches ?? []).length > 0 ? found.map((one) => one!.stretches) : undefined
  if (!walks)
    throw badInput(
      'to',
      { fr: 'aucun chemin n’y mène', en: 'no way leads there' },
      {
        fr: 'Choisissez un autre lieu, ou un autre profil.',
        en: 'Choose another place, or another profile.',
      },
    )
  return alphas.map((alpha) => {
    const weighing = router.weighing({ profile, season, alpha })
    let best: Best | undefined
    for (const stretches of walks) {
      const felt = feltOf(weighing, stretches, seconds)
      if (!best || felt < best.felt) best = { alpha, felt, stretches }
    }
    return best!
  })
}
