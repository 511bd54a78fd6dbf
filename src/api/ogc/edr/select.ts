import { bboxOf, type Geometry } from '../../../kernel/index.ts'
import { openGeos } from '../cql2/index.ts'
import { distanceTo } from './distance.ts'
import { noData } from './limits.ts'
import type { Station } from './stations.ts'

/** How far out of the box of the stations a position may be, as a share of its diagonal, and in degrees at least (a kilometre). */
const MARGIN = 0.1
const LEAST_MARGIN = 0.01

/** The station nearest to each position, none twice. A position away from all of them has none. Throws `api.no-data`. */
export function nearest(stations: readonly Station[], points: readonly (readonly [number, number])[]): Station[] {
  const found = new Set<Station>()
  const box = boxAround(stations)
  for (const point of points) {
    if (!isIn(box, point)) throw away(point)
    let [best, least] = [stations[0], Number.POSITIVE_INFINITY]
    for (const station of stations) {
      const far = distanceTo(station.geometry, point)
      if (far < least) [best, least] = [station, far]
    }
    if (best) found.add(best)
  }
  return stations.filter((station) => found.has(station))
}

function boxAround(stations: readonly Station[]) {
  const all: Geometry = { type: 'GeometryCollection', geometries: stations.map(({ geometry }) => geometry) }
  const [west, south, east, north] = bboxOf(all) ?? [1, 1, 0, 0]
  const margin = Math.max(LEAST_MARGIN, Math.hypot(east - west, north - south) * MARGIN)
  return [west - margin, south - margin, east + margin, north + margin] as const
}

const isIn = ([west, south, east, north]: readonly number[], [lon, lat]: readonly [number, number]) =>
  lon >= west! && lon <= east! && lat >= south! && lat <= north!

/** The stations no farther than that from a position. */
export const within = (stations: readonly Station[], point: readonly [number, number], metres: number): Station[] =>
  stations.filter(({ geometry }) => distanceTo(geometry, point) <= metres)

/** The stations that a polygon in longitude and latitude touches. */
export async function touching(stations: readonly Station[], polygon: Geometry): Promise<Station[]> {
  const geos = await openGeos()
  try {
    const area = geos.build(polygon)
    if (area === undefined) return []
    const prepared = geos.prepare(area)
    const isTouched = ({ geometry }: Station) => {
      const shape = geos.build(geometry)
      if (shape === undefined) return false
      const answer = prepared.is('s_intersects', shape) === true
      geos.free(shape)
      return answer
    }
    const found = stations.filter(isTouched)
    prepared.free()
    geos.free(area)
    return found
  } finally {
    geos.close()
  }
}

const away = ([lon, lat]: readonly [number, number]) =>
  noData(
    `Aucune station près de ${lon.toFixed(5)}, ${lat.toFixed(5)} : c’est hors de ce que cette collection couvre`,
    `No station near ${lon.toFixed(5)}, ${lat.toFixed(5)}: this is outside what this collection covers`,
    {
      fr: 'Donnez une position dans l’emprise de la collection, en longitude puis latitude, ou passez par …/locations.',
      en: 'Give a position in the extent of the collection, longitude then latitude, or go through …/locations.',
    },
  )
