import { krigingOf, predict } from '../../../src/models/kriging/index.ts'
import { type Around, type Ground, middleOf } from './around.ts'
import { estimateAt } from './estimate.ts'
import type { Known } from './fit.ts'
import type { IslandTuned } from './parameters.ts'
import type { Drawing } from './read-model.ts'

/** A map of the coarse cells, K, NaN outside the territory. */
export interface IslandMap {
  readonly values: Float32Array
  readonly errors: Float32Array
}

/** The cells of the territory. */
export function insideOf(ground: Ground): Int32Array {
  const cells: number[] = []
  for (let cell = 0; cell < ground.width * ground.height; cell++)
    if (!Number.isNaN(ground.layers.built.values[cell]!)) cells.push(cell)
  return Int32Array.from(cells)
}

/** Draws a target from its model, and the stations that were kriged. */
export function drawMap(
  drawing: Drawing | undefined,
  known: readonly Known[],
  { ground, around }: { readonly ground: Ground; readonly around: Around },
  tuned: IslandTuned,
): IslandMap {
  const count = ground.width * ground.height
  const map = { values: new Float32Array(count).fill(Number.NaN), errors: new Float32Array(count).fill(Number.NaN) }
  if (!drawing) return map
  const inside = insideOf(ground)
  if (drawing.method === 'estimate') {
    const values = estimateAt(ground, drawing.day, tuned, inside)
    inside.forEach((cell, i) => {
      map.values[cell] = values[i]!
      map.errors[cell] = Number.isNaN(values[i]!) ? Number.NaN : drawing.error
    })
    return map
  }
  const stationCells = known.map(({ cell }) => cell)
  const kriging = krigingOf(
    {
      x: known.map(({ x }) => x),
      y: known.map(({ y }) => y),
      values: known.map(({ value }) => value),
      predictors: drawing.predictors.map((name) => around.at(name, stationCells)),
    },
    drawing.variogram,
  )
  const middles = Array.from(inside, (cell) => middleOf(ground, cell))
  const { values, errors } = predict(kriging, {
    x: Float64Array.from(middles, ([x]) => x),
    y: Float64Array.from(middles, ([, y]) => y),
    predictors: drawing.predictors.map((name) => around.at(name, inside)),
  })
  inside.forEach((cell, i) => {
    map.values[cell] = values[i]!
    map.errors[cell] = errors[i]! * drawing.widening
  })
  return map
}

/** Share of the territory where one of the predictors is beyond all those of the stations. */
export function shareBeyond(
  { ground, around }: { readonly ground: Ground; readonly around: Around },
  names: readonly string[],
  stations: ArrayLike<number>,
): number {
  const inside = insideOf(ground)
  const isBeyond = new Uint8Array(inside.length)
  for (const name of names) {
    const there = Array.from(around.at(name, stations))
    const [least, most] = [Math.min(...there), Math.max(...there)]
    around.at(name, inside).forEach((value, i) => {
      if (value < least || value > most) isBeyond[i] = 1
    })
  }
  return inside.length ? isBeyond.reduce((sum, v) => sum + v, 0) / inside.length : 0
}
