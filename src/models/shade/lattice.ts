/** A direction over the map, as the rows and columns of a surface see it. */
export interface Heading {
  /** The side of the map it is nearest to: 0 north, 1 east, 2 south, 3 west. */
  readonly quarter: 0 | 1 | 2 | 3
  /** Cells aside, clockwise, for a cell towards that side: -1 to 1. */
  readonly aside: number
  /** Cells along it for a cell towards that side. */
  readonly stretch: number
}

/** Quarters of the circle are told first, so that headings a quarter turn apart are the same to the bit. */
export function heading(azimuth: number): Heading {
  const turned = ((azimuth % 360) + 360) % 360
  const quarter = Math.floor((turned + 45) / 90)
  const aside = Math.tan(((turned - quarter * 90) * Math.PI) / 180)
  return { quarter: (quarter % 4) as Heading['quarter'], aside, stretch: Math.hypot(1, aside) }
}

/** Rows of cells on the map from its origin, for a coordinate of a corner. Grids laid on halves of a cell are as safe as others. */
export function cellAt(coordinate: number, step: number): number {
  return Math.floor(coordinate / step + 0.25)
}
