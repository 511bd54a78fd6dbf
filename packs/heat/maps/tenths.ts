import type { Making, RasterBand } from '../../../src/kernel/index.ts'
import { NO_CELL } from '../../../src/kernel/index.ts'
import { bandOf, HOURS } from './hours.ts'

/** Whole tenths of a degree: far below the error of the models. */
const SCALE = 0.1

/**
 * A band an hour, of temperatures kept in tenths of a degree. What `valuesAt` gives may be the same array each time: it is
 * copied; undefined is an hour without any value.
 */
export async function bandsOfHours(
  cells: number,
  run: Pick<Making, 'signal' | 'progress'>,
  valuesAt: (hour: number) => Promise<Float32Array | undefined> | Float32Array | undefined,
): Promise<RasterBand[]> {
  const none = new Int16Array(cells).fill(NO_CELL.int16)
  const bands: RasterBand[] = []
  for (const hour of HOURS) {
    run.signal.throwIfAborted()
    const values = await valuesAt(hour)
    bands.push({ name: bandOf(hour), values: values ? tenths(values) : none, scale: SCALE })
    run.progress(hour + 1, HOURS.length)
  }
  return bands
}

function tenths(values: Float32Array): Int16Array {
  const cells = new Int16Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    cells[i] = Number.isNaN(value) ? NO_CELL.int16 : Math.round(value / SCALE)
  }
  return cells
}
