/** The height of a city, cell by cell: rows from the north, each from the west. All arrays have `width * height` values. */
export interface Surface {
  /** Columns. */
  readonly width: number
  /** Rows. */
  readonly height: number
  /** Side of a cell, m. */
  readonly step: number
  /**
   * North-west corner in the CRS of the map, m. Rays are drawn on a lattice of the whole map: tiles of one grid agree to the bit.
   */
  readonly origin: readonly [x: number, y: number]
  /** Ground, m above sea. NaN where unknown: it stops no light and gets no value. */
  readonly ground: Float32Array
  /** Roofs, m above ground; 0 (or less, or NaN) where there is no building. */
  readonly buildings: Float32Array
  /** Tops of the crowns of trees, m above ground; 0 (or less, or NaN) where there are none. */
  readonly canopy: Float32Array
  /** Height of the base of a crown as a share of that of its top, 0 to 1: `TRUNK` where it is not known. */
  readonly trunk: number
}

/** The cells wanted, in cells from the north-west corner of the surface. Around them the surface holds what may shade them. */
export interface Core {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where the sun stands over the map, degrees. */
export interface Sun {
  /** From the north of the map (`gridAzimuth`), clockwise. */
  readonly azimuth: number
  /** Above the horizon. */
  readonly elevation: number
}

export interface ShadeOptions {
  /**
   * How far obstacles are looked for, m. Results are the same however the surface is cut when it holds this margin around its core;
   * beyond the surface there are no obstacles.
   */
  readonly reach: number
  /** Share of light that goes through a crown, 0 to 1: `transmissivity.leafOn` or `.leafOff`. */
  readonly transmissivity: number
  /** Whether cells of buildings get a value, at the height of their roof. Default: false, they are NaN. */
  readonly roofs?: boolean
}
