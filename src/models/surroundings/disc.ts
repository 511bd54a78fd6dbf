/** Values by cell, rows from the north, NaN where unknown. */
export interface Layer {
  readonly width: number
  readonly height: number
  readonly values: ArrayLike<number>
}

/** Sums along each row: what makes the sum over any stretch of a row one subtraction. */
interface Running {
  readonly width: number
  readonly height: number
  readonly sums: Float64Array
  readonly known: Float64Array
}

function runningOf({ width, height, values }: Layer): Running {
  const sums = new Float64Array((width + 1) * height)
  const known = new Float64Array((width + 1) * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = row * (width + 1) + column
      const value = values[row * width + column]!
      const isKnown = !Number.isNaN(value)
      sums[at + 1] = sums[at]! + (isKnown ? value : 0)
      known[at + 1] = known[at]! + Number(isKnown)
    }
  return { width, height, sums, known }
}

/**
 * Mean of the known cells whose centres are within a radius of that of each cell asked for, all of them when none are named. NaN when
 * fewer than `least` of the cells of the disc are known: what lies beyond the edge is not taken for nothing, but a mean over a sliver
 * is no mean. Radius in cells.
 */
export function discMeans(
  layer: Layer,
  radius: number,
  {
    cells,
    least = 0.2,
  }: {
    readonly cells?: ArrayLike<number>
    readonly least?: number
  } = {},
): Float32Array {
  const { width, height, sums, known } = runningOf(layer)
  const reach = Math.floor(radius)
  const halves = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.floor(Math.sqrt(radius ** 2 - (i - reach) ** 2)))
  const whole = halves.reduce((sum, half) => sum + 2 * half + 1, 0)
  const count = cells?.length ?? width * height
  const means = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const cell = cells ? cells[i]! : i
    const row = Math.floor(cell / width)
    const column = cell - row * width
    let [sum, seen] = [0, 0]
    for (let k = Math.max(0, reach - row); k <= 2 * reach && row + k - reach < height; k++) {
      const line = (row + k - reach) * (width + 1)
      const from = line + Math.max(0, column - halves[k]!)
      const to = line + Math.min(width, column + halves[k]! + 1)
      sum += sums[to]! - sums[from]!
      seen += known[to]! - known[from]!
    }
    means[i] = seen > 0 && seen >= least * whole ? sum / seen : Number.NaN
  }
  return means
}
