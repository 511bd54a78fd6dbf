import { dayNumber, LAST_DAY } from './clock.ts'
import { islandOf } from './island.ts'
import { along, distance, type Point } from './polygon.ts'
import { bell, between, dice } from './random.ts'
import type { Town } from './town.ts'
import { weatherOf } from './weather.ts'

/** A post of the network that watches the heat island. */
export interface Post {
  readonly id: string
  readonly at: Point
  /** Metres above sea level. */
  readonly elevation: number
}

export interface Reading {
  readonly post: Post
  readonly hour: number
  readonly temperature: number
}

/** Posts for a town of size 1: those of the size of network with which Rennes maps its heat island, less its suburbs. */
export const POSTS = 48
/** First evening of the three weeks observed, and the altitude where the weather of the town is told, m. */
export const WATCHED_FROM = '2025-06-23'
const LEVEL = 60
/** Standard atmosphere (ICAO, Doc 7488), K/m. */
const LAPSE = 0.0065
/** Precision of a reading and of the siting of a post, K: a shielded digital probe on a lamp post. */
const READING = 0.18
const SITING = 0.1
/** Metres between two posts, at least. */
const APART = 60

/** Posts of the country stand in the corners of the square, this share of its side away from them. */
const CORNER = 0.055

/**
 * Posts spread over the town and the country around it, far from each other: four in the fields of the corners, which tell what the
 * town is compared with, the others along streets, roads and paths. The same for the same seed.
 */
export function postsOf(town: Town, count: number): Post[] {
  const roll = dice(town.seed, 'heat network')
  const places = town.streets.filter((s) => s.length > 30 && !s.bridge)
  const posts: Post[] = []
  const put = (at: Point) =>
    posts.push({
      id: `IC-${String(posts.length + 1).padStart(3, '0')}`,
      at,
      elevation: Math.round(town.site.elevation(at) * 10) / 10,
    })
  const [low, high] = [CORNER * town.site.side, (1 - CORNER) * town.site.side]
  for (const at of [
    [low, low],
    [low, high],
    [high, low],
    [high, high],
  ] as const)
    if (posts.length < count) put(at)
  for (let attempt = 0; posts.length < count && attempt < 60 * count; attempt++) {
    const street = places[Math.floor(roll(attempt) * places.length)]!
    const at = along(street.ends[0], street.ends[1], between(roll(attempt, 1), 0.25, 0.75))
    const near = Math.max(APART, 0.5 * Math.sqrt(town.site.side ** 2 / count))
    if (posts.every((post) => distance(post.at, at) >= near)) put(at)
  }
  return posts
}

/** What the posts read each hour of the three weeks, by time then post, before anything goes wrong with them. */
export function* readingsOf(town: Town, posts: readonly Post[]): Generator<Reading> {
  const weather = weatherOf(town.site)
  const { intensity, strength } = islandOf(town)
  const roll = dice(town.seed, 'heat readings')
  const own = posts.map(({ at, elevation }, i) => ({
    island: intensity(at),
    shift: SITING * bell(roll, i, 1) - LAPSE * (elevation - LEVEL),
  }))
  const last = (dayNumber(LAST_DAY) + 1) * 24
  for (let hour = dayNumber(WATCHED_FROM) * 24; hour < last; hour++) {
    const { temperature, wind } = weather(hour)
    const share = strength(hour, wind)
    for (const [i, post] of posts.entries()) {
      const { island, shift } = own[i]!
      const value = temperature + share * island + shift + READING * bell(roll, hour, i + 2)
      yield { post, hour, temperature: Math.round(value * 10) / 10 }
    }
  }
}
