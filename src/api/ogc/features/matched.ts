/** How many features a request matches. */
export interface Matched {
  readonly count: number
  /** Whether the count was worked out without looking at every feature. */
  readonly estimated: boolean
}
