import type { Bbox, Position } from '../../kernel/index.ts'

/** Longitude and latitude to the pixels of a picture. */
export interface Projection {
  readonly width: number
  readonly height: number
  point(position: Position): [x: number, y: number]
  /** Metres shown by one pixel at the middle of the picture. */
  readonly metresPerPixel: number
}

// Mean length of a degree of latitude on the WGS 84 ellipsoid, metres.
const METRES_PER_DEGREE = 111_195

/**
 * Fits a box into a picture. Longitudes are shrunk by the cosine of the middle latitude: true shapes over the few tens of
 * kilometres of a territory.
 */
export function fitBounds(bounds: Bbox, width: number, maxHeight: number): Projection {
  const [west, south, east, north] = padded(bounds)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [spanX, spanY] = [(east - west) * shrink, north - south]
  const height = Math.round(Math.min(maxHeight, Math.max(width * 0.35, (width * spanY) / spanX)))
  const scale = Math.min(width / spanX, height / spanY)
  const [left, top] = [(width - spanX * scale) / 2, (height - spanY * scale) / 2]
  return {
    width,
    height,
    metresPerPixel: METRES_PER_DEGREE / scale,
    point: ([x = 0, y = 0]) => [left + (x - west) * shrink * scale, top + (north - y) * scale],
  }
}

/** A little air around the box; a box of no size gets some. */
function padded([west, south, east, north]: Bbox): Bbox {
  const air = Math.max((east - west) * 0.03, (north - south) * 0.03, 0.002)
  return [west - air, south - air, east + air, north + air]
}

/** The longest round length (1, 2 or 5 × 10ⁿ metres) that fits in some pixels: for the scale bar. */
export function roundLength(metresPerPixel: number, pixels: number): number {
  const most = metresPerPixel * pixels
  const power = 10 ** Math.floor(Math.log10(most))
  return power * ([5, 2, 1].find((step) => step * power <= most) ?? 1)
}
