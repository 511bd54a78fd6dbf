import * as Plot from '@observablehq/plot'
import type { Page } from '../page.ts'
import { cividis } from './colours.ts'

/** Low values first: what is low (slow traffic) must be seen first, so it is the lightest. */
export const heatScale = cividis.toReversed()

/** One hour of the week: `day` 1 is Monday, `hour` is local. */
export interface WeekHour {
  readonly day: number
  readonly hour: number
  readonly value: number
}

/** The name of a weekday, 1 for Monday. */
export function dayName(page: Page, day: number, form: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(page.language === 'fr' ? 'fr-FR' : 'en-GB', { weekday: form, timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, day)),
  )
}

/** A week as a grid of cells: hours across and days down, the other way round where it is narrow. */
export function heatDrawing(page: Page, cells: readonly WeekHour[]) {
  const days = [1, 2, 3, 4, 5, 6, 7]
  const hours = Array.from({ length: 24 }, (_, i) => i)
  const byHour = {
    domain: hours,
    label: null,
    tickSize: 0,
    tickFormat: (h: number) => (h % 3 === 0 ? `${h}\u202fh` : ''),
  }
  const byDay = (form: 'long' | 'short') => ({
    domain: days,
    label: null,
    tickSize: 0,
    tickFormat: (d: number) => dayName(page, d, form),
  })
  return (width: number): Plot.PlotOptions => {
    const wide = width > 500
    return {
      width,
      height: wide ? 240 : 520,
      marginLeft: wide ? 74 : 44,
      marginRight: 8,
      marginTop: 8,
      marginBottom: 28,
      padding: 0.05,
      x: wide ? byHour : byDay('short'),
      y: wide ? byDay('long') : byHour,
      color: { type: 'quantize', range: [...heatScale] },
      marks: [Plot.cell(cells, { x: wide ? 'hour' : 'day', y: wide ? 'day' : 'hour', fill: 'value' })],
    }
  }
}
