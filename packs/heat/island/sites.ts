import { type Making, projector } from '../../../src/kernel/index.ts'
import type { Around, Ground } from './around.ts'
import { cellAt } from './around.ts'
import type { IslandTuned } from './parameters.ts'
import type { Watched } from './readings.ts'

/** A station on the ground of the territory. */
export interface Site extends Watched {
  /** In the CRS of the pack, m. */
  readonly x: number
  readonly y: number
  /** The coarse cell that holds it. */
  readonly cell: number
  readonly altitude: number
  /** Shares within the third radius. */
  readonly built: number
  readonly impervious: number
}

/** Two stations nearer than this, m, are one place measured twice. */
const SAME_PLACE = 1

/** Puts stations on the ground. Set aside: those outside the territory, and those at the place of another. */
export function sitesOf(
  stations: readonly Watched[],
  { ground, around, crs }: { readonly ground: Ground; readonly around: Around; readonly crs: string },
  { island_wide }: Pick<IslandTuned, 'island_wide'>,
  run: Pick<Making, 'reject'>,
): Site[] {
  const project = projector('EPSG:4326', crs)
  const placed: { watched: Watched; x: number; y: number; cell: number }[] = []
  for (const watched of stations) {
    const [x, y] = project(watched.location) as [number, number]
    const cell = cellAt(ground, [x, y])
    const twin = placed.find((other) => Math.hypot(other.x - x, other.y - y) < SAME_PLACE)
    const { station, location } = watched
    if (cell === undefined) run.reject({ place: station, reason: outside, raw: { station, location } })
    else if (twin) run.reject({ place: station, reason: twice(twin.watched.station), raw: { station, location } })
    else placed.push({ watched, x, y, cell })
  }
  const cells = placed.map(({ cell }) => cell)
  const [built, impervious] = [around.at(`built_${island_wide}`, cells), around.at(`impervious_${island_wide}`, cells)]
  return placed.map(({ watched, x, y, cell }, i) => ({
    ...watched,
    ...{ x, y, cell },
    altitude: ground.layers.ground.values[cell]!,
    built: built[i]!,
    impervious: impervious[i]!,
  }))
}

/**
 * The stations in the country: those with little built and little sealed around. Without any, the one with the least sealed
 * around stands for it, and `isCountry` is false.
 */
export function ruralOf(
  sites: readonly Pick<Site, 'station' | 'built' | 'impervious'>[],
  share: number,
): { readonly rural: ReadonlySet<string>; readonly isCountry: boolean } {
  const country = sites.filter(({ built, impervious }) => built < share && impervious < share)
  if (country.length) return { rural: new Set(country.map(({ station }) => station)), isCountry: true }
  const least = [...sites].sort((a, b) => a.impervious - b.impervious)[0]
  return { rural: new Set(least ? [least.station] : []), isCountry: false }
}

const outside = {
  fr: 'Station hors du territoire calculé : ses alentours sont inconnus.',
  en: 'The station is outside the territory computed: its surroundings are unknown.',
}
const twice = (other: string) => ({
  fr: `Au même endroit que la station « ${other} ».`,
  en: `At the same place as the station '${other}'.`,
})
