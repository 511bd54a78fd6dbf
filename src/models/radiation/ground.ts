/** Codes of what the ground is made of, as written in rasters. */
export const GroundClass = {
  none: 0,
  asphalt: 1,
  paving: 2,
  roof: 3,
  grass: 4,
  soil: 5,
  water: 6,
  underTrees: 7,
} as const

export type GroundCode = (typeof GroundClass)[keyof typeof GroundClass]
