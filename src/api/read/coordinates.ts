/** Farther than the coordinates of any CRS of the Earth go, in its units: a turn of the equator is 40,075,017 m (WGS 84). */
const FARTHEST = 1e9

/** Whether a number can be a coordinate: not NaN, nor so large that converting it would give no finite number. */
export const isCoordinate = (value: number): boolean => Math.abs(value) <= FARTHEST

/** Parts of a degree that converted positions are written in: 1e-7 degree is a centimetre. */
export const DEGREE = 1e7
