import type { Crs } from '../common/crs.ts'
import type { Parameter } from './parameters.ts'
import type { Series } from './series.ts'

/** What a query gives, before it is written in any format. */
export type Answer = SeriesAnswer | GridAnswer | SamplesAnswer

export interface SeriesAnswer {
  readonly kind: 'series'
  readonly parameters: readonly Parameter[]
  /** Of the positions written. */
  readonly crs: Crs
  readonly series: readonly Series[]
  /** One station was asked for: the answer is one coverage, not a collection of them. */
  readonly isOne: boolean
}

export interface GridAnswer {
  readonly kind: 'grid'
  readonly parameters: readonly Parameter[]
  readonly crs: Crs
  /** North-west corner of the first cell, and width and height of a cell, x first whatever the CRS. */
  readonly origin: readonly [number, number]
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  /** Instants, where the one parameter has several. */
  readonly times?: readonly string[]
  /** By parameter, or by time of the one parameter; row by row from the north; NaN where there is none. */
  readonly values: readonly Float64Array[]
}

/** Where a raster was read: a position, several, or those along a line. */
export interface SamplesAnswer {
  readonly kind: 'samples'
  readonly parameters: readonly Parameter[]
  readonly crs: Crs
  /** As they were asked: each alone, or along a line, or along a line with times. */
  readonly along: 'points' | 'line' | 'track'
  /** x first whatever the CRS; `at` is an instant. */
  readonly places: readonly { readonly x: number; readonly y: number; readonly at?: string }[]
  /** Instants, where the one parameter has several at each place. */
  readonly times?: readonly string[]
  /** By parameter, or by time of the one parameter, by place; NaN where there is none. */
  readonly values: readonly Float64Array[]
}
