import { ApiProblem, address, ask } from '../../../ask.ts'
import type { Page } from '../../../page.ts'
import type { CoolRoute, FoundPlace, FoundPlaces, Isochrone, RoundWalk, WhenToLeave } from './answers.ts'
import { type Asked, type End, type LonLat, momentOf } from './asked.ts'

const HOME = '/api/packs/cool-routes'

/** What was found of an end: where it is, and what else its words may mean. */
export interface Found {
  readonly end: End
  readonly others: readonly FoundPlace[]
  /** True where the place was guessed from the words. */
  readonly isGuess: boolean
}

export type Answered =
  | { readonly mode: 'go'; readonly route: CoolRoute; readonly when: WhenToLeave | undefined }
  | { readonly mode: 'round'; readonly round: RoundWalk }
  | { readonly mode: 'reach'; readonly reach: Isochrone }

/** Everything that the page shows of what was asked. */
export interface Told {
  readonly asked: Asked
  readonly from: Found
  readonly to: Found
  readonly answer: Answered | undefined
  readonly problem: ApiProblem | undefined
}

/** Where one can walk in this territory; undefined where its ways are not computed. */
export async function askExtent(page: Page): Promise<readonly number[] | undefined> {
  try {
    return (await ask<FoundPlaces>(page.api, address(`${HOME}/find-place`, { q: '' }))).extent
  } catch (error) {
    // 503: not computed yet.
    if (error instanceof ApiProblem && (error.status < 500 || error.status === 503)) return undefined
    throw error
  }
}

/** Finds the ends, then what is asked between them. A refusal is part of what is told. */
export async function askRoutes(page: Page, asked: Asked): Promise<Told> {
  const [from, to] = await Promise.all([find(page, asked.from), find(page, asked.to)])
  const told = { asked, from, to, answer: undefined, problem: undefined }
  const start = from.end.at
  const goal = to.end.at
  if (!start || (asked.mode === 'go' && !goal)) return told
  try {
    return { ...told, answer: await answerOf(page, asked, start, goal) }
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return { ...told, problem: error }
    throw error
  }
}

/** What is known of an end: a place of its own, else the first that its words find. */
async function find(page: Page, end: End): Promise<Found> {
  if (end.at || end.text === '') return { end, others: [], isGuess: false }
  const { places } = await ask<FoundPlaces>(page.api, address(`${HOME}/find-place`, { q: end.text }))
  const [first, ...others] = places
  if (!first) return { end, others: [], isGuess: true }
  const [longitude = 0, latitude = 0] = first.at
  return {
    end: { text: first.name, at: [longitude, latitude] },
    others: others.filter((other) => !isSame(first, other)).slice(0, MOST_OTHERS),
    isGuess: true,
  }
}

/** Other meanings of some words, told at most. */
const MOST_OTHERS = 5
/** Places of one name that near are one place, degrees: some hundred metres. */
const SAME = 0.001

const isSame = (one: FoundPlace, other: FoundPlace) =>
  one.name === other.name && one.at.every((degrees, i) => Math.abs(degrees - (other.at[i] ?? 0)) < SAME)

const query = (page: Page, asked: Asked, from: LonLat) => ({
  from: `[${from.join()}]`,
  at: momentOf(asked, page),
  profile: asked.profile,
})

async function answerOf(page: Page, asked: Asked, from: LonLat, to: LonLat | undefined): Promise<Answered> {
  const { mode, sensitivity, minutes } = asked
  const shared = query(page, asked, from)
  if (mode === 'round') {
    const at = address(`${HOME}/round-walk`, { ...shared, sensitivity, minutes })
    return { mode, round: await ask<RoundWalk>(page.api, at) }
  }
  if (mode === 'reach') {
    const at = address(`${HOME}/isochrone`, { ...shared, minutes })
    return { mode, reach: await ask<Isochrone>(page.api, at) }
  }
  const between = { ...shared, to: `[${to!.join()}]`, sensitivity }
  const [route, when] = await Promise.all([
    ask<CoolRoute>(page.api, address(`${HOME}/cool-route`, between)),
    // The answer is worth showing without it.
    ask<WhenToLeave>(page.api, address(`${HOME}/when-to-leave`, between)).catch(() => undefined),
  ])
  return { mode, route, when }
}

/** The address of a way as a GPX file. */
export const gpxAddress = (page: Page, asked: Asked, from: LonLat, to: LonLat, way: string): string =>
  address(`${HOME}/cool-route.gpx`, {
    ...query(page, asked, from),
    to: `[${to.join()}]`,
    sensitivity: asked.sensitivity,
    way,
    language: page.language,
  })
