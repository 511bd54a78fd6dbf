import { type InputTable, projector, type RowOf } from '../../../src/kernel/index.ts'
import { cellAt } from './around.ts'
import type { IslandContext, Land } from './context.ts'
import type { Known, Target } from './fit.ts'
import { strengthOf } from './intensity.ts'
import { mean } from './nights.ts'
import { ruralOf, type Site, sitesOf } from './sites.ts'
import type { IslandNight } from './tables.ts'

/** A station summed up over its nights. */
export interface Summed extends Omit<Site, 'nights'> {
  readonly nights: number
  readonly rural: boolean
  readonly mean: number
  /** NaN where the station had no good intense night. */
  readonly intense: number
  readonly lowest: number
}

export interface Summary {
  readonly stations: readonly Summed[]
  readonly nights: number
  readonly intense: number
  /** K; null without a night. */
  readonly threshold: number | null
  readonly rural: number
  readonly isCountry: boolean
}

type Night = RowOf<typeof IslandNight>

/** Sums up the published nights by station, in the order of their names. */
export async function summaryOf(
  nights: InputTable<typeof IslandNight>,
  { ground, around }: Land,
  { frame, tuned }: IslandContext,
): Promise<Summary> {
  const rows = await nights.all()
  const own = Map.groupBy(rows, ({ station }) => station)
  const watched = [...own]
    .map(([station, there]) => ({ station, location: there[0]!.location.coordinates, nights: new Map() }))
    .sort((a, b) => (a.station < b.station ? -1 : 1))
  // Those of the table are all on the ground: none is set aside here.
  const sites = sitesOf(watched, { ground, around, crs: frame.crs }, tuned, { reject: () => {} })
  const { rural, isCountry } = ruralOf(sites, tuned.island_rural)
  const reference = Map.groupBy(
    rows.filter(({ station }) => rural.has(station)),
    ({ night }) => night,
  )
  const coolest = new Map([...reference].map(([night, there]) => [night, mean(there.map((r) => r.lowest))]))
  const stations = sites.map((site): Summed => {
    const there = own.get(site.station)!
    return {
      ...site,
      nights: there.length,
      rural: rural.has(site.station),
      mean: mean(there.map((r) => r.intensity)),
      intense: mean(there.filter((r) => r.intense).map((r) => r.intensity)),
      lowest: mean(there.map((r) => r.lowest - coolest.get(r.night)!)),
    }
  })
  return { stations, ...countsOf(rows), rural: rural.size, isCountry }
}

/** How many nights, how many of them intense, and how strong the weakest of these is over the network. */
function countsOf(rows: readonly Night[]) {
  const intense = Map.groupBy(
    rows.filter((r) => r.intense),
    ({ night }) => night,
  )
  return {
    nights: new Set(rows.map(({ night }) => night)).size,
    intense: intense.size,
    threshold: intense.size
      ? Math.min(...[...intense.values()].map((there) => strengthOf(there.map((r) => r.intensity))))
      : null,
  }
}

/** The stations with what a target says of each. */
export const knownOf = (stations: readonly Summed[], target: Target): Known[] =>
  stations.map(({ station, x, y, cell, [target]: value }) => ({ station, x, y, cell, value }))

/** Stations of the published table, where they are on the ground. */
export function placed(
  rows: readonly { readonly station: string; readonly location: { readonly coordinates: readonly number[] } }[],
  values: (row: number) => number | null,
  { ground }: Land,
  { frame }: IslandContext,
): Known[] {
  const project = projector('EPSG:4326', frame.crs)
  return rows.flatMap(({ station, location }, i) => {
    const [x, y] = project([...location.coordinates]) as [number, number]
    const [cell, value] = [cellAt(ground, [x, y]), values(i)]
    return cell === undefined || value === null ? [] : [{ station, x, y, cell, value }]
  })
}
