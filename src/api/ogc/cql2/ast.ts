import type { Geometry } from '../../../kernel/index.ts'

// The tree of a filter is its CQL2 JSON document (OGC 21-065r2, clause 8 and its JSON Schema), whatever it was written in.

export const comparisonOps = ['=', '<>', '<', '>', '<=', '>='] as const
export const spatialOps = [
  's_contains',
  's_crosses',
  's_disjoint',
  's_equals',
  's_intersects',
  's_overlaps',
  's_touches',
  's_within',
] as const
export const temporalOps = [
  't_after',
  't_before',
  't_contains',
  't_disjoint',
  't_during',
  't_equals',
  't_finishedBy',
  't_finishes',
  't_intersects',
  't_meets',
  't_metBy',
  't_overlappedBy',
  't_overlaps',
  't_startedBy',
  't_starts',
] as const
export const arrayOps = ['a_containedBy', 'a_contains', 'a_equals', 'a_overlaps'] as const
export const arithmeticOps = ['+', '-', '*', '/', '^', '%', 'div'] as const

export type ComparisonOp = (typeof comparisonOps)[number]
export type SpatialOp = (typeof spatialOps)[number]
export type TemporalOp = (typeof temporalOps)[number]
export type ArrayOp = (typeof arrayOps)[number]

/** An operator of the standard, or a function by its name, with its operands. */
export interface Call {
  readonly op: string
  readonly args: readonly Expression[]
}
export interface PropertyRef {
  readonly property: string
}
/** A calendar day, `YYYY-MM-DD`. */
interface DateInstant {
  readonly date: string
}
/** An instant in UTC, `YYYY-MM-DDThh:mm:ssZ`, without trailing zeros in its fraction of a second. */
interface TimestampInstant {
  readonly timestamp: string
}
/** The ends of an interval, both in it: a day, an instant, `..` (unbounded), a property or a function. */
interface IntervalInstance {
  readonly interval: readonly [IntervalEnd, IntervalEnd]
}
export type IntervalEnd = string | PropertyRef | Call
/** [west, south, east, north], or with heights [west, south, low, east, north, high]. */
export interface BboxLiteral {
  readonly bbox: readonly number[]
}

export type Expression =
  | string
  | number
  | boolean
  | Call
  | PropertyRef
  | DateInstant
  | TimestampInstant
  | IntervalInstance
  | BboxLiteral
  | Geometry
  | readonly Expression[]

/** A whole filter: something true or false of a row. */
export type Cql2 = boolean | Call

export const isCall = (node: Expression): node is Call => typeof node === 'object' && 'op' in node
export const isProperty = (node: Expression): node is PropertyRef => typeof node === 'object' && 'property' in node
export const isList = (node: Expression): node is readonly Expression[] => Array.isArray(node)

const lookup = <T extends string>(list: readonly T[]) => {
  const known = new Set<string>(list)
  return (op: string): op is T => known.has(op)
}
export const isComparison = lookup(comparisonOps)
export const isSpatial = lookup(spatialOps)
export const isTemporal = lookup(temporalOps)
export const isArrayOp = lookup(arrayOps)
export const isArithmetic = lookup(arithmeticOps)
