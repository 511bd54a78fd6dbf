import type { Language } from '../../../../kernel/index.ts'
import { rounded } from '../../coverages/range.ts'

interface ChartProps {
  /** Instants or days, in order. */
  readonly times: readonly string[]
  readonly values: readonly (number | null)[]
  /** What is drawn, with its unit. */
  readonly label: string
  readonly language: Language
  /** IANA name: the days of the axis are those of the place. */
  readonly timezone: string
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [760, 280, 58, 28, 12, 12] as const
/** Points drawn at most: two a pixel. More are told by the least and the greatest of each stretch. */
const MOST_POINTS = 1400
const TIME_TICKS = 6

/** A series as a line, with a gap where a value is missing. The table after it tells the same to those who do not see it. */
export function Chart({ times, values, label, language, timezone }: ChartProps) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const range = rounded(
    known.reduce((a, b) => Math.min(a, b)),
    known.reduce((a, b) => Math.max(a, b)),
  )
  const [first, last] = [Date.parse(times[0]!), Date.parse(times.at(-1)!)]
  const span = Math.max(1, last - first)
  const x = (time: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (time - first)) / span
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - range.from) / (range.to - range.from))
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 })
  const days = new Intl.DateTimeFormat(language, {
    timeZone: times[0]!.length === 10 ? 'UTC' : timezone,
    ...momentOf(span),
  })
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {range.ticks.map((tick) => (
        <>
          <path class="grid" d={`M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}`} />
          <text x={LEFT - 8} y={(y(tick) + 4).toFixed(1)} text-anchor="end">
            {number.format(tick)}
          </text>
        </>
      ))}
      {momentsBetween(first, last).map((time, i, all) => (
        <text
          x={x(time).toFixed(1)}
          y={HEIGHT - 8}
          text-anchor={i === 0 ? 'start' : i === all.length - 1 ? 'end' : 'middle'}
        >
          {days.format(time)}
        </text>
      ))}
      <path class="line" d={lineOf(times, values, x, y)} />
    </svg>
  )
}

const DAY_MS = 86_400_000
const momentOf = (span: number): Intl.DateTimeFormatOptions =>
  span > 3 * DAY_MS
    ? { day: 'numeric', month: 'short' }
    : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }

const momentsBetween = (first: number, last: number): number[] =>
  last === first
    ? [first]
    : Array.from({ length: TIME_TICKS }, (_, i) => first + ((last - first) * i) / (TIME_TICKS - 1))

/** The path of a line; a value alone between two gaps is a short stroke. */
function lineOf(
  times: readonly string[],
  values: readonly (number | null)[],
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  const parts: string[] = []
  let isDrawn = false
  for (const i of shownOf(values)) {
    const value = values[i]
    if (value === null || value === undefined) {
      isDrawn = false
      continue
    }
    const at = `${x(Date.parse(times[i]!)).toFixed(1)} ${y(value).toFixed(1)}`
    parts.push(isDrawn ? `L${at}` : `M${at}h.1`)
    isDrawn = true
  }
  return parts.join('')
}

/** The places of the values drawn: all of them, or the least and the greatest of each stretch in their order. */
function shownOf(values: readonly (number | null)[]): readonly number[] {
  if (values.length <= MOST_POINTS) return values.map((_, i) => i)
  const stretch = Math.ceil((values.length * 2) / MOST_POINTS)
  const shown: number[] = []
  for (let from = 0; from < values.length; from += stretch) {
    const places = Array.from({ length: Math.min(stretch, values.length - from) }, (_, k) => from + k)
    const known = places.filter((i) => values[i] !== null)
    if (known.length === 0) shown.push(from)
    else {
      const least = known.reduce((a, b) => (values[b]! < values[a]! ? b : a))
      const greatest = known.reduce((a, b) => (values[b]! > values[a]! ? b : a))
      shown.push(...[...new Set([least, greatest])].sort((a, b) => a - b))
    }
  }
  return shown
}
