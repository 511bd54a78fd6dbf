import { bboxOf, type Geometry, projector } from '../../src/kernel/index.ts'

const toGrid = projector('EPSG:4326', 'EPSG:3035')

/**
 * The INSPIRE name of a square of INSEE's grids, from its geometry in longitude and latitude: `CRS3035RES200mN2891200E3463400`
 * (side, northing and easting of the south-west corner in ETRS89-LAEA). Empty when there is no geometry.
 */
export function cellName(geometry: Geometry | null, side: number): string {
  const box = geometry && bboxOf(geometry)
  if (!box) return ''
  // The centre of the box is that of the square, however turned: the corner is found from it.
  const [x, y] = toGrid([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]) as [number, number]
  const corner = (at: number) => Math.floor(at / side) * side
  return `CRS3035RES${side}mN${corner(y)}E${corner(x)}`
}
