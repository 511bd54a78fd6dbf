import * as Plot from '@observablehq/plot'
import type { Page } from '../page.ts'

/** A moment on an axis, written as the clock of the territory shows it: `2023-01-31T14:00`. */
export interface Point {
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

/** Options shared by our time charts. */
export function timeAxes(page: Page, width: number, dates: readonly Date[], unit: string): Plot.PlotOptions {
  const first = dates[0] ?? page.now
  const last = dates.at(-1) ?? page.now
  return {
    width,
    height: width > 500 ? 260 : 220,
    marginLeft: 54,
    marginRight: 16,
    x: { type: 'utc', tickFormat: clockTicks(page, first, last), ticks: width > 500 ? 8 : 4, label: null },
    y: {
      grid: true,
      zero: true,
      label: unit || null,
      labelArrow: 'none',
      tickFormat: (v: number) => page.format.short(v),
    },
  }
}

/** A line of values over time. A gap longer than `gap` milliseconds breaks it. */
export function lineDrawing(page: Page, points: readonly Point[], unit: string) {
  const data = points.map((p) => ({ at: clockTime(p.local), value: p.value }))
  return (width: number): Plot.PlotOptions => ({
    ...timeAxes(
      page,
      width,
      data.map((d) => d.at),
      unit,
    ),
    marks: [
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      Plot.lineY(data, { x: 'at', y: 'value', stroke: 'var(--series-1)', strokeWidth: 1.6 }),
    ],
  })
}
