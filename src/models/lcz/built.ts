import { type Axis, type Candidate, nearest } from './nearest.ts'
import { type Properties, type Property, ranges } from './ranges.ts'
import { type BuiltType, builtTypes } from './types.ts'

export const properties: readonly Property[] = [
  'skyView',
  'aspectRatio',
  'building',
  'impervious',
  'pervious',
  'height',
  'roughness',
]

/**
 * How much each property weighs: Bernard et al. (2024), Geoscientific Model Development 17, 2077–2116 (GeoClimate), whose 0 for
 * the impervious and pervious fractions, for want of data on the ground, is 1 here: they are left out where the ground is not
 * known, and used a little where it is.
 */
export const weights: Readonly<Record<Property, number>> = {
  skyView: 4,
  aspectRatio: 3,
  building: 8,
  impervious: 1,
  pervious: 1,
  height: 6,
  roughness: 0.5,
}

/**
 * The unit of distance along each property: the standard deviation of the limits of the ranges of the built types, as in Bernard
 * et al. (2024). Limits that are infinite are left out.
 */
export const scales: Readonly<Record<Property, number>> = Object.fromEntries(
  properties.map((property) => {
    const limits = builtTypes.flatMap((type) => ranges[type][property]).filter(Number.isFinite)
    const mean = limits.reduce((sum, limit) => sum + limit, 0) / limits.length
    return [property, Math.sqrt(limits.reduce((sum, limit) => sum + (limit - mean) ** 2, 0) / limits.length)]
  }),
) as Record<Property, number>

const axes: readonly Axis<Property>[] = properties.map((property) => ({
  property,
  scale: scales[property],
  weight: weights[property],
}))

/** Properties of which some may be unknown. */
export type Known = { readonly [K in Property]?: Properties[K] | null | undefined }

/** The built types from the nearest to the ranges. `without` leaves out types that the form of a place cannot tell. */
export const nearestBuilt = (values: Known, without: readonly BuiltType[] = []): Candidate<BuiltType>[] =>
  nearest(
    values,
    builtTypes.filter((type) => !without.includes(type)),
    (type, property) => ranges[type][property],
    axes,
  )

/** The share of the weight of the seven properties that is known, 0 to 1. */
export function knownShare(values: Known): number {
  const weight = (list: readonly Property[]) => list.reduce((sum, property) => sum + weights[property] ** 2, 0)
  return weight(properties.filter((property) => Number.isFinite(values[property] ?? Number.NaN))) / weight(properties)
}
