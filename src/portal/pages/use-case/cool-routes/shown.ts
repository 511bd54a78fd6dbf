import type { Way } from './answers.ts'
import type { Answered } from './ask.ts'
import { type Asked, wayKinds } from './asked.ts'

/** A way as the page lists it: ways that go the same places are one. */
export interface ShownWay {
  /** `coolest`, or the rank of a round walk. */
  readonly key: string
  /** All that it is: the shortest and the coolest, say. */
  readonly kinds: readonly Way['kind'][]
  readonly way: Way
}

/** The ways of an answer, the coolest first. */
export function waysOf(answer: Exclude<Answered, { mode: 'reach' }>): ShownWay[] {
  if (answer.mode === 'round') return answer.round.ways.map((way, i) => ({ key: `${i + 1}`, kinds: [way.kind], way }))
  const { ways } = answer.route
  return wayKinds.flatMap((kind) => {
    const way = ways.find((one) => one.kind === kind && one.same === null)
    return way
      ? [{ key: kind, kinds: [kind, ...ways.filter(({ same }) => same === kind).map((one) => one.kind)], way }]
      : []
  })
}

/** The way that is shown first: the one asked for, else the coolest. */
export function chosenOf(ways: readonly ShownWay[], { way }: Asked): ShownWay | undefined {
  const is = (wanted: string) => ways.find(({ key, kinds }) => key === wanted || kinds.some((kind) => kind === wanted))
  return (way ? is(way) : undefined) ?? is('coolest') ?? ways[0]
}

/** A piece is in the sun from half its length on. */
const MOSTLY = 0.5

/** How a piece is drawn, by the share of it in the sun. */
export const stateOf = (sun: number | null): 'unknown' | 'sun' | 'shade' =>
  sun === null ? 'unknown' : sun >= MOSTLY ? 'sun' : 'shade'
