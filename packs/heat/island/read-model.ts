import type { RowOf } from '../../../src/kernel/index.ts'
import type { Variogram } from '../../../src/models/kriging/index.ts'
import type { Around } from './around.ts'
import type { DayForcing } from './estimate.ts'
import type { Target } from './fit.ts'
import type { IslandModel } from './tables.ts'

/** What a map is drawn from, as the published table of the model says it. */
export type Drawing =
  | {
      readonly method: 'kriging'
      readonly predictors: readonly string[]
      readonly variogram: Variogram
      readonly widening: number
    }
  | { readonly method: 'estimate'; readonly day: DayForcing; readonly error: number }

/** Reads the model of a target back; undefined when it has none. */
export function drawingOf(
  rows: readonly RowOf<typeof IslandModel>[],
  target: Target,
  around: Around,
): Drawing | undefined {
  const own = new Map(rows.filter((r) => r.target === target).map((r) => [r.term, r]))
  const number = (term: string) => own.get(term)!.value!
  if (own.has('sun'))
    return {
      method: 'estimate',
      day: { sun: number('sun'), range: number('day_range'), wind: number('wind') },
      error: number('guess'),
    }
  if (!own.has('shape')) return undefined
  return {
    method: 'kriging',
    predictors: around.names.flatMap(({ name }) => (own.has(name) ? [name] : [])),
    variogram: {
      shape: own.get('shape')!.said_en as Variogram['shape'],
      nugget: number('nugget'),
      sill: number('sill'),
      range: number('range'),
    },
    widening: number('widening'),
  }
}
