import type { Position } from '../../../../kernel/index.ts'
import type { Crs } from '../../common/crs.ts'
import { isDegrees } from '../places.ts'

/** Digits kept of a value of a raster: a 32-bit float holds no more. */
const DIGITS = 7

/** A value of a raster as JSON. */
export const rounded = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null

/** Decimals kept of a coordinate: 1e-7 degree is a centimetre, 1e-3 metre a millimetre. */
const unitOf = (crs: Crs) => (isDegrees(crs.name) ? 1e7 : 1e3)

/** A position in another CRS, x first. */
export function positionIn(at: readonly number[], way: (position: Position) => Position, crs: Crs): [number, number] {
  const unit = unitOf(crs)
  const [x, y] = way([...at])
  return [Math.round(x! * unit) / unit, Math.round(y! * unit) / unit]
}
