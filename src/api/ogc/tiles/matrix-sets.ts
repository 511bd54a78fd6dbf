import type { Bbox, Bilingual } from '../../../kernel/index.ts'

/** A pyramid of square tiles (OGC 17-083r4) where each level halves the tiles of the one above. */
export interface TileMatrixSet {
  readonly id: string
  readonly title: Bilingual
  /** Its registered name, when the OGC registers it. */
  readonly uri?: string
  readonly wellKnownScaleSet?: string
  /** As the kernel names it; both sets have x (easting) first. */
  readonly crs: string
  readonly crsUri: string
  readonly orderedAxes: readonly [string, string]
  /** Upper left corner of all levels, in the CRS. */
  readonly origin: readonly [number, number]
  /** Side of a cell of level 0 on the ground of the CRS, in metres. */
  readonly cellSize: number
  readonly maxZoom: number
  /** From this level on, nothing is simplified or thinned unless the tile is too big: deeper levels show no more. */
  readonly detailZoom: number
}

/** Cells a side of a tile, as the sets are registered. What is drawn is finer: see `EXTENT`. */
const TILE_CELLS = 256
/** Metres on the screen a cell: the rendering pixel of OGC 17-083r4 that turns sizes into scales. */
const PIXEL_M = 0.00028

/** Half the equator of WGS 84 as EPSG:3857 has it: π × 6,378,137 m. */
const HALF_WORLD = Math.PI * 6_378_137

/** That of web maps; registered by the OGC. At level 16 a unit of a tile is 15 cm at the equator. */
export const webMercatorQuad: TileMatrixSet = {
  id: 'WebMercatorQuad',
  title: { fr: 'Mercator du web (EPSG:3857)', en: 'Web Mercator (EPSG:3857)' },
  uri: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
  wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  crs: 'EPSG:3857',
  crsUri: 'http://www.opengis.net/def/crs/EPSG/0/3857',
  orderedAxes: ['X', 'Y'],
  origin: [-HALF_WORLD, HALF_WORLD],
  cellSize: (2 * HALF_WORLD) / TILE_CELLS,
  maxZoom: 22,
  detailZoom: 16,
}

/**
 * Ours, as the OGC registers none for Lambert-93. Level 0 is one tile of 2^21 m: it covers the area of use of EPSG:2154
 * (-378,306 to 1,212,611 m east, 6,093,283 to 7,186,902 m north; EPSG registry v11), and cells are powers of two of a metre.
 * At level 12 a unit of a tile is 12.5 cm.
 */
export const lambert93Quad: TileMatrixSet = {
  id: 'Lambert93Quad',
  title: { fr: 'Lambert-93 (EPSG:2154)', en: 'Lambert-93 (EPSG:2154)' },
  crs: 'EPSG:2154',
  crsUri: 'http://www.opengis.net/def/crs/EPSG/0/2154',
  orderedAxes: ['E', 'N'],
  origin: [-400_000, 7_600_000],
  cellSize: 2 ** 21 / TILE_CELLS,
  maxZoom: 18,
  detailZoom: 12,
}

export const tileMatrixSets: readonly TileMatrixSet[] = [webMercatorQuad, lambert93Quad]

/** A tile by level, column from the west, row from the north. */
export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** Side of a tile of a level, in metres of the CRS. */
export const tileSide = ({ cellSize }: TileMatrixSet, z: number): number => (cellSize * TILE_CELLS) / 2 ** z

/** The box of a tile in the CRS of its set, with a margin given as a share of its side. */
export function tileBox(set: TileMatrixSet, { z, x, y }: TileAddress, margin = 0): Bbox {
  const side = tileSide(set, z)
  const [left, top] = [set.origin[0] + x * side, set.origin[1] - y * side]
  const more = margin * side
  return [left - more, top - side - more, left + side + more, top + more]
}

/** The box of the whole set, in its CRS. */
export const setBox = (set: TileMatrixSet): Bbox => tileBox(set, { z: 0, x: 0, y: 0 })

/** Rows and columns of a level that meet a box of the CRS; undefined when the box is outside the set. */
export function limitsOf(set: TileMatrixSet, [minx, miny, maxx, maxy]: Bbox, z: number) {
  const [left, bottom, right, top] = setBox(set)
  if (!(minx <= right && maxx >= left && miny <= top && maxy >= bottom)) return undefined
  const side = tileSide(set, z)
  const within = (cell: number) => Math.min(2 ** z - 1, Math.max(0, Math.floor(cell)))
  return {
    tileMatrix: String(z),
    minTileRow: within((top - maxy) / side),
    maxTileRow: within((top - miny) / side),
    minTileCol: within((minx - left) / side),
    maxTileCol: within((maxx - left) / side),
  }
}

/** The set as a JSON document of OGC 17-083r4, its title in one language. */
export function describeMatrixSet(set: TileMatrixSet, title: string) {
  return {
    id: set.id,
    title,
    ...(set.uri && { uri: set.uri }),
    crs: set.crsUri,
    orderedAxes: [...set.orderedAxes],
    ...(set.wellKnownScaleSet && { wellKnownScaleSet: set.wellKnownScaleSet }),
    tileMatrices: Array.from({ length: set.maxZoom + 1 }, (_, z) => ({
      id: String(z),
      scaleDenominator: set.cellSize / 2 ** z / PIXEL_M,
      cellSize: set.cellSize / 2 ** z,
      cornerOfOrigin: 'topLeft' as const,
      pointOfOrigin: [...set.origin],
      tileWidth: TILE_CELLS,
      tileHeight: TILE_CELLS,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    })),
  }
}
