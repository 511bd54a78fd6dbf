import * as Plot from '@observablehq/plot'
import type { Series } from '../../api/json/shapes.ts'
import type { Page } from '../page.ts'

/** A moment on an axis, written as the clock of the territory shows it: `2023-01-31T14:00`. */
interface Point {
  readonly local: string
  readonly value: number
}

/** The local clock as if it were UTC, so that axes show it without knowing time zones. */
export const clockTime = (local: string) => new Date(`${local.length === 10 ? `${local}T00:00` : local}Z`)

/** How ticks of a local clock are written, whatever the span. */
export function clockTicks(page: Page, first: Date, last: Date): (at: Date) => string {
  const locale = page.language === 'fr' ? 'fr-FR' : 'en-GB'
  const days = (last.getTime() - first.getTime()) / 86_400_000
  const options: Intl.DateTimeFormatOptions =
    days > 800
      ? { year: 'numeric' }
      : days > 90
        ? { month: 'short', year: '2-digit' }
        : days > 3
          ? { day: 'numeric', month: 'short' }
          : { weekday: 'short', hour: '2-digit' }
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return (at) => format.format(at)
}

/** Words of ticks that fit on a narrow chart. */
const NARROW_TICKS = 5

/** Where ticks are many for the width, every second one has no words. */
function thinned(words: (at: Date) => string, width: number) {
  return (at: Date, i: number, all: readonly Date[] = []) =>
    width <= 500 && all.length > NARROW_TICKS && i % 2 === 1 ? '' : words(at)
}

/** Options shared by our time charts. */
export function timeAxes(
  page: Page,
  width: number,
  dates: readonly Date[],
  unit: string,
  fromZero = true,
): Plot.PlotOptions {
  const first = dates[0] ?? page.now
  const last = dates.at(-1) ?? page.now
  return {
    width,
    height: width > 500 ? 260 : 220,
    marginLeft: 54,
    marginRight: 16,
    x: {
      type: 'utc',
      tickFormat: thinned(clockTicks(page, first, last), width),
      ticks: width > 500 ? 8 : 4,
      label: null,
    },
    y: {
      grid: true,
      zero: fromZero,
      nice: !fromZero,
      label: unit || null,
      labelArrow: 'none',
      tickFormat: (v: number) => page.format.short(v),
    },
  }
}

/** A line over time, drawn in its own frame when there are several. */
export interface Line {
  readonly title: string
  readonly points: readonly (Point & { readonly start: string })[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The longest a period may be: 31 days and 366 days, and a day of 25 hours. */
const longest: Readonly<Record<Series['by'], number>> = {
  '15min': HOUR_MS / 4,
  hour: HOUR_MS,
  day: DAY_MS + HOUR_MS,
  week: 7 * DAY_MS + HOUR_MS,
  month: 31 * DAY_MS + HOUR_MS,
  year: 366 * DAY_MS,
}

const FRAME_HEIGHT = 76

/**
 * Lines of values by period, one frame under the other on the same scales. A missing period breaks its line. Counts stand on
 * zero (`fromZero`); a temperature has no zero to stand on.
 */
export function linesDrawing(page: Page, lines: readonly Line[], by: Series['by'], unit: string, fromZero = true) {
  const data = lines.flatMap(({ title, points }) => unbroken(points, longest[by]).map((point) => ({ ...point, title })))
  const several = lines.length > 1
  const frame = several ? { fy: 'title' } : {}
  return (width: number): Plot.PlotOptions => {
    const axes = timeAxes(
      page,
      width,
      data.map((d) => d.at).toSorted((a, b) => a.getTime() - b.getTime()),
      unit,
      fromZero,
    )
    return {
      ...axes,
      ...(several && {
        height: lines.length * FRAME_HEIGHT + 40,
        fy: { domain: lines.map((line) => line.title), axis: null, padding: 0.3 },
        y: { ...axes.y, ticks: 3 },
      }),
      marks: [
        fromZero ? Plot.ruleY([0], { stroke: 'var(--line)' }) : null,
        Plot.lineY(data, {
          ...frame,
          x: 'at',
          y: 'value',
          stroke: 'var(--series-1)',
          strokeWidth: several ? 1.2 : 1.6,
        }),
        several
          ? Plot.text(lines, {
              fy: 'title',
              text: 'title',
              frameAnchor: 'top-left',
              dy: -13,
              fontWeight: 600,
              fill: 'var(--ink)',
            })
          : null,
      ],
    }
  }
}

/** Points of a line, with one that has no value where a period is missing. */
function unbroken(points: Line['points'], longest: number): { at: Date; value: number }[] {
  return points.flatMap(({ local, start, value }, i) => {
    const before = points[i - 1]
    const isGap = before !== undefined && Date.parse(start) - Date.parse(before.start) > longest
    const point = { at: clockTime(local), value }
    return isGap ? [{ at: clockTime(before.local), value: Number.NaN }, point] : [point]
  })
}
