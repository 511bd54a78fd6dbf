import { type Places, predict, regressionKriging, validate } from '../src/models/kriging/index.ts'
import { simulated } from '../src/models/kriging/testing.ts'
import { count, type Line, rate } from './measure.ts'

const SIDE = 1000 // cells of a side of the grid: a million in all
const STEP = 20 // m

/** Regression kriging as a city needs it: 93 stations, as Rennes has, and 500; every cell with its error. */
export async function benchKriging(): Promise<Line[]> {
  const lines: Line[] = []
  const measure = <T>(name: string, size: string, many: number, unit: string, work: () => T): T => {
    const begin = performance.now()
    const made = work()
    const seconds = (performance.now() - begin) / 1000
    lines.push({ name: `kriging: ${name}`, size, seconds, rate: rate(many, seconds, unit) })
    return made
  }
  for (const n of [93, 500]) {
    const measured = simulated({
      ...{ seed: 1, n, side: SIDE * STEP, more: 25 },
      variogram: { shape: 'exponential', nugget: 0.02, sill: 0.4, range: 1500 },
    })
    const size = `${n} stations, 27 predictors`
    const model = measure('choose, fit', size, n, 'stations', () => regressionKriging(measured))
    measure('leave out, in both ways', size, n, 'stations', () => validate(measured, {}, model))
    const cells = grid(model.chosen.length)
    measure('predict with errors', `${count(SIDE * SIDE)} cells, ${n} stations`, SIDE * SIDE, 'cells', () =>
      predict(model.kriging, cells),
    )
  }
  return lines
}

function grid(predictors: number): Places {
  const cells = Float64Array.from({ length: SIDE * SIDE }, (_, i) => i)
  return {
    x: cells.map((i) => (i % SIDE) * STEP),
    y: cells.map((i) => Math.floor(i / SIDE) * STEP),
    predictors: Array.from({ length: predictors }, (_, k) => Float32Array.from(cells, (i) => Math.sin(i / (700 + k)))),
  }
}
