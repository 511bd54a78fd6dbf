import Type from 'typebox'
import { badInput, keptProcess, type Process, processInput } from '../../../src/kernel/index.ts'
import { roundsFrom } from '../../../src/models/walking/index.ts'
import { endOf } from './ends.ts'
import { alphasOf, atInput, fromInput, profileInput, sensitivityInput } from './inputs.ts'
import type { Kept } from './kept.ts'
import { departureOf, momentOf } from './moment.ts'
import { notesOf } from './notes.ts'
import { RoundWalk, type RoundWalkAnswer } from './shapes.ts'
import { wayOf } from './way.ts'

/** Rounds told. */
const ROUNDS = 3

/** Walks in the shade that come back to where they began. */
export const roundWalkProcess = (kept: Kept): Process =>
  keptProcess({
    ...kept,
    id: 'round-walk',
    title: { fr: 'Une boucle à l’ombre', en: 'A round walk in the shade' },
    description: {
      fr: 'Jusqu’à trois boucles d’environ la durée donnée, les plus fraîches d’abord : aller par l’ombre, retour par d’autres rues. Un choix parmi de bonnes boucles, non la meilleure de toutes.',
      en: 'Up to three rounds of about the time given, the coolest first: out through the shade, back by other streets. A choice among good rounds, not the best of all.',
    },
    code: import.meta.url,
    inputs: {
      ...{ from: fromInput, at: atInput, profile: profileInput, sensitivity: sensitivityInput },
      minutes: processInput.preset(Type.Integer({ minimum: 5, maximum: 120 }), 30, {
        title: { fr: 'Durée', en: 'Duration' },
        unit: 'min',
      }),
    },
    outputs: { round: { title: { fr: 'Les boucles', en: 'The rounds' }, schema: RoundWalk } },
    answer({ from: start, at, profile, sensitivity, minutes }, state, { now }) {
      const departure = departureOf(at, now, state.timezone, state.graph.exposure)
      const from = endOf(state, 'from', start, profile)
      const alpha = alphasOf(sensitivity).coolest
      const { season, seconds } = departure
      const asked = { profile, season, alpha, departure: seconds, from: from.place }
      const rounds = roundsFrom(state.router, asked, minutes * 60, ROUNDS)
      if (rounds.length === 0)
        throw badInput(
          'minutes',
          { fr: 'aucune boucle de cette durée ici', en: 'no round of that time here' },
          {
            fr: 'Essayez une autre durée, ou un autre départ.',
            en: 'Try another time, or another start.',
          },
        )
      const weighing = state.router.weighing(asked)
      const ways = rounds.map((round) => wayOf(state, weighing, departure, round, 'coolest'))
      const moment = momentOf(departure, weighing.day, state.graph.exposure)
      const notes = notesOf(departure, profile, ways, moment.minute === null)
      const round: RoundWalkAnswer = { from: from.told, moment, profile, minutes, ways, notes }
      return { round }
    },
  })
