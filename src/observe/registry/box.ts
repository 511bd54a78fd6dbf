import { type Bbox, bboxOf, type Geometry } from '../../kernel/index.ts'

/** Columns of the box of a place, in the order of `boxOfPlace`. */
export const boxColumns = ['lon', 'lat', 'west', 'south', 'east', 'north'] as const

/**
 * Middle and sides of the box of a place, in longitude and latitude: of a GeoJSON geometry, or of a Feature around one. All
 * null where the place is something else (a text, another encoding): it is kept as it is and no filter finds it.
 */
export function boxOfPlace(place: unknown): (number | null)[] {
  const box = geometryBox(place)
  if (!box) return boxColumns.map(() => null)
  const [west, south, east, north] = box
  return [(west + east) / 2, (south + north) / 2, west, south, east, north]
}

function geometryBox(place: unknown): Bbox | undefined {
  if (typeof place !== 'object' || place === null || !('type' in place)) return undefined
  const geometry = place.type === 'Feature' && 'geometry' in place ? place.geometry : place
  try {
    const box = bboxOf(geometry as Geometry)
    return box?.every(Number.isFinite) ? box : undefined
  } catch {
    return undefined
  }
}
