/** What came since the process started: for metrics. */
export interface FrameStats {
  /** Messages taken, copies and those that could not be read included. */
  messages: number
  readonly states: { decoded: number; quarantined: number; ignored: number }
  duplicates: number
  late: number
  disordered: number
  skewed: number
  resets: number
  observations: number
  /** Seconds spent decoding, and writing. */
  decodeSeconds: number
  writeSeconds: number
}

export const openStats = (): FrameStats => ({
  ...{ messages: 0, duplicates: 0, late: 0, disordered: 0, skewed: 0, resets: 0, observations: 0 },
  ...{ decodeSeconds: 0, writeSeconds: 0 },
  states: { decoded: 0, quarantined: 0, ignored: 0 },
})
