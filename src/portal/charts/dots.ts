import * as Plot from '@observablehq/plot'
import type { Page } from '../page.ts'

/** A point of two values. */
export interface Dot {
  readonly x: number
  readonly y: number
}

interface Axis {
  readonly title: string
  readonly domain: readonly [low: number, high: number]
}

/** Points by two values: how one goes with the other. */
export function dotsDrawing(page: Page, dots: readonly Dot[], across: Axis, up: Axis) {
  return (width: number): Plot.PlotOptions => ({
    width,
    height: Math.min(420, Math.round(width * 0.75)),
    marginLeft: 44,
    marginBottom: 40,
    x: {
      domain: [...across.domain],
      label: across.title,
      labelArrow: 'none',
      grid: true,
      tickFormat: page.format.short,
    },
    y: { domain: [...up.domain], label: up.title, labelArrow: 'none', grid: true, tickFormat: page.format.short },
    marks: [Plot.dot(dots, { x: 'x', y: 'y', r: 4, fill: 'var(--series-1)', fillOpacity: 0.65 })],
  })
}
