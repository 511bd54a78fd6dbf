import Type from 'typebox'
import { keptProcess, type Process, processInput } from '../../../src/kernel/index.ts'
import { polygonGeometry } from '../../../src/models/planar/index.ts'
import { lineOfStretch, outlineOf, type Stretch, streetsWithin, walkWithin } from '../../../src/models/walking/index.ts'
import { endOf } from './ends.ts'
import { atInput, fromInput, profileInput } from './inputs.ts'
import type { Kept } from './kept.ts'
import { departureOf, momentOf } from './moment.ts'
import type { Near } from './near.ts'
import { Isochrone, type IsochroneAnswer } from './shapes.ts'
import type { Walking } from './state.ts'
import { kindsOf, toldNear } from './way.ts'

/** How far from a street one is still there, m: the houses along it. */
const ALONG = 40
/** Places are told within so far of the streets, m. */
const NEAR = 60
const MOST_MINUTES = 60
/** Streets told in a band: where there are more, its area says enough. */
const MOST_STREETS = 2500

type Line = [number, number][]

/** What can be reached on foot in so many minutes. */
export const isochroneProcess = (kept: Kept): Process =>
  keptProcess({
    ...kept,
    id: 'isochrone',
    title: { fr: 'À quelques minutes à pied', en: 'Within minutes on foot' },
    description: {
      fr: 'Les rues que l’on atteint à pied en un tiers, deux tiers et la totalité du temps donné, pentes et attentes comprises, et les lieux frais et l’eau qui s’y trouvent.',
      en: 'The streets reached on foot in a third, two thirds and all of the time given, slopes and waits included, with the cool places and water there.',
    },
    code: import.meta.url,
    inputs: {
      ...{ from: fromInput, at: atInput, profile: profileInput },
      minutes: processInput.preset(Type.Integer({ minimum: 1, maximum: MOST_MINUTES }), 15, {
        title: { fr: 'Temps de marche', en: 'Walking time' },
        unit: 'min',
      }),
    },
    outputs: { reach: { title: { fr: 'Ce qui est atteint', en: 'What is reached' }, schema: Isochrone } },
    answer({ from: start, at, profile, minutes }, state, { now }) {
      const departure = departureOf(at, now, state.timezone, state.graph.exposure)
      const from = endOf(state, 'from', start, profile)
      const weighing = state.router.weighing({ profile, season: departure.season, alpha: 1 })
      const cost = (time: number) => time * 60 * weighing.speed * 100
      const { network } = state.router
      const reached = walkWithin(network, weighing, from.place, departure.seconds, cost(minutes))
      const steps = [...new Set([minutes / 3, (2 * minutes) / 3, minutes].map(Math.round))].filter((one) => one > 0)
      const near = placesNear(state, streetsWithin(network, weighing.costs, reached, cost(minutes)))
      let before = 0
      const bands = steps.map((time): IsochroneAnswer['bands'][number] => {
        const lines: Line[] = []
        const rim: Line[] = []
        let metres = 0
        for (const one of streetsWithin(network, weighing.costs, reached, cost(time))) {
          const line = lineOfStretch(state.graph, one, one.arc >> 1)
          metres += state.graph.edges.length[one.arc >> 1]! * Math.abs(one.end - one.start)
          lines.push(line)
          if (one.after + weighing.costs[one.arc]! > cost(before)) rim.push(line)
        }
        before = time
        const within = (found: readonly Near[]) => found.filter(({ after }) => after * 100 <= cost(time))
        return {
          ...{ minutes: time, metres: Math.round(metres), area: areaOf(lines, state.toLonLat) },
          streets: { type: 'MultiLineString', coordinates: rim.length > MOST_STREETS ? [] : rim.map(told) },
          coolPlaces: toldNear(state, within(near.cool)),
          waterPlaces: toldNear(state, within(near.water)),
        }
      })
      const moment = momentOf(departure, weighing.day, state.graph.exposure)
      function told(line: Line): number[][] {
        return line.map(state.toLonLat)
      }
      const reach: IsochroneAnswer = { from: from.told, moment, profile, bands, notes: [timeNote] }
      return { reach }
    },
  })

const timeNote = {
  fr: 'Temps de marche, sans compter le soleil : à l’ombre ou non, les minutes sont les mêmes.',
  en: 'Walking time, the sun aside: in the shade or not, minutes are the same.',
}

/** Cool places and water near streets, the nearest first; metres walked on the flat to each. */
function placesNear(state: Walking, streets: Iterable<Stretch & { readonly after: number }>) {
  const [cool, useful] = [new Map<string, Near>(), new Map<string, Near>()]
  for (const one of streets) {
    const line = lineOfStretch(state.graph, one, one.arc >> 1)
    keepNearest(cool, state.near.cool(line, NEAR), one.after / 100)
    keepNearest(useful, state.near.useful(line, NEAR), one.after / 100)
  }
  const sorted = (all: ReadonlyMap<string, Near>) => [...all.values()].sort((a, b) => a.after - b.after)
  return { cool: sorted(cool), water: sorted(useful).filter(({ place }) => kindsOf.water.includes(place.kind)) }
}

function keepNearest(found: Map<string, Near>, near: readonly Near[], before: number): void {
  for (const one of near) {
    const after = before + one.after
    const known = found.get(one.place.id)
    if (!known || after < known.after) found.set(one.place.id, { ...one, after })
  }
}

function areaOf(lines: readonly Line[], toLonLat: Walking['toLonLat']): IsochroneAnswer['bands'][number]['area'] {
  const polygons = outlineOf(lines, ALONG).map((polygon) => polygonGeometry(polygon, (position) => toLonLat(position)))
  return { type: 'MultiPolygon', coordinates: polygons.map(({ coordinates }) => coordinates as number[][][]) }
}
