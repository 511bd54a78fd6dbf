import {
  type Measured,
  type RegressionKriging,
  regressionKriging,
  type Validation,
  validate,
} from '../../../src/models/kriging/index.ts'
import { type Around, predictorsAt } from './around.ts'

/** What is mapped: the strongest nights, or all of them. */
export const targets = ['intense', 'mean'] as const
export type Target = (typeof targets)[number]

/** A station with what was measured there. */
export interface Known {
  readonly station: string
  readonly x: number
  readonly y: number
  readonly cell: number
  readonly value: number
}

/** A target fitted on the stations that know it, in their order. */
export interface Fit {
  readonly target: Target
  readonly known: readonly Known[]
  readonly model: RegressionKriging
  readonly validation: Validation
}

/** Fits a target; undefined with fewer than `least` stations. */
export function fitTarget(target: Target, stations: readonly Known[], around: Around, least: number): Fit | undefined {
  const known = stations.filter(({ value }) => Number.isFinite(value))
  if (known.length < least) return undefined
  const measured: Measured = {
    x: known.map(({ x }) => x),
    y: known.map(({ y }) => y),
    values: known.map(({ value }) => value),
    candidates: predictorsAt(
      around,
      known.map(({ cell }) => cell),
    ),
  }
  const model = regressionKriging(measured)
  return { target, known, model, validation: validate(measured, {}, model) }
}
