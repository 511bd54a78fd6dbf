/** Between which values nearly all cells of a band are, widened to round numbers: what the colours of a map span. */
export interface ValueRange {
  readonly from: number
  readonly to: number
  /** Round values along it. */
  readonly ticks: readonly number[]
}
