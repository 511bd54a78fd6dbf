import * as Plot from '@observablehq/plot'
import type { Page } from '../page.ts'

interface Bar {
  readonly label: string
  readonly value: number
}

/** Horizontal bars in the order given, each with its value written. */
export function barDrawing(page: Page, bars: readonly Bar[]) {
  const longest = Math.max(0, ...bars.map((bar) => bar.label.length))
  return (width: number): Plot.PlotOptions => {
    const marginLeft = Math.min(longest * 7 + 16, width * 0.4)
    const letters = Math.floor((marginLeft - 14) / 7)
    return {
      width,
      height: bars.length * 24 + 20,
      marginLeft,
      marginRight: 64,
      marginTop: 8,
      marginBottom: 12,
      x: { axis: null },
      y: {
        domain: bars.map((bar) => bar.label),
        label: null,
        tickSize: 0,
        tickFormat: (label: string) => (label.length > letters ? `${label.slice(0, letters - 1)}…` : label),
      },
      marks: [
        Plot.barX(bars, { x: 'value', y: 'label', fill: 'var(--series-1)', insetTop: 3, insetBottom: 3 }),
        Plot.text(bars, {
          x: 'value',
          y: 'label',
          text: (bar: Bar) => page.format.short(bar.value),
          textAnchor: 'start',
          dx: 5,
          fill: 'var(--ink)',
        }),
      ],
    }
  }
}
