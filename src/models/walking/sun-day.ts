import { type Exposure, type Season, SUN_UNKNOWN, SUN_WHOLE } from './graph.ts'

/** The bin of a minute at night. */
export const NIGHT = -1

const MINUTES = 24 * 60
/** A season known at one moment only is known for that long around it, minutes. */
const ALONE = 60

/** The sun of one season, as a search asks for it. */
export interface SunDay {
  readonly season: Season
  /** The bin of each minute of the day: the nearest; `NIGHT` where no sun shines. */
  readonly bins: Int16Array
  readonly edges: number
  readonly sun: Uint8Array
  /** What a share stands for, by bin: the code as a share, and for an unknown one the mean of what is known, so that it draws and repels nobody. */
  readonly shares: readonly Float64Array[]
  /** Whether anything is known of this season. */
  readonly known: boolean
}

/** Reads the exposure of a season. */
export function sunDay(exposure: Exposure, lengths: Float32Array, season: Season): SunDay {
  const { sun } = exposure
  const edges = lengths.length
  const own = exposure.bins
    .map(({ minute, season }, bin) => ({ minute, season, bin }))
    .filter((one) => one.season === season)
    .sort((a, b) => a.minute - b.minute)
  const bins = new Int16Array(MINUTES).fill(NIGHT)
  own.forEach(({ minute, bin }, i) => {
    const before = own[i - 1] ? minute - own[i - 1]!.minute : gapOf(own, i)
    const after = own[i + 1] ? own[i + 1]!.minute - minute : gapOf(own, i)
    const [start, end] = [minute - before / 2, minute + after / 2]
    bins.fill(bin, Math.max(0, Math.ceil(start)), Math.min(MINUTES, Math.ceil(end)))
  })
  const shares: Float64Array[] = []
  for (const { bin } of own) shares[bin] = sharesOf(sun.subarray(bin * edges, (bin + 1) * edges), lengths)
  return { season, bins, edges, sun, shares, known: own.length > 0 }
}

/** The step of the bins at the ends of a day. */
const gapOf = (own: readonly { minute: number }[], i: number): number =>
  own.length < 2 ? ALONE : Math.abs((own[i + 1] ?? own[i]!).minute - (own[i + 1] ? own[i]! : own[i - 1]!).minute)

function sharesOf(codes: Uint8Array, lengths: Float32Array): Float64Array {
  let [known, inSun] = [0, 0]
  for (let edge = 0; edge < codes.length; edge++) {
    if (codes[edge] === SUN_UNKNOWN) continue
    known += lengths[edge]!
    inSun += (lengths[edge]! * codes[edge]!) / SUN_WHOLE
  }
  return Float64Array.from({ length: 256 }, (_, code) => (code <= SUN_WHOLE ? code / SUN_WHOLE : inSun / known || 0))
}

/** The bin at a moment, in seconds since midnight; days follow each other. */
export const binAt = (day: SunDay, seconds: number): number => day.bins[Math.floor(seconds / 60) % MINUTES]!

/** The share of an edge in the sun in a bin: null unknown. */
export function sunOf(day: SunDay, bin: number, edge: number): number | null {
  if (!day.known) return null
  if (bin === NIGHT) return 0
  const code = day.sun[bin * day.edges + edge]!
  return code === SUN_UNKNOWN ? null : code / SUN_WHOLE
}

/** Numbers of bins that bounds are made for: a few, so that they serve many walks. */
const WINDOWS = [2, 4, 8, 16, 48]

/** The bins of a walk that sets out at a moment and lasts so long at most, and some after it; none when a part of it is at night. */
export function binsWithin(day: SunDay, departure: number, seconds: number): number[] {
  const found = new Set<number>()
  const [start, end] = [Math.floor(departure / 60), Math.floor((departure + seconds) / 60)]
  const size = () => WINDOWS.find((one) => one >= found.size) ?? found.size
  for (let minute = start, wanted = MINUTES; minute < start + MINUTES; minute++) {
    const bin = day.bins[minute % MINUTES]!
    if (minute > end) wanted = Math.min(wanted, size())
    if (bin === NIGHT || (minute > end && !found.has(bin) && found.size >= wanted)) {
      if (minute <= end) return []
      break
    }
    found.add(bin)
  }
  return [...found]
}
