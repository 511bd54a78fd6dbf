import { lineOfStretch, measure, type Stretch, sunOf, timed, type Weighing } from '../../../src/models/walking/index.ts'
import { instructionsOf, type Leg } from './instructions.ts'
import type { Departure } from './moment.ts'
import type { Near } from './near.ts'
import type { WayAnswer } from './shapes.ts'
import type { Walking } from './state.ts'

/** A way to tell: where it goes, and at what felt length, cm. */
export interface Walk {
  readonly stretches: readonly Stretch[]
  readonly felt: number
}

/** Places are told within so far of the way, m: those of use, and those where it is cool. */
const [USEFUL, COOL] = [30, 60]
/** Places of one sort that are told, at most. */
const MOST_PLACES = 15

export const kindsOf: Readonly<Record<'rest' | 'water' | 'other', readonly string[]>> = {
  rest: ['bench', 'shelter'],
  water: ['drinking_water'],
  other: ['toilets', 'fountain'],
}

/** Tells a way: what it comes to, where it goes in the sun, what is on it, and how to follow it. */
export function wayOf(
  state: Walking,
  weighing: Weighing,
  departure: Departure,
  { stretches, felt }: Walk,
  kind: WayAnswer['kind'],
): WayAnswer {
  const { graph, toLonLat } = state
  const sums = measure(graph, weighing, stretches, departure.seconds, departure.comfortDay !== null)
  const line: [number, number][] = []
  const pieces: WayAnswer['pieces'] = []
  const legs: Leg[] = []
  for (const one of timed(weighing, stretches, departure.seconds)) {
    const part = lineOfStretch(graph, one, one.edge)
    const metres = graph.edges.length[one.edge]! * one.share
    if (part.length < 2 || metres === 0) continue
    const sun = sunOf(weighing.day, one.bin, one.edge)
    const from = Math.max(0, line.length - 1)
    line.push(...(line.length === 0 ? part : part.slice(1)))
    const last = pieces.at(-1)
    const to = line.length - 1
    if (last && last.sun === rounded(sun)) Object.assign(last, { to, metres: Math.round(last.metres + metres) })
    else pieces.push({ from, to, metres: Math.round(metres), sun: rounded(sun) })
    const seconds = (weighing.costs[one.arc]! * one.share) / 100 / weighing.speed
    const { names } = state
    legs.push({
      ...{ name: names[one.edge] ?? null, kind: graph.edges.kind[one.edge]!, metres, seconds, line: part },
      ...{ sun: (sun ?? 0) * metres, known: sun === null ? 0 : metres },
    })
  }
  // One place for both ends: a line of no length, but a line.
  while (line.length < 2) line.push(line[0] ?? startOf(state, stretches))
  const useful = state.near.useful(line, USEFUL)
  const of = (kinds: readonly string[]) =>
    toldNear(
      state,
      useful.filter(({ place }) => kinds.includes(place.kind)),
    )
  return {
    ...{ kind, same: null },
    ...{ minutes: tenth(sums.seconds / 60), metres: Math.round(sums.metres), felt: Math.round(felt / 100) },
    sunMetres: Math.round(sums.sunMetres),
    shadeShare: sums.knownMetres > 0 ? rounded(1 - sums.sunMetres / sums.knownMetres) : null,
    knownShare: sums.metres > 0 ? rounded(sums.knownMetres / sums.metres) : 0,
    ...{ utci: tenth(sums.utci), utciDose: sums.dose === null ? null : Math.round(sums.dose) },
    ...{ climb: whole(sums.climb), drop: whole(sums.drop), steepest: tenth(sums.steepest) },
    ...{ steps: sums.flights, crossings: sums.crossings, waits: Math.round(sums.waits) },
    unknownAccess: Math.round(sums.unknownAccess),
    ...{ restPlaces: of(kindsOf.rest), waterPlaces: of(kindsOf.water), otherPlaces: of(kindsOf.other) },
    coolPlaces: toldNear(state, state.near.cool(line, COOL)),
    geometry: { type: 'LineString', coordinates: line.map(toLonLat) },
    pieces,
    instructions: instructionsOf(legs, toLonLat),
  }
}

function startOf({ graph }: Walking, [first]: readonly Stretch[]): [number, number] {
  if (!first) return [0, 0]
  return lineOfStretch(graph, { ...first, end: first.start }, first.arc >> 1)[0] ?? [0, 0]
}

/** Places near a way as they are told. */
export const toldNear = ({ toLonLat }: Walking, found: readonly Near[]): WayAnswer['restPlaces'] =>
  found.slice(0, MOST_PLACES).map(({ place: { id, kind, name }, at, after, away }) => ({
    ...{ id, kind, name, at: toLonLat(at) },
    ...{ after: Math.round(after), away: Math.round(away) },
  }))

function rounded(value: number): number
function rounded(value: number | null): number | null
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}
function tenth(value: number): number
function tenth(value: number | null): number | null
function tenth(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10
}
const whole = (value: number | null) => (value === null ? null : Math.round(value))
