import { bboxOf, type Geometry } from '../../src/kernel/index.ts'

/** A name from where a shape is, for sources without identifiers: its box to a metre or so. Empty without a geometry. */
export function placeName(geometry: Geometry | null): string {
  const box = geometry && bboxOf(geometry)
  return box ? box.map((degrees) => Math.round(degrees * 1e5)).join('_') : ''
}
