/**
 * Levels of the stress that traffic puts on walkers, 1 (none) to 4 (high), as the pedestrian level of traffic stress of the
 * Oregon Department of Transportation (Analysis Procedures Manual 2, chapter 14, 2020) has four; here by class and speed alone, for
 * lanes, volumes and widths are not known.
 */
export type StressLevel = 1 | 2 | 3 | 4

/** Without cars, or where walkers come first. */
const calm = new Set([
  ...['footway', 'pedestrian', 'path', 'steps', 'living_street', 'cycleway', 'track', 'bridleway', 'corridor'],
  // The demo town's own.
  ...['lane'],
])
const quiet = new Set(['residential', 'service', 'unclassified', 'street'])
const heavy = new Set(['motorway', 'trunk', 'primary', 'motorway_link', 'trunk_link', 'primary_link', 'boulevard'])

/** km/h: a zone where walkers come first, one where cars are slow, the limit of towns (Code de la route, R110-2 and R413-3, 2024). */
const [MEETING, SLOW, TOWN] = [20, 30, 50]

/** The stress of walking along a street of a class (OpenStreetMap's words) and a speed limit (km/h), null where unknown. */
export function stressOf(road: string, limit: number | null): StressLevel {
  if (calm.has(road) || (limit !== null && limit <= MEETING)) return 1
  if (limit !== null && limit > TOWN) return 4
  if (heavy.has(road)) return limit !== null && limit <= SLOW ? 3 : 4
  return quiet.has(road) || (limit !== null && limit <= SLOW) ? 2 : 3
}

/** 1 without stress, 0 under the highest. */
export const trafficScore = (level: StressLevel): number => (4 - level) / 3
