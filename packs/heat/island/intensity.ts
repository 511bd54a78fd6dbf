import { mean, type StationNight } from './nights.ts'

/** Where among the stations of a night its strength is read: high, but not the highest, which one bad sensor makes. */
const STRENGTH = 0.9

/** How strong a night is over the network: the ninth decile of the intensities of its stations, K. */
export function strengthOf(intensities: readonly number[]): number {
  const sorted = [...intensities].sort((a, b) => a - b)
  const rank = STRENGTH * (sorted.length - 1)
  const below = Math.floor(rank)
  return sorted[below]! + (rank - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!)
}

/** A night of a station against the country. */
export interface IslandOfNight extends StationNight {
  /** K above the mean of the rural stations. */
  readonly intensity: number
  readonly intense: boolean
}

/**
 * Night by night, each station less the mean of the rural ones. The strongest `share` of the nights over the network, one at
 * least, are the intense ones. Nights without any rural station are given apart.
 */
export function islandsOf(
  rows: readonly StationNight[],
  rural: ReadonlySet<string>,
  share: number,
): { readonly known: readonly IslandOfNight[]; readonly unknown: readonly StationNight[] } {
  const reference = new Map(
    [
      ...Map.groupBy(
        rows.filter(({ station }) => rural.has(station)),
        ({ night }) => night,
      ),
    ].map(([night, there]) => [night, mean(there.map(({ temperature }) => temperature))]),
  )
  const above = rows.flatMap((row) => {
    const country = reference.get(row.night)
    return country === undefined ? [] : [{ ...row, intensity: row.temperature - country }]
  })
  const ranked = [...Map.groupBy(above, ({ night }) => night)]
    .map(([night, there]) => ({ night, strength: strengthOf(there.map(({ intensity }) => intensity)) }))
    .sort((a, b) => b.strength - a.strength || (a.night < b.night ? -1 : 1))
  const intense = new Set(ranked.slice(0, Math.max(1, Math.round(share * ranked.length))).map(({ night }) => night))
  return {
    known: above.map((row) => ({ ...row, intense: intense.has(row.night) })),
    unknown: rows.filter(({ night }) => !reference.has(night)),
  }
}
