import type { Position } from '../../kernel/index.ts'
import { degrees, turn } from './angles.ts'

/** Degrees of latitude: some 10 m, far above the noise of a projection and far below its curvature. */
const STEP = 1e-4

/**
 * An azimuth from true north as an azimuth from the north of a map, degrees clockwise, 0 to 360. The two differ wherever the
 * meridians of the projection are not vertical: by 3.7° at Redon in Lambert-93.
 *
 * @param project from longitude and latitude (degrees) to the map: `projector('EPSG:4326', crs)` of the kernel
 */
export function gridAzimuth(
  azimuth: number,
  place: { readonly latitude: number; readonly longitude: number },
  project: (longitudeLatitude: Position) => Position,
): number {
  const [x, y] = project([place.longitude, place.latitude - STEP]) as [number, number]
  const [north, up] = project([place.longitude, place.latitude + STEP]) as [number, number]
  return turn(azimuth + degrees(Math.atan2(north - x, up - y)))
}
