import type { Deps } from '../../deps.ts'
import type { Band } from './band.ts'
import type { Coverage } from './open.ts'
import type { ValueRange } from './value-range.ts'

/** Cells looked at, at most: more would tell the same. */
const LOOKED_AT = 250_000
/** Share of the cells left out at each end, for a few wild ones would take all the colours. */
const LEFT_OUT = 0.005
const TICKS = 5

/** The usual values of a band, worked out once a version; those of all the times of a quantity, whose maps then compare. */
export function rangeOf(
  { rasters, kept }: Pick<Deps, 'rasters' | 'kept'>,
  coverage: Coverage,
  band: Band,
): Promise<ValueRange> {
  const { snapshot, raster, quantity } = coverage
  const bands = quantity ? coverage.bands.map(({ place }) => place) : [band.place]
  return kept.ranges(`${snapshot.node.name} ${snapshot.pin} ${bands}`, async () => {
    const cells = raster.width * raster.height
    // The side of a cell is rounded down to a power of two: twice the length gives at most as many cells as wanted.
    const step = Math.max(...raster.step) * Math.max(1, 2 * Math.sqrt((cells * bands.length) / LOOKED_AT))
    const { values } = await rasters.read(raster, { bbox: raster.bbox, step, bands, coarsening: 'first' })
    const sorted = Float64Array.from(values.flatMap((one) => [...one.filter(Number.isFinite)])).sort()
    if (sorted.length === 0) return rounded(0, 1)
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!
    return rounded(at(LEFT_OUT), at(1 - LEFT_OUT))
  })
}

/** The smallest range of round numbers around two values. */
export function rounded(low: number, high: number): ValueRange {
  const spread = high > low ? high - low : Math.max(Math.abs(low), 1) * 0.1
  const power = 10 ** Math.floor(Math.log10(spread / TICKS))
  const step = power * [1, 2, 5, 10].find((factor) => factor * power * TICKS >= spread)!
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)]
  // Products of whole numbers, so that 0.30000000000000004 is never shown.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { from: ticks[0]!, to: ticks.at(-1)!, ticks }
}
