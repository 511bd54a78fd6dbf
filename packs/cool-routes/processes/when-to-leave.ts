import Type from 'typebox'
import { keptProcess, type Process, processInput } from '../../../src/kernel/index.ts'
import { binAt, measure, NIGHT } from '../../../src/models/walking/index.ts'
import { endOf } from './ends.ts'
import { bestWays } from './find-ways.ts'
import { alphasOf, atInput, fromInput, profileInput, sensitivityInput, toInput } from './inputs.ts'
import type { Kept } from './kept.ts'
import { atClock, departureOf, momentOf } from './moment.ts'
import { notesOf } from './notes.ts'
import { WhenToLeave, type WhenToLeaveAnswer } from './shapes.ts'

/** Departures looked at, minutes apart. */
const EVERY = 30
/** An hour is better when it is felt shorter by that share at least: less is nothing one feels. */
const BETTER = 0.02

/** The same walk at each hour of the day. */
export const whenToLeaveProcess = (kept: Kept): Process =>
  keptProcess({
    ...kept,
    id: 'when-to-leave',
    title: { fr: 'Partir quand ?', en: 'When to leave?' },
    description: {
      fr: 'Le chemin le plus frais à chaque départ de la journée, et le départ où il est ressenti le plus court.',
      en: 'The coolest way at each departure of the day, and the departure at which it is felt shortest.',
    },
    code: import.meta.url,
    inputs: {
      ...{ from: fromInput, to: toInput, at: atInput, profile: profileInput, sensitivity: sensitivityInput },
      earliest: processInput.preset(Type.Integer({ minimum: 0, maximum: 23 }), 7, {
        title: { fr: 'Premier départ', en: 'First departure' },
        unit: 'h',
      }),
      latest: processInput.preset(Type.Integer({ minimum: 1, maximum: 24 }), 22, {
        title: { fr: 'Dernier départ', en: 'Last departure' },
        unit: 'h',
      }),
    },
    outputs: { hours: { title: { fr: 'Heure par heure', en: 'Hour by hour' }, schema: WhenToLeave } },
    answer({ from: start, to: goal, at, profile, sensitivity, earliest, latest }, state, { now }) {
      const departure = departureOf(at, now, state.timezone, state.graph.exposure)
      const [from, to] = [endOf(state, 'from', start, profile), endOf(state, 'to', goal, profile)]
      const alpha = alphasOf(sensitivity).coolest
      const weighing = state.router.weighing({ profile, season: departure.season, alpha })
      const hours: WhenToLeaveAnswer['hours'] = []
      const told: { knownShare: number; unknownAccess: number }[] = []
      for (let minute = earliest * 60; minute <= Math.min(latest * 60, 24 * 60 - EVERY); minute += EVERY) {
        const one = atClock(departure, minute * 60)
        const [best] = bestWays(state, from, to, profile, one, [alpha])
        const sums = measure(state.graph, weighing, best!.stretches, one.seconds, one.comfortDay !== null)
        const { metres, knownMetres, sunMetres, unknownAccess, seconds, dose } = sums
        told.push({ knownShare: metres > 0 ? knownMetres / metres : 0, unknownAccess })
        hours.push({
          ...{ at: one.at, minutes: Math.round(seconds / 6) / 10, metres: Math.round(metres) },
          felt: Math.round(best!.felt / 100),
          shadeShare: knownMetres > 0 ? Math.round(100 * (1 - sunMetres / knownMetres)) / 100 : null,
          utciDose: dose === null ? null : Math.round(dose),
        })
      }
      const isDay = ({ at }: { at: string }) => binAt(weighing.day, atClock(departure, clockOf(at)).seconds) !== NIGHT
      const moment = momentOf(departure, weighing.day, state.graph.exposure)
      const answer: WhenToLeaveAnswer = {
        ...{ from: from.told, to: to.told, moment, profile, best: bestOf(hours, isDay), hours },
        notes: notesOf(departure, profile, told, moment.minute === null),
      }
      return { hours: answer }
    },
  })

const clockOf = (at: string) => Number(at.slice(11, 13)) * 3600 + Number(at.slice(14, 16)) * 60

/** The departure felt shortest while it is day; by the heat felt where that is known. Null when all are alike. */
function bestOf(hours: WhenToLeaveAnswer['hours'], isDay: (hour: { at: string }) => boolean): string | null {
  const day = hours.filter(isDay)
  const worth = (hour: (typeof hours)[number]) => hour.utciDose ?? hour.felt
  const [least, most] = [Math.min(...day.map(worth)), Math.max(...day.map(worth))]
  if (day.length === 0 || !(most - least > BETTER * most)) return null
  return day.find((hour) => worth(hour) === least)!.at
}
