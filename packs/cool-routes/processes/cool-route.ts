import Type from 'typebox'
import { keptProcess, type Process, processInput } from '../../../src/kernel/index.ts'
import { feltOf } from '../../../src/models/walking/index.ts'
import { endOf } from './ends.ts'
import { bestWays } from './find-ways.ts'
import { gpxOf } from './gpx.ts'
import { alphasOf, atInput, fromInput, profileInput, sensitivityInput, toInput } from './inputs.ts'
import type { Kept } from './kept.ts'
import { departureOf, momentOf } from './moment.ts'
import { notesOf } from './notes.ts'
import { CoolRoute, type CoolRouteAnswer, type WayAnswer, wayKinds } from './shapes.ts'
import { wayOf } from './way.ts'

/** The shortest way, the coolest, and one between. */
export const coolRouteProcess = (kept: Kept): Process =>
  keptProcess({
    ...kept,
    id: 'cool-route',
    title: { fr: 'Parcours fraîcheur', en: 'Cool route' },
    description: {
      fr: 'Le chemin à pied le plus rapide, le plus frais et un entre les deux, à l’heure du départ : minutes, mètres, part à l’ombre, chaleur ressentie, pentes, escaliers, où s’asseoir et boire, et les indications. Le soleil tourne pendant la marche : chaque rue compte à l’heure où l’on y est.',
      en: 'The fastest, the coolest and a balanced way on foot, at the hour of departure: minutes, metres, share in the shade, felt heat, slopes, stairs, where to sit and drink, and directions. The sun moves while one walks: each street counts at the hour one is there.',
    },
    keywords: [
      { fr: 'itinéraire', en: 'route' },
      { fr: 'ombre', en: 'shade' },
    ],
    code: import.meta.url,
    inputs: {
      ...{ from: fromInput, to: toInput, at: atInput, profile: profileInput, sensitivity: sensitivityInput },
      way: processInput.preset(Type.Enum([...wayKinds]), 'coolest', {
        title: { fr: 'Chemin écrit en GPX', en: 'Way written as GPX' },
      }),
      language: processInput.preset(Type.Enum(['fr', 'en']), 'fr', {
        title: { fr: 'Langue du fichier GPX', en: 'Language of the GPX file' },
      }),
    },
    outputs: {
      route: { title: { fr: 'Les chemins', en: 'The ways' }, schema: CoolRoute },
      gpx: {
        title: { fr: 'Un chemin en GPX', en: 'A way as GPX' },
        schema: Type.String(),
        told: { type: 'string', contentMediaType: 'application/gpx+xml' },
      },
    },
    answer({ from: start, to: goal, at, profile, sensitivity, way, language }, state, { now }) {
      const departure = departureOf(at, now, state.timezone, state.graph.exposure)
      const [from, to] = [endOf(state, 'from', start, profile), endOf(state, 'to', goal, profile)]
      const { coolest, balanced } = alphasOf(sensitivity)
      const weighing = state.router.weighing({ profile, season: departure.season, alpha: coolest })
      const ways: WayAnswer[] = []
      const told = new Map<string, WayAnswer['kind']>()
      bestWays(state, from, to, profile, departure, [1, balanced, coolest]).forEach((best, i) => {
        const kind = wayKinds[i]!
        const path = best.stretches.map(({ arc }) => arc).join()
        // All by the same measure, that of who asks: lengths can be compared.
        const felt = feltOf(weighing, best.stretches, departure.seconds)
        ways.push({ ...wayOf(state, weighing, departure, { ...best, felt }, kind), same: told.get(path) ?? null })
        if (!told.has(path)) told.set(path, kind)
      })
      const moment = momentOf(departure, weighing.day, state.graph.exposure)
      const route: CoolRouteAnswer = {
        ...{ from: from.told, to: to.told, moment, profile, sensitivity, alpha: coolest, ways },
        notes: notesOf(departure, profile, ways, moment.minute === null),
      }
      return { route, gpx: gpxOf(ways.find(({ kind }) => kind === way)!, departure.at, language) }
    },
  })
