/**
 * An azimuth from true north as an azimuth from the north of a map, degrees clockwise. The two differ wherever the meridians of
 * the projection are not vertical: by −3.6° at Redon in Lambert-93.
 *
 * @param project from longitude and latitude (degrees) to the map: `projector('EPSG:4326', crs)` of the kernel
 */
export function gridAzimuth(
  _azimuth: number,
  _place: { readonly latitude: number; readonly longitude: number },
  _project: (position: readonly [longitude: number, latitude: number]) => readonly number[],
): number {
  throw new Error('not written yet')
}
